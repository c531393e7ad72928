#include "core/step.h"

#include <cassert>

#include "core/describe.h"
#include "core/names.h"

namespace rollout {

Step::Step(const Fleet& fleet, const StepRules& rules, Time now, Hooks hooks)
    : m_fleet(fleet)
    , m_rules(rules)
    , m_options(m_rules.options)
    , m_hooks(hooks)
    , m_now(now)
    , m_progress(rules.progress)
    , m_state(rules.rollout)
    , m_total(static_cast<std::int64_t>(fleet.participants()))
    , m_healthyLimit(now - m_options.successTimeout - Seconds(1))
    , m_expectedLimit(now - m_options.durationTimeout - Seconds(1))
{
    m_plan.now = now;
    m_plan.before = m_state;
    m_plan.figures.total = m_total;
    m_plan.figures.limits = limitsOf(m_options, m_total);
}

Step::Step(const Fleet& fleet, const RolloutState& state, const RolloutOptions& options, Time now,
           Hooks hooks)
    : Step(fleet, StepRules{state, options, {}, {}, {}, {}, nullptr, Leave::Open}, now, hooks)
{
}

std::optional<Question> Step::next()
{
    assert(!m_asked); // every question needs its answer first
    while (m_stage != Stage::Done)
        if (auto question = runStage())
            return question;
    return std::nullopt;
}

std::optional<Question> Step::runStage()
{
    switch (m_stage) {
    case Stage::Begin:
        return begin();
    case Stage::Monitor:
        return monitor();
    case Stage::Judge:
        judge();
        return std::nullopt;
    case Stage::Wave:
        wave();
        return std::nullopt;
    case Stage::Remove:
        return remove();
    case Stage::Select:
        return select();
    case Stage::Approve:
        return approve();
    case Stage::Finish:
        finish();
        return std::nullopt;
    case Stage::Done:
        break;
    }
    return std::nullopt;
}

Plan Step::takePlan()
{
    assert(m_stage == Stage::Done);
    return std::move(m_plan);
}

std::optional<Question> Step::ask(QuestionKind kind, std::vector<TargetId> targets,
                                  std::int64_t count)
{
    m_asked = kind;
    m_askedTargets = std::move(targets);
    return Question{kind, m_askedTargets, count, m_isRollingBack,
                    m_fleet.versions().at(m_plan.effective)};
}

void Step::answer(Answer answer)
{
    assert(m_asked);
    const QuestionKind asked = *m_asked;
    m_asked.reset();
    if (auto* failure = std::get_if<HookFailure>(&answer))
        takeFailure(asked, std::move(failure->message));
    else if (auto* health = std::get_if<HealthAnswer>(&answer))
        takeHealth(asked, *health);
    else
        takeTargets(asked, std::get<TargetsAnswer>(answer));
}

void Step::takeFailure(QuestionKind asked, std::string message)
{
    switch (asked) {
    case QuestionKind::ExternalHealth:
        return heedMonitoring(std::move(message), false);
    case QuestionKind::TargetHealth:
        return takeHealth(asked, HealthAnswer(m_askedTargets.size(), message));
    case QuestionKind::Removal:
        return endWith(Verdict::RemovalFailed, std::move(message));
    case QuestionKind::Selection: // selects nothing
    case QuestionKind::Approval: // approves nothing
        m_plan.hookError = cleanMessage(std::move(message));
        m_stage = Stage::Finish;
        return;
    }
}

void Step::takeTargets(QuestionKind asked, const TargetsAnswer& answer)
{
    switch (asked) {
    case QuestionKind::Removal:
        return takeRemovals(answer);
    case QuestionKind::Selection:
        return takeSelection(answer);
    case QuestionKind::Approval:
        return takeApproval(answer);
    case QuestionKind::ExternalHealth:
    case QuestionKind::TargetHealth:
        break;
    }
    assert(false); // health is answered with a HealthAnswer
}

void Step::endWith(Verdict verdict, std::string message)
{
    m_plan.verdict = verdict;
    m_plan.hookError = cleanMessage(std::move(message));
    if (isError(verdict)) {
        m_plan.versionChanges.clear();
        m_state = m_plan.before;
        m_progress = m_rules.progress;
    }
    complete();
}

// Rules 0 to 2.
std::optional<Question> Step::begin()
{
    if (m_rules.leave == Leave::Stopped) {
        m_plan.effective = m_state.effectiveVersion();
        endWith(Verdict::Stopped, {});
        return std::nullopt;
    }
    if (m_state.rolling == VersionId::None)
        startRolling();
    if (m_state.rolling == VersionId::None) {
        endWith(Verdict::NoTargetVersion, {});
        return std::nullopt;
    }
    m_plan.effective = m_state.effectiveVersion();
    m_isRollingBack = m_state.isRollingBack();
    m_keepsSilent = keepsSilent(m_state, m_rules.guards, m_progress, m_now);
    m_asksPeople = m_rules.approval.required > 0
        && (!m_isRollingBack || (m_rules.approval.forRollback && !m_rules.guards.openForRollback));
    if (isInWaves()) {
        m_waveOf = wavesOf(m_fleet, m_rules.waves, m_plan.effective);
        m_waveSizes = waveSizes(m_fleet, m_waveOf, m_rules.waves.size());
        m_waveFigures.resize(m_waveSizes.size());
    }
    m_stage = Stage::Monitor;
    if (m_hooks.externalMonitoring)
        return ask(QuestionKind::ExternalHealth, expectingInOrder(false), 0);
    return std::nullopt;
}

// Rule 9.
void Step::finish()
{
    auto& figures = m_plan.figures;
    figures.assigned = static_cast<std::int64_t>(m_plan.assignments.size());
    (void)updateKnownVersions();
    const bool isUnderWay = !isGoodEnough() && m_state.rolling != m_state.lastKnownGood
        && m_state.rolling != m_state.lastKnownBad;
    if (!isUnderWay)
        startRolling();
    complete();
}

void Step::startRolling()
{
    if (m_state.rolling == m_state.target)
        return;
    m_plan.versionChanges.push_back(
        {VersionChange::Kind::RollingStarted, m_state.target, m_state.rolling});
    m_state.rolling = m_state.target;
    m_progress.begin(m_now);
}

void Step::complete()
{
    m_plan.after = m_state;
    m_plan.progress = m_progress;
    m_plan.waiting = whatItWaitsFor();
    m_stage = Stage::Done;
}

/// First that fits wins.
Waiting Step::whatItWaitsFor()
{
    const auto& figures = m_plan.figures;
    // The step ended with an error: that is what it waits for.
    if (m_plan.verdict == Verdict::NoTargetVersion)
        return Waiting::ForVersion;
    if (m_plan.verdict == Verdict::Held)
        return Waiting::ForMonitoring;
    if (m_plan.verdict == Verdict::RemovalFailed)
        return Waiting::ForRemoval;
    if (m_plan.verdict == Verdict::Stopped)
        return Waiting::ForResume;
    // Nobody to roll out to.
    if (m_total == 0)
        return Waiting::ForReports;
    // Another version rolls from the next step on, or it rolls back from there.
    if (m_plan.after.effectiveVersion() != m_plan.effective)
        return Waiting::ForNextStep;
    // There was room, and targets for it, but a rule or an operator held them back.
    if (m_holdsBack != Waiting::ForNothing)
        return m_holdsBack;
    // There was room, and targets for it, but hooks or people held them back.
    if (figures.pending > 0)
        return Waiting::ForApproval;
    if (figures.slots > 0 && figures.selected < std::min(figures.slots, figures.available))
        return Waiting::ForSelection;
    if (figures.assigned < figures.selected)
        return Waiting::ForApproval;
    // Windows of those that were told have to pass.
    if (figures.inRollout + figures.assigned > 0)
        return Waiting::ForWindows;
    if (m_state.rolling == m_state.lastKnownGood || m_isRollingBack
        || figures.succeeded < figures.limits.needed)
        return Waiting::ForNothing;
    // Every target of the last wave was told; it has yet to bake, or to be let go.
    if (!m_waveOf.empty() && m_progress.wave < m_rules.waves.size())
        return whyNobody();
    noteDecision(std::max(m_now, m_progress.rollingSince + m_rules.guards.minimumTime));
    return Waiting::ForMinimum;
}

ClientState Step::describe(TargetId id) const
{
    if (raw(id) < m_fleet.slots())
        return expectedState(m_fleet, id);
    ClientState state = m_plan.creations[raw(id) - m_fleet.slots()];
    state.version = m_fleet.versions().at(m_plan.before.lastKnownGood);
    state.message = rollout::describe(Note{}, state.version, {});
    state.isError = false;
    return state;
}

} // namespace rollout
