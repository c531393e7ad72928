#include "core/control.h"

#include <algorithm>
#include <utility>

#include "core/names.h"

namespace rollout {

namespace {

/// Number of whole periods from the first window to the one that `clock` may be in.
std::int64_t periodsUntil(const FreezeWindow& window, Time clock)
{
    if (window.period <= Milliseconds(0) || clock < window.from)
        return 0;
    return (clock - window.from) / window.period;
}

} // namespace

bool FreezeWindow::contains(Time clock) const
{
    const Milliseconds later = period * periodsUntil(*this, clock);
    return clock >= from + later && clock < to + later;
}

Time FreezeWindow::endAt(Time clock) const
{
    return to + period * periodsUntil(*this, clock);
}

Result<void> checkFreezeWindow(const FreezeWindow& window)
{
    if (window.to <= window.from)
        return failure(
            ErrorCode::InvalidArgument,
            "the freeze window ends before it begins; its end must be after its beginning");
    if (window.period < Milliseconds(0)
        || (window.period > Milliseconds(0) && window.period < window.to - window.from))
        return failure(ErrorCode::InvalidArgument,
                       "the freeze window is longer than the time after which it comes again");
    return checkOptionalName("name of who freezes", window.signature.by);
}

const FreezeWindow* Control::freezeAt(Time clock) const
{
    const auto found =
        std::find_if(freezes.begin(), freezes.end(),
                     [&](const FreezeWindow& window) { return window.contains(clock); });
    return found == freezes.end() ? nullptr : &*found;
}

void Control::addFreeze(FreezeWindow window)
{
    const auto byNumber = [](const FreezeWindow& a, const FreezeWindow& b) {
        return a.number < b.number;
    };
    const auto place = std::lower_bound(freezes.begin(), freezes.end(), window, byNumber);
    const bool isTaken = place != freezes.end() && place->number == window.number;
    if (window.number > 0 && window.number <= lastFreezeNumber && !isTaken) {
        freezes.insert(place, std::move(window));
        return;
    }
    window.number = ++lastFreezeNumber;
    freezes.push_back(std::move(window));
}

} // namespace rollout
