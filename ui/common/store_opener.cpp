#include "ui/common/store_opener.h"

#include <chrono>

#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr std::chrono::milliseconds glance{20}; // from look to look whether it was given up

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
    const auto cancelled = [&] { return isGivenUp && *isGivenUp; };
    const auto whenCancelled = [] {
        return failure(ErrorCode::Cancelled, "opening the store was given up");
    };
    std::erase_if(m_givenUp, [](const Opening& opening) { return isOver(opening); });
    if (cancelled())
        return whenCancelled();
    auto opening = std::async(std::launch::async,
                              [url = utf8(storeUrl), &live = m_liveClock]() -> Result<OpenedStore> {
                                  auto clock = std::make_unique<VirtualClock>();
                                  auto orchestrator = Orchestrator::open(url, live, *clock);
                                  if (!orchestrator)
                                      return tl::unexpected(orchestrator.error());
                                  return OpenedStore{std::move(clock), std::move(*orchestrator)};
                              });
    while (opening.wait_for(glance) != std::future_status::ready)
        if (cancelled()) {
            m_givenUp.push_back(std::move(opening));
            return whenCancelled();
        }
    return opening.get();
}

} // namespace rollout
