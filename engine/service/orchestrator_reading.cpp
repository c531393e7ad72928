// Reading: everything comes from the newest snapshots, without waiting for anybody's turn.

#include <algorithm>

#include "service/history_reader.h"
#include "service/orchestrator_private.h"

namespace rollout {

std::vector<ClientState> expectedStates(const Fleet& fleet)
{
    std::vector<ClientState> states;
    states.reserve(fleet.size());
    for (const TargetId id : fleet.order())
        states.push_back(expectedState(fleet, id));
    return states;
}

Result<std::vector<ClientState>> Orchestrator::clientState(std::string_view ns,
                                                           std::string_view name) const
{
    return snapshot(ns, name).map(
        [](const SnapshotPtr& s) { return expectedStates(s->state.fleet); });
}

Result<std::vector<ClientState>> Orchestrator::clientGroupState(std::string_view ns,
                                                                std::string_view name,
                                                                std::string_view group) const
{
    const auto found = snapshot(ns, name);
    if (!found)
        return tl::unexpected(found.error());
    const Fleet& fleet = (*found)->state.fleet;
    // Targets are in order of (group, name): those of one group are neighbours.
    const auto& order = fleet.order();
    const auto first = std::partition_point(order.begin(), order.end(),
                                            [&](TargetId id) { return fleet.group(id) < group; });
    std::vector<ClientState> states;
    for (auto at = first; at != order.end() && fleet.group(*at) == group; ++at)
        states.push_back(expectedState(fleet, *at));
    return states;
}

std::vector<std::string> Orchestrator::namespaces() const
{
    std::vector<std::string> names;
    const auto listing = d->directory.listing();
    for (const DirectoryNode& node : *listing)
        names.push_back(node.name);
    return names;
}

Result<std::vector<std::string>> Orchestrator::entities(std::string_view ns) const
{
    const auto listing = d->directory.listing();
    for (const DirectoryNode& node : *listing) {
        if (node.name != ns)
            continue;
        std::vector<std::string> names;
        for (const auto& entity : node.entities)
            names.push_back(entity.name);
        return names;
    }
    return failure(ErrorCode::NotFound, "there is no namespace \"" + std::string(ns) + "\"");
}

Result<Orchestrator::RolloutInfo> Orchestrator::rolloutInfo(std::string_view ns,
                                                            std::string_view name) const
{
    const auto found = snapshot(ns, name);
    if (!found)
        return tl::unexpected(found.error());
    const EntityState& state = (*found)->state;
    return RolloutInfo{versionsOf(state), state.options};
}

Result<SnapshotPtr> Orchestrator::snapshot(std::string_view ns, std::string_view name) const
{
    return d->directory.find(ns, name).map(
        [](const EntityPtr& entity) { return entity->snapshot(); });
}

Result<SnapshotPtr> Orchestrator::snapshot(EntityKey key) const
{
    return d->directory.find(key).map([](const EntityPtr& entity) { return entity->snapshot(); });
}

std::shared_ptr<const Directory> Orchestrator::directory() const
{
    return d->directory.listing();
}

Result<std::vector<JournalRow>> Orchestrator::journalBefore(const JournalFilter& filter,
                                                            std::int64_t before, int limit) const
{
    return d->store.run([&](Store& store) { return store.journalBefore(filter, before, limit); });
}

Result<std::vector<JournalRow>> Orchestrator::journalAfter(const JournalFilter& filter,
                                                           std::int64_t after, int limit) const
{
    return d->store.run([&](Store& store) { return store.journalAfter(filter, after, limit); });
}

Result<std::vector<ShareSample>> Orchestrator::shares(EntityKey key, Time from) const
{
    return d->store.run([&](Store& store) { return store.shares(key, from); });
}

Result<FailureCounts> Orchestrator::failures(const FailureFilter& filter) const
{
    return d->store.run([&](Store& store) { return store.failures(filter); });
}

Result<std::vector<RolloutRecord>> Orchestrator::history(EntityKey key, int limit) const
{
    HistoryReader reader(key, limit);
    for (bool hasMore = true; hasMore;) {
        const auto progress = reader.update(*this);
        if (!progress)
            return tl::unexpected(progress.error());
        hasMore = progress->hasMore;
    }
    return reader.records();
}

} // namespace rollout
