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
    for (const TargetId id : m_fleet.order()) {
        const Block& block = m_fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        if (block.reported[i].version != m_plan.effective && !block.isExcluded[i])
            candidates.push_back(id);
    }
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
    else if (block.expectedChangedAt[i] <= m_expectedLimit
             || (m_keepsSilent && isSilentFailure(id)))
        --figures.failed;
    else
        --figures.inRollout;
}

// Rule 7.
std::optional<Question> Step::select()
{
    auto& figures = m_plan.figures;
    figures.total = m_total;
    figures.limits = limits();
    figures.slots = slots();
    m_stage = Stage::Finish;
    if (figures.slots <= 0 || figures.available <= 0)
        return std::nullopt;
    auto candidates = availableInOrder(
        m_hooks.selection ? figures.available : std::min(figures.slots, figures.available));
    if (candidates.empty()) {
        m_holdsBack = whyNobody();
        return std::nullopt;
    }
    m_stage = Stage::Approve;
    if (m_hooks.selection)
        return ask(QuestionKind::Selection, std::move(candidates), figures.slots);
    m_selected = std::move(candidates);
    return std::nullopt;
}

/// Why of all available targets none may be selected.
Waiting Step::whyNobody()
{
    if (m_waveOf.empty() || m_progress.wave >= m_rules.waves.size())
        return Waiting::ForApproval; // people rejected all that are left
    if (m_waveSizes[m_progress.wave] == 0)
        return Waiting::ForRelease; // it has lost its targets: nobody can prove anything
    if (!m_progress.waveDoneSince)
        return Waiting::ForWave;
    const Wave& wave = m_rules.waves[m_progress.wave];
    const Time baked = *m_progress.waveDoneSince + wave.bake;
    if (m_now >= baked)
        return Waiting::ForRelease;
    noteDecision(baked);
    return Waiting::ForWave;
}

/// The effective integers: the options', but for what guards, waves and operators make of the
/// batch.
Limits Step::limits() const
{
    Limits limits = limitsOf(m_options, m_total);
    const auto atLeastOne = [](std::int64_t count) { return std::max<std::int64_t>(1, count); };
    if (m_isRollingBack && m_rules.guards.rollbackBatch)
        limits.batch = atLeastOne(m_rules.guards.rollbackBatch->of(m_total));
    else if (!m_isRollingBack && m_progress.promoted == m_plan.effective
             && m_plan.effective != VersionId::None)
        limits.batch = atLeastOne(m_total);
    else if (!m_waveOf.empty() && m_progress.wave < m_rules.waves.size())
        if (const auto& batch = m_rules.waves[m_progress.wave].batch)
            limits.batch = atLeastOne(batch->of(m_waveSizes[m_progress.wave]));
    return limits;
}

/// Room in the batch; none while a rule lets nothing be assigned.
std::int64_t Step::slots()
{
    const auto& figures = m_plan.figures;
    const std::int64_t room = figures.limits.batch - figures.inRollout;
    if (m_isRollingBack || room <= 0 || figures.available <= 0)
        return room;
    if (m_rules.leave == Leave::Frozen)
        m_holdsBack = Waiting::ForThaw;
    else if (m_rules.guards.stopWhileUnhealthy && figures.failed + m_failingYet > 0)
        m_holdsBack = Waiting::ForHealth;
    return m_holdsBack == Waiting::ForNothing ? room : 0;
}

/// Whether an available target may be selected in this step.
bool Step::mayTake(const Block& block, std::size_t i, TargetId id) const
{
    if (block.expectedVersion[i] == m_plan.effective || block.isExcluded[i]
        || m_removed.contains(id))
        return false;
    if (!m_waveOf.empty() && m_waveOf[raw(id)] > m_progress.wave)
        return false;
    return !m_asksPeople || !isRejected(id);
}

std::vector<TargetId> Step::availableInOrder(std::int64_t count) const
{
    std::vector<TargetId> targets;
    targets.reserve(static_cast<std::size_t>(count));
    for (const TargetId id : m_fleet.order()) {
        if (static_cast<std::int64_t>(targets.size()) == count)
            break;
        if (mayTake(m_fleet.block(id), Fleet::offset(id), id))
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
        if (id && isOpen(*id) && chosen.insert(*id))
            m_selected.push_back(*id);
    }
}

/// Whether a target that a hook selects may be told anything: new ones may.
bool Step::isOpen(TargetId id) const
{
    if (raw(id) >= m_fleet.slots())
        return true;
    const Block& block = m_fleet.block(id);
    const std::size_t i = Fleet::offset(id);
    return block.expectedVersion[i] == m_plan.effective || mayTake(block, i, id);
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
    if (m_asksPeople)
        leavePending();
    figures.created = static_cast<std::int64_t>(m_plan.creations.size());
    m_stage = Stage::Finish;
    if (m_selected.empty())
        return std::nullopt;
    if (m_hooks.approval && !(m_isRollingBack && m_rules.guards.openForRollback))
        return ask(QuestionKind::Approval, m_selected,
                   static_cast<std::int64_t>(m_selected.size()));
    for (const TargetId id : m_selected)
        assign(id);
    return std::nullopt;
}

bool Step::isRejected(TargetId id) const
{
    return approvalOf(id) == ApprovalStanding::Rejected;
}

ApprovalStanding Step::approvalOf(TargetId id) const
{
    const Approvals* approvals = m_rules.approvals;
    const bool isAbout = approvals && approvals->version == m_plan.effective
        && approvals->isRollingBack == m_isRollingBack;
    const ApprovalRequest* request = isAbout ? approvals->find(id) : nullptr;
    return request ? standingOf(*request, m_rules.approval, m_now) : ApprovalStanding::Pending;
}

/// Of the selected targets only those that people approved are left; people are asked about the
/// others. A target that is new or needs no change waits for nobody.
void Step::leavePending()
{
    std::erase_if(m_selected, [this](TargetId id) {
        const bool isKnown = raw(id) < m_fleet.slots();
        if (!isKnown || m_fleet.block(id).expectedVersion[Fleet::offset(id)] == m_plan.effective
            || approvalOf(id) == ApprovalStanding::Approved)
            return false;
        m_plan.toApprove.push_back(id);
        return true;
    });
    m_plan.figures.pending = static_cast<std::int64_t>(m_plan.toApprove.size());
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
