#include "simulation/absence.h"

#include <algorithm>
#include <cmath>

#include "simulation/fates.h"

namespace rollout {
namespace {

constexpr Milliseconds hour{3'600'000};

/// The draws that a stretch of time is made of are told apart by moments within it.
Time drawAt(Time stretch, std::int64_t number)
{
    return stretch + Milliseconds(number);
}

Time stretchOf(Time now, Milliseconds length)
{
    return now - now.time_since_epoch() % length;
}

/// Something that is on and off in turn, for Exponential lengths of time.
struct Renewal
{
    Milliseconds meanOn;
    Milliseconds meanOff;

    /// Long enough that hardly anything spans two, short enough that few draws lead to any moment.
    [[nodiscard]] Milliseconds stretch() const { return 4 * (meanOn + meanOff); }

    [[nodiscard]] bool isOn(const Draws& draws, TargetId target, DrawFor what, Time now) const
    {
        const Time begin = stretchOf(now, stretch());
        const double share = static_cast<double>(meanOn.count())
            / static_cast<double>(meanOn.count() + meanOff.count());
        std::int64_t number = 0;
        bool on = draws.bernoulli(share, target, what, drawAt(begin, number));
        for (Time at = begin;; on = !on) {
            ++number;
            // 1 ms at least, or a mean of a few could keep the loop where it is.
            at += std::max(
                Milliseconds(1),
                draws.exponential(on ? meanOn : meanOff, target, what, drawAt(begin, number)));
            if (at > now)
                return on;
        }
    }
};

/// The moments of a Poisson process in an hour that begins at `begin`.
std::vector<Time> arrivals(const Draws& draws, double perHour, DrawFor what, Time begin)
{
    std::vector<Time> times;
    const Milliseconds mean(
        std::max<std::int64_t>(1, std::llround(static_cast<double>(hour.count()) / perHour)));
    Time at = begin;
    for (std::int64_t number = 0;; ++number) {
        at += draws.exponential(mean, TargetId{}, what, drawAt(begin, number));
        if (at >= begin + hour)
            return times;
        times.push_back(at);
    }
}

} // namespace

Absences::Absences(const SimulationSettings& settings, std::uint64_t run)
    : m_draws(settings.seed, run, {})
    , m_silence(settings.silence)
    , m_churn(settings.churn)
    , m_outages(settings.outages)
{
}

bool Absences::isSilent(TargetId target, Time now) const
{
    if (m_silence.share <= 0.0)
        return false;
    const Milliseconds between = scaled(m_silence.mean, (1.0 - m_silence.share) / m_silence.share);
    return Renewal{m_silence.mean, between}.isOn(m_draws, target, DrawFor::Silence, now);
}

bool Absences::hasLeft(TargetId target, Time lastReport, Time now) const
{
    if (m_churn.leavesPerHour <= 0.0)
        return false;
    const Milliseconds mean = scaled(hour, 1000.0 / m_churn.leavesPerHour);
    for (Time begin = stretchOf(lastReport, hour); begin <= now; begin += hour) {
        const Time at = begin + m_draws.exponential(mean, target, DrawFor::Leaving, begin);
        if (at > lastReport && at <= now && at < begin + hour)
            return true;
    }
    return false;
}

std::vector<Newcomer> Absences::newcomers(const Fleet& fleet, Time since, Time now) const
{
    std::vector<Newcomer> newcomers;
    if (!hasNewcomers() || fleet.order().empty())
        return newcomers;
    const Time from = std::max(since, now - hour);
    for (Time begin = stretchOf(from, hour); begin <= now; begin += hour) {
        const std::vector<Time> times =
            arrivals(m_draws, m_churn.joinsPerHour, DrawFor::Joining, begin);
        const std::int64_t stretch = begin.time_since_epoch() / hour;
        for (std::size_t i = 0; i < times.size(); ++i) {
            if (times[i] <= from || times[i] > now)
                continue;
            const double u = m_draws.uniform(TargetId{}, DrawFor::JoiningGroup,
                                             drawAt(begin, static_cast<std::int64_t>(i)));
            const auto& order = fleet.order();
            const TargetId model =
                order[static_cast<std::size_t>(u * static_cast<double>(order.size()))];
            newcomers.push_back({"joined-" + std::to_string(stretch) + "-" + std::to_string(i + 1),
                                 fleet.groupId(model)});
        }
    }
    return newcomers;
}

bool Absences::isOut(Time now) const
{
    if (m_outages.perDay <= 0.0)
        return false;
    const auto between =
        Milliseconds(std::llround(static_cast<double>((24 * hour).count()) / m_outages.perDay));
    return Renewal{m_outages.mean, between}.isOn(m_draws, TargetId{}, DrawFor::Outage, now);
}

} // namespace rollout
