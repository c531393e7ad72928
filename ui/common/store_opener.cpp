#include "ui/common/store_opener.h"

#include <chrono>

#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr std::chrono::milliseconds glance{20}; // from look to look whether it was given up

bool isSet(const GivenUp& flag)
{
    return flag && *flag;
}

tl::unexpected<Error> cancelled()
{
    return failure(ErrorCode::Cancelled, "opening the store was given up");
}

bool isOver(const std::future<Result<OpenedStore>>& opening)
{
    return opening.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

} // namespace

StoreOpener::StoreOpener(const Clock& liveClock)
    : m_liveClock(liveClock)
{
}

Result<OpenedStore> StoreOpener::open(const QString& storeUrl, const GivenUp& isGivenUp)
{
    std::erase_if(m_givenUp, [](const Opening& opening) { return isOver(opening); });
    if (isSet(isGivenUp))
        return cancelled();
    auto opening =
        std::async(std::launch::async,
                   [url = utf8(storeUrl), isGivenUp, &live = m_liveClock]() -> Result<OpenedStore> {
                       auto clock = std::make_unique<VirtualClock>();
                       auto orchestrator = Orchestrator::open(url, live, *clock);
                       if (!orchestrator)
                           return tl::unexpected(orchestrator.error());
                       if (isSet(isGivenUp))
                           return cancelled(); // nobody will come for it
                       return OpenedStore{std::move(clock), std::move(*orchestrator)};
                   });
    while (opening.wait_for(glance) != std::future_status::ready)
        if (isSet(isGivenUp)) {
            m_givenUp.push_back(std::move(opening));
            return cancelled();
        }
    return opening.get();
}

} // namespace rollout
