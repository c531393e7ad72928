#include "service/deeds.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/freeze_rows.h"

namespace rollout {

namespace {

bool isOfOne(const JournalRow& a, const JournalRow& b)
{
    return a.kind == b.kind && a.by == b.by && a.text == b.text && a.at == b.at;
}

/// Rows of single targets that one act wrote.
std::vector<TargetId> targetsOf(std::span<const JournalRow> rows)
{
    std::vector<TargetId> targets;
    for (const JournalRow& row : rows)
        if (row.targetId)
            targets.push_back(*row.targetId);
    return targets;
}

/// Reads the rows from one state to another.
class Reader
{
public:
    Reader(const EntityState& before, const EntityState& after)
        : m_before(before)
        , m_after(after)
        , m_freezes(before.control)
        , m_retried(after.fleet.slots())
    {
    }

    /// Of rows that one act wrote; nothing: no act that is known, or one that is told already.
    std::optional<ScriptedAct> read(std::span<const JournalRow> rows);

private:
    using What = decltype(ScriptedAct::what);
    [[nodiscard]] std::optional<What> whatOf(std::span<const JournalRow> rows);
    [[nodiscard]] verb::RetryTargets retriedNow(const JournalRow& row);
    [[nodiscard]] bool isRetried(TargetId id, Time at) const;
    [[nodiscard]] verb::Freeze freezeOf(const JournalRow& row);
    [[nodiscard]] verb::Unfreeze unfreezeOf(const JournalRow& row);
    [[nodiscard]] std::optional<What> policyOnce();

    const EntityState& m_before;
    const EntityState& m_after;
    Control m_freezes; ///< as they were numbered until now
    TargetSet m_retried;
    JournalKind m_last{};
    bool m_hasPolicy = false;
};

std::optional<ScriptedAct> Reader::read(std::span<const JournalRow> rows)
{
    const JournalRow& first = rows.front();
    // Aborting ends a pause by itself.
    const bool isPartOfAbort = first.kind == JournalKind::Resumed && m_last == JournalKind::Aborted;
    m_last = first.kind;
    if (isPartOfAbort)
        return std::nullopt;
    auto what = whatOf(rows);
    if (!what)
        return std::nullopt;
    const bool hasReason = !std::holds_alternative<Policy>(*what);
    return ScriptedAct{std::move(*what), {first.by, hasReason ? first.text : std::string()}, {}};
}

std::optional<Reader::What> Reader::whatOf(std::span<const JournalRow> rows)
{
    const JournalRow& row = rows.front();
    switch (row.kind) {
    case JournalKind::Paused:
        return verb::Pause{};
    case JournalKind::Resumed:
        return verb::Resume{};
    case JournalKind::Aborted:
        return verb::Abort{};
    case JournalKind::Retried:
        return verb::Retry{};
    case JournalKind::TargetsRetried:
        return retriedNow(row);
    case JournalKind::Promoted:
        return verb::Promote{};
    case JournalKind::WaveReleased:
        return verb::Release{};
    case JournalKind::Locked:
        return verb::Lock{};
    case JournalKind::Unlocked:
        return verb::Unlock{};
    case JournalKind::TargetExcluded:
        return verb::Exclude{targetsOf(rows)};
    case JournalKind::TargetIncluded:
        return verb::Include{targetsOf(rows)};
    case JournalKind::TargetApproved:
    case JournalKind::TargetRejected:
        return verb::Decide{targetsOf(rows), row.kind == JournalKind::TargetApproved};
    case JournalKind::FreezeAdded:
        return freezeOf(row);
    case JournalKind::FreezeRemoved:
        return unfreezeOf(row);
    case JournalKind::VersionAsked:
    case JournalKind::VersionForced:
        return ScriptedVersion{row.version, row.kind == JournalKind::VersionForced};
    case JournalKind::OptionsChanged:
    case JournalKind::PolicyChanged:
        return policyOnce();
    default:
        return std::nullopt;
    }
}

/// The row has no names; the targets have the time, and those of rows before it are taken.
verb::RetryTargets Reader::retriedNow(const JournalRow& row)
{
    verb::RetryTargets retry;
    for (const TargetId id : m_after.fleet.order())
        if (std::ssize(retry.targets) < row.count && isRetried(id, row.entityAt)
            && m_retried.insert(id))
            retry.targets.push_back(id);
    return retry;
}

/// Between the two states, at an entity time.
bool Reader::isRetried(TargetId id, Time at) const
{
    const Target now = m_after.fleet.target(id);
    const bool isSo = now.expectedNote.kind == NoteKind::TriedAgain && now.expectedChangedAt == at;
    return isSo && !(m_before.fleet.slots() > raw(id) && m_before.fleet.target(id) == now);
}

verb::Freeze Reader::freezeOf(const JournalRow& row)
{
    FreezeWindow window = freezeOfRow(row.count, row.threshold);
    auto kept = m_after.control.freezes;
    if (const auto found = findFreeze(kept, window); found != kept.end())
        window.period = found->period;
    m_freezes.addFreeze(window);
    return {window};
}

verb::Unfreeze Reader::unfreezeOf(const JournalRow& row)
{
    const auto removed = findFreeze(m_freezes.freezes, freezeOfRow(row.count, row.threshold));
    if (removed == m_freezes.freezes.end())
        return {};
    const verb::Unfreeze unfreeze{removed->number};
    m_freezes.freezes.erase(removed);
    return unfreeze;
}

std::optional<Reader::What> Reader::policyOnce()
{
    if (std::exchange(m_hasPolicy, true))
        return std::nullopt;
    return m_after.policy();
}

} // namespace

std::vector<ScriptedAct> actsBetween(const EntityState& before, const EntityState& after,
                                     std::span<const JournalRow> rows)
{
    std::vector<ScriptedAct> acts;
    // No row tells when; before all else, since a lock would refuse it.
    if (after.simulation && before.simulation != after.simulation)
        acts.push_back({*after.simulation, {}, {}});
    Reader reader(before, after);
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[i].targetId && isOfOne(rows[i], rows[end]))
            ++end;
        if (auto act = reader.read(rows.subspan(i, end - i)))
            acts.push_back(std::move(*act));
        i = end;
    }
    return acts;
}

} // namespace rollout
