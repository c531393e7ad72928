// Rules 6 to 8 of a step: who is removed, and who is told the effective version next.

#include <algorithm>

#include "core/names.h"
#include "core/step.h"

namespace rollout {

// Rule 6.
std::optional<Question> Step::remove()
{
    m_stage = Stage::Select;
    const auto& figures = m_plan.figures;
    const std::int64_t count =
        std::min(figures.succeeded + figures.failed - figures.inRollout, figures.limits.batch);
    if (!m_hooks.removal || count <= 0)
        return std::nullopt;
    std::vector<TargetId> candidates;
    for (const TargetId id : m_fleet.order())
        if (m_fleet.block(id).reported[Fleet::offset(id)].version != m_plan.effective)
            candidates.push_back(id);
    if (candidates.empty())
        return std::nullopt;
    m_removable = count;
    return ask(QuestionKind::Removal, std::move(candidates), count);
}

void Step::takeRemovals(const TargetsAnswer& answer)
{
    TargetSet candidates(m_fleet.slots());
    for (const TargetId id : m_askedTargets)
        candidates.insert(id);
    for (const auto& entry : answer) {
        const auto id = knownTarget(entry);
        if (static_cast<std::int64_t>(m_plan.removals.size()) == m_removable)
            break;
        if (id && candidates.contains(*id) && m_removed.insert(*id))
            m_plan.removals.push_back(*id);
    }
    for (const TargetId id : m_plan.removals)
        leaveLists(id);
    std::sort(m_plan.removals.begin(), m_plan.removals.end());
    m_plan.figures.removed = static_cast<std::int64_t>(m_plan.removals.size());
}

/// A removed target reports another version than the effective one, so that it is no success.
void Step::leaveLists(TargetId id)
{
    const Block& block = m_fleet.block(id);
    const std::size_t i = Fleet::offset(id);
    auto& figures = m_plan.figures;
    --m_total;
    if (block.expectedVersion[i] != m_plan.effective)
        --figures.available;
    else if (block.expectedChangedAt[i] <= m_expectedLimit)
        --figures.failed;
    else
        --figures.inRollout;
}

// Rule 7.
std::optional<Question> Step::select()
{
    auto& figures = m_plan.figures;
    figures.total = m_total;
    figures.limits = limitsOf(m_options, m_total);
    figures.slots = figures.limits.batch - figures.inRollout;
    m_stage = Stage::Finish;
    if (figures.slots <= 0 || figures.available <= 0)
        return std::nullopt;
    m_stage = Stage::Approve;
    if (m_hooks.selection)
        return ask(QuestionKind::Selection, availableInOrder(figures.available), figures.slots);
    m_selected = availableInOrder(std::min(figures.slots, figures.available));
    return std::nullopt;
}

std::vector<TargetId> Step::availableInOrder(std::int64_t count) const
{
    std::vector<TargetId> targets;
    targets.reserve(static_cast<std::size_t>(count));
    for (const TargetId id : m_fleet.order()) {
        if (static_cast<std::int64_t>(targets.size()) == count)
            break;
        const bool isAvailable =
            m_fleet.block(id).expectedVersion[Fleet::offset(id)] != m_plan.effective;
        if (isAvailable && !m_removed.contains(id))
            targets.push_back(id);
    }
    return targets;
}

std::optional<TargetId> Step::knownTarget(const std::variant<TargetId, ClientState>& entry) const
{
    if (const auto* id = std::get_if<TargetId>(&entry))
        return m_fleet.isLive(*id) && !m_removed.contains(*id) ? std::optional(*id) : std::nullopt;
    const auto& state = std::get<ClientState>(entry);
    const auto id = m_fleet.find(state.group, state.name);
    if (id && !m_removed.contains(*id))
        return id;
    const auto created =
        m_creationIndex.find(Fleet::hash(state.group, state.name), [&](std::uint32_t n) {
            return m_plan.creations[n].name == state.name
                && m_plan.creations[n].group == state.group;
        });
    return created ? std::optional(static_cast<TargetId>(m_fleet.slots() + *created))
                   : std::nullopt;
}

void Step::takeSelection(const TargetsAnswer& answer)
{
    const auto slots = static_cast<std::size_t>(m_plan.figures.slots);
    TargetSet chosen(m_fleet.slots());
    for (std::size_t i = 0; i < std::min(slots, answer.size()); ++i) {
        auto id = knownTarget(answer[i]);
        if (!id)
            id = create(answer[i]);
        if (id && chosen.insert(*id))
            m_selected.push_back(*id);
    }
}

/// A target that the entity did not know; nothing when it is not allowed (a hook that answers
/// nonsense).
std::optional<TargetId> Step::create(const std::variant<TargetId, ClientState>& entry)
{
    const auto* state = std::get_if<ClientState>(&entry);
    if (!state)
        return std::nullopt;
    if (const auto ok = checkClientState(*state); !ok) {
        m_plan.hookError = ok.error().message;
        return std::nullopt;
    }
    m_creationIndex.insert(Fleet::hash(state->group, state->name),
                           static_cast<std::uint32_t>(m_plan.creations.size()));
    m_plan.creations.push_back(*state);
    return static_cast<TargetId>(m_fleet.slots() + m_plan.creations.size() - 1);
}

// Rule 8.
std::optional<Question> Step::approve()
{
    auto& figures = m_plan.figures;
    figures.selected = static_cast<std::int64_t>(m_selected.size());
    figures.created = static_cast<std::int64_t>(m_plan.creations.size());
    m_stage = Stage::Finish;
    if (m_selected.empty())
        return std::nullopt;
    if (m_hooks.approval)
        return ask(QuestionKind::Approval, m_selected, figures.selected);
    for (const TargetId id : m_selected)
        assign(id);
    return std::nullopt;
}

void Step::takeApproval(const TargetsAnswer& answer)
{
    TargetSet open(m_fleet.slots());
    for (const TargetId id : m_selected)
        open.insert(id);
    TargetSet done(m_fleet.slots());
    for (const auto& entry : answer) {
        const auto* given = std::get_if<TargetId>(&entry);
        const auto id = given ? std::optional(*given) : knownTarget(entry);
        if (id && open.contains(*id) && done.insert(*id))
            assign(*id);
    }
}

void Step::assign(TargetId id)
{
    const bool isNew = raw(id) >= m_fleet.slots();
    const VersionId expected =
        isNew ? m_plan.before.lastKnownGood : m_fleet.block(id).expectedVersion[Fleet::offset(id)];
    if (expected == m_plan.effective)
        return;
    const NoteKind reason = m_state.rolling == m_state.lastKnownBad ? NoteKind::RollingBack
        : m_state.rolling == m_state.lastKnownGood                  ? NoteKind::ConfirmingGood
                                                                    : NoteKind::RollingOut;
    m_plan.assignments.push_back({id, reason});
    noteDecision(isNew ? firstMomentAfter(m_now, m_options.durationTimeout)
                       : windowEnd(m_fleet.block(id), Fleet::offset(id), m_now));
}

} // namespace rollout
