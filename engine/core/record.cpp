#include "core/record.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "core/names.h"
#include "core/new_target.h"
#include "core/report_lookup.h"

namespace rollout {

namespace {

/// One report on its way into a fleet: known targets are written at once, unknown ones gathered and
/// added at the end.
class Recorder
{
public:
    Recorder(Fleet& fleet, const RecordContext& context)
        : m_fleet(fleet)
        , m_context(context)
        , m_reported(fleet.slots())
    {
    }

    Result<void> take(const ClientState& state, const FoundRow& found);
    void take(const IndexedReport& report) { takeKnown(report.target, report.reported); }
    RecordChanges finish();

private:
    struct Unknown
    {
        const ClientState* first; ///< the entry that named it first
        Target target;
    };

    Result<Reported> intern(const ClientState& state);
    void takeKnown(TargetId id, const Reported& reported);
    void noteReported(TargetId id);
    Result<void> takeUnknown(const ClientState& state);
    void addUnknown();
    void update(Target& target, const Reported& reported) const;
    std::vector<TargetId> forgetSilent();

    Fleet& m_fleet;
    const RecordContext& m_context;
    TargetSet m_reported;
    std::size_t m_reportedCount = 0;
    TargetSet m_changed; ///< what was found out of them before this report holds no more
    std::vector<Unknown> m_unknown;
    HashIndex m_unknownIndex;
    RecordChanges m_changes;
};

Result<Reported> Recorder::intern(const ClientState& state)
{
    if (auto ok = checkClientState(state); !ok)
        return tl::unexpected(ok.error());
    return Reported{m_fleet.versions().intern(state.version), m_fleet.texts().intern(state.message),
                    m_fleet.tags().intern(state.tags), state.isError ? 1U : 0U};
}

Result<void> Recorder::take(const ClientState& state, const FoundRow& found)
{
    if (!found.isKnown)
        return takeUnknown(state);
    if (found.isSame && !m_changed.contains(found.target)) {
        noteReported(found.target);
        return {};
    }
    const auto reported = intern(state);
    if (!reported)
        return tl::unexpected(reported.error());
    takeKnown(found.target, *reported);
    return {};
}

void Recorder::noteReported(TargetId id)
{
    if (m_reported.insert(id))
        ++m_reportedCount;
}

void Recorder::takeKnown(TargetId id, const Reported& reported)
{
    noteReported(id);
    if (m_fleet.block(id).reported[Fleet::offset(id)] == reported)
        return;
    m_changed.insert(id);
    Target target = m_fleet.target(id);
    update(target, reported);
    m_fleet.setTarget(id, target);
}

void Recorder::update(Target& target, const Reported& reported) const
{
    const bool isOtherVersion = reported.version != target.reported.version;
    if (isOtherVersion)
        target.currentChangedAt = m_context.now;
    if (isOtherVersion || reported.isError != target.reported.isError)
        target.currentMessageAt = m_context.now;
    target.reported = reported;
}

Result<void> Recorder::takeUnknown(const ClientState& state)
{
    const std::uint64_t hash = Fleet::hash(state.group, state.name);
    const auto named = m_unknownIndex.find(hash, [&](std::uint32_t n) {
        return m_unknown[n].first->name == state.name && m_unknown[n].first->group == state.group;
    });
    const auto reported = intern(state);
    if (!reported)
        return tl::unexpected(reported.error());
    if (named) {
        update(m_unknown[*named].target, *reported);
        return {};
    }
    m_unknownIndex.insert(hash, static_cast<std::uint32_t>(m_unknown.size()));
    m_unknown.push_back({&state, newTarget(*reported, m_context)});
    return {};
}

void Recorder::addUnknown()
{
    if (m_unknown.empty())
        return;
    std::vector<Fleet::Addition> additions;
    additions.reserve(m_unknown.size());
    for (const Unknown& unknown : m_unknown)
        additions.push_back({unknown.first->group, unknown.first->name, unknown.target});
    // In the order of visits, so that neighbours in the fleet are neighbours in memory.
    std::sort(additions.begin(), additions.end(), [](const auto& a, const auto& b) {
        return std::tie(a.group, a.name) < std::tie(b.group, b.name);
    });
    const std::uint32_t first = raw(m_fleet.add(additions));
    for (std::uint32_t i = 0; i < additions.size(); ++i) {
        m_changes.created.push_back(static_cast<TargetId>(first + i));
        m_reported.insert(m_changes.created.back());
    }
    m_reportedCount += additions.size();
}

std::vector<TargetId> Recorder::forgetSilent()
{
    const ReportTimes& times = m_fleet.reportTimes();
    const auto isTooOld = [&](Time at) { return m_context.now - at > m_context.forgetAfter; };
    const auto isKept = [&](TargetId id) {
        const Block& block = m_fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        const auto& kept = m_context.kept;
        return block.isExcluded[i] || kept[0] == block.expectedVersion[i]
            || kept[1] == block.expectedVersion[i];
    };
    const bool isBaseTooOld = isTooOld(times.base());
    std::vector<TargetId> silent;
    if (isBaseTooOld) {
        for (const TargetId id : m_fleet.order())
            if (isTooOld(times.at(id)) && !isKept(id))
                silent.push_back(id);
        std::sort(silent.begin(), silent.end());
    } else {
        for (const ReportException& e : times.exceptions())
            if (isTooOld(e.at) && !isKept(e.target))
                silent.push_back(e.target);
    }
    m_fleet.remove(silent);
    return silent;
}

RecordChanges Recorder::finish()
{
    addUnknown();
    m_fleet.reportTimes().record(m_reported, m_reportedCount, m_fleet.order(), m_context.now);
    m_changes.forgotten = forgetSilent();
    return std::move(m_changes);
}

} // namespace

Target newTarget(const Reported& reported, const RecordContext& context)
{
    const Time since = context.now - context.successTimeout;
    Target target;
    target.reported = reported;
    target.currentChangedAt = since;
    target.currentMessageAt = context.now;
    target.expectedVersion = context.lastKnownGood;
    target.expectedNote = Note{NoteKind::NewTarget, 0, 0, TextId::None};
    target.expectedChangedAt = since;
    target.expectedMessageAt = context.now;
    return target;
}

Result<RecordChanges> recordReport(Fleet& fleet, std::span<const ClientState> report,
                                   const RecordContext& context)
{
    // The copy shares every block with `fleet`; it replaces it only if every entry was fine.
    Fleet recorded = fleet;
    Recorder recorder(recorded, context);
    const auto found = findRows(fleet, report);
    for (std::size_t i = 0; i < report.size(); ++i)
        if (const auto ok = recorder.take(report[i], found[i]); !ok)
            return tl::unexpected(ok.error());
    auto changes = recorder.finish();
    fleet = std::move(recorded);
    return changes;
}

void createTargets(Fleet& fleet, std::span<const ClientState> states, const RecordContext& context)
{
    std::vector<Fleet::Addition> additions;
    for (const ClientState& state : states) {
        const Reported reported{fleet.versions().intern(state.version),
                                fleet.texts().intern(state.message),
                                fleet.tags().intern(state.tags), state.isError ? 1U : 0U};
        additions.push_back({state.group, state.name, newTarget(reported, context)});
    }
    const std::uint32_t first = raw(fleet.add(additions));
    TargetSet created(fleet.slots());
    for (std::uint32_t i = 0; i < additions.size(); ++i)
        created.insert(static_cast<TargetId>(first + i));
    fleet.reportTimes().record(created, additions.size(), fleet.order(), context.now);
}

RecordChanges recordReport(Fleet& fleet, std::span<const IndexedReport> report,
                           const RecordContext& context)
{
    Recorder recorder(fleet, context);
    for (const IndexedReport& entry : report)
        recorder.take(entry);
    return recorder.finish();
}

} // namespace rollout
