#include "store/commit_rows.h"

#include <algorithm>

namespace rollout {

namespace {

class VersionSet
{
public:
    explicit VersionSet(const Fleet& fleet)
        : m_isIn(fleet.versions().size(), false)
    {
    }
    void insert(VersionId id)
    {
        if (id == VersionId::None || m_isIn[raw(id)])
            return;
        m_isIn[raw(id)] = true;
        m_all.push_back(id);
    }
    [[nodiscard]] std::vector<VersionId> take() { return std::move(m_all); }

private:
    std::vector<bool> m_isIn;
    std::vector<VersionId> m_all;
};

bool wasLive(const Fleet& before, TargetId id)
{
    return raw(id) < before.slots() && before.isLive(id);
}

/// Every slot given since, also one that is not live any more: the journal may speak of it, and
/// later slots must get their own numbers when the fleet is read back.
void addNewTargets(CommitRows& rows, const Commit& commit)
{
    const Fleet& fleet = commit.after.fleet;
    for (std::size_t slot = commit.before.fleet.slots(); slot < fleet.slots(); ++slot) {
        const auto id = static_cast<TargetId>(slot);
        rows.newTargets.push_back(
            {targetKey(commit.entity, slot), fleet.group(id), fleet.name(id)});
    }
}

bool isRenamed(const Commit& commit, TargetId id)
{
    const Fleet& before = commit.before.fleet;
    const Fleet& after = commit.after.fleet;
    return raw(id) < before.slots()
        && (before.group(id) != after.group(id) || before.name(id) != after.name(id));
}

void addChangedTarget(CommitRows& rows, const Commit& commit, TargetId id)
{
    const Fleet& fleet = commit.after.fleet;
    const std::int64_t key = targetKey(commit.entity, raw(id));
    const bool was = wasLive(commit.before.fleet, id);
    if (isRenamed(commit, id)) {
        rows.renamedTargets.push_back({key, fleet.group(id), fleet.name(id)});
        if (was && fleet.isLive(id) && commit.before.fleet.target(id) == fleet.target(id))
            return; // nothing but the name
    }
    if (fleet.isLive(id))
        (was ? rows.changedStates : rows.newStates).push_back({key, id});
    else if (was)
        rows.goneStates.push_back(key);
}

void addShares(CommitRows& rows, const Commit& commit)
{
    const auto shares = versionShares(commit.after.fleet);
    if (shares == versionShares(commit.before.fleet))
        return;
    for (const VersionShare& share : shares)
        rows.shares.push_back({share.version, share.expected, share.current, share.failing});
    if (shares.empty()) // a row must say that the last target is gone
        rows.shares.push_back({VersionId::None, 0, 0, 0});
}

std::vector<VersionId> versionsOf(const CommitRows& rows, const Commit& commit)
{
    VersionSet versions(commit.after.fleet);
    const RolloutState& rollout = commit.after.rollout;
    for (const VersionId id :
         {rollout.target, rollout.rolling, rollout.lastKnownGood, rollout.lastKnownBad})
        versions.insert(id);
    for (const auto* states : {&rows.newStates, &rows.changedStates}) {
        for (const TargetStateRow& row : *states) {
            const Block& block = commit.after.fleet.block(row.id);
            versions.insert(block.reported[Fleet::offset(row.id)].version);
            versions.insert(block.expectedVersion[Fleet::offset(row.id)]);
        }
    }
    for (const ShareRow& row : rows.shares)
        versions.insert(row.version);
    for (const JournalEntry& entry : commit.journal) {
        versions.insert(entry.version);
        versions.insert(entry.previous);
    }
    return versions.take();
}

} // namespace

CommitRows rowsOf(const Commit& commit)
{
    CommitRows rows;
    addNewTargets(rows, commit);
    const auto changed = changedTargets(commit.before.fleet, commit.after.fleet);
    for (const TargetId id : changed)
        addChangedTarget(rows, commit, id);
    rows.reports =
        reportRowsBetween(commit.before.fleet.reportTimes(), commit.after.fleet.reportTimes());
    if (!changed.empty())
        addShares(rows, commit);
    rows.versions = versionsOf(rows, commit);
    return rows;
}

} // namespace rollout
