// Upkeep of the store: how long things are kept, and making room. Each piece of work is a short
// transaction in the store's thread; steps take their turns in between.

#include <QString>
#include <charconv>
#include <chrono>

#include "service/log.h"
#include "service/orchestrator_private.h"

namespace rollout {

namespace {

using std::chrono::days;

constexpr const char* retentionName = "journal-retention-days";
constexpr days longestRetention(36500);

/// A setting that this program cannot read must not delete anything.
Result<std::optional<days>> retentionOf(const std::optional<std::string>& text)
{
    if (!text)
        return std::nullopt;
    int count = 0;
    const char* end = text->data() + text->size();
    const auto [parsed, error] = std::from_chars(text->data(), end, count);
    if (error != std::errc() || parsed != end || count < 1 || days(count) > longestRetention)
        return failure(ErrorCode::Corrupt,
                       "the store's setting " + std::string(retentionName) + " is \"" + *text
                           + "\"; it must be a number of days from 1 to 36500; set it anew");
    return days(count);
}

/// Repeats a slice of work until there is nothing more to do.
template <typename Slice>
Result<void> inSlices(StoreThread& thread, const std::function<bool()>& isCancelled, Slice slice)
{
    for (bool hasMore = true; hasMore;) {
        if (isCancelled && isCancelled())
            return failure(ErrorCode::Cancelled, "cancelled; what was done so far stays");
        const auto done = thread.run(slice);
        if (!done)
            return tl::unexpected(done.error());
        hasMore = *done;
    }
    return {};
}

} // namespace

Result<std::optional<days>> Orchestrator::retention() const
{
    return d->store.run([](Store& store) { return store.setting(retentionName); })
        .and_then(retentionOf);
}

Result<void> Orchestrator::setRetention(const std::optional<days>& retention)
{
    if (retention && (*retention < days(1) || *retention > longestRetention))
        return failure(ErrorCode::InvalidArgument,
                       "the journal can be kept for 1 to 36500 days, or for ever; not for "
                           + std::to_string(retention->count()) + " days");
    std::optional<std::string> text;
    if (retention)
        text = std::to_string(retention->count());
    return d->store.run([&](Store& store) { return store.setSetting(retentionName, text); });
}

Result<void> Orchestrator::maintain(const std::function<bool()>& isCancelled)
{
    const auto kept = retention();
    if (!kept)
        return tl::unexpected(kept.error());
    for (const EntityPtr& entity : d->directory.all()) {
        auto upkeep = d->store.run([&](Store& store) {
            return store.planUpkeep(entity->key(), d->liveClock.now(), *kept);
        });
        if (!upkeep)
            return tl::unexpected(upkeep.error());
        auto done = inSlices(d->store, isCancelled, [&](Store& store) {
                        return store.thinShares(*upkeep);
                    }).and_then([&] {
            return inSlices(d->store, isCancelled,
                            [&](Store& store) { return store.pruneJournal(*upkeep); });
        });
        if (!done)
            return done;
    }
    return {};
}

void Orchestrator::startUpkeep()
{
    d->upkeep.reset();
    d->upkeep = std::make_unique<UpkeepThread>(
        std::chrono::hours(1), [this](const std::function<bool()>& isStopping) {
            const auto isStopped = std::make_shared<std::atomic<bool>>(false);
            if (d->watcher.upkeepBegan)
                d->watcher.upkeepBegan(isStopped);
            const auto done = maintain([&] { return isStopping() || *isStopped; });
            if (d->watcher.upkeepEnded)
                d->watcher.upkeepEnded(done);
            // What could not be done is done an hour later.
            if (!done && done.error().code != ErrorCode::Cancelled)
                qCWarning(logService).noquote()
                    << "upkeep of the store:" << QString::fromStdString(done.error().message);
        });
}

} // namespace rollout
