#include "simulation/script.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/advance.h"
#include "core/target_filter.h"

namespace rollout {
namespace {

/// Stands for the wave under way where a draw is for a target.
constexpr TargetId waveDraw{std::numeric_limits<std::uint32_t>::max()};

std::vector<TargetId> fitting(const Fleet& fleet, const OperatorAction& action)
{
    const TargetFilter filter(fleet, action.group, action.tag);
    std::vector<TargetId> targets;
    for (const TargetId id : fleet.order())
        if (filter.fits(fleet, id))
            targets.push_back(id);
    std::sort(targets.begin(), targets.end());
    return targets;
}

Verb verbOf(const EntityState& state, const OperatorAction& action, Time now)
{
    switch (action.action) {
    case Action::Pause:
        return verb::Pause{};
    case Action::Resume:
        return verb::Resume{};
    case Action::Abort:
        return verb::Abort{};
    case Action::Retry:
        return verb::Retry{};
    case Action::RetryFailed:
        return verb::RetryTargets{};
    case Action::Promote:
        return verb::Promote{};
    case Action::Release:
        return verb::Release{};
    case Action::Exclude:
        return verb::Exclude{fitting(state.fleet, action)};
    case Action::Include:
        return verb::Include{fitting(state.fleet, action)};
    case Action::Lock:
        return verb::Lock{};
    case Action::Unlock:
        return verb::Unlock{};
    case Action::Freeze:
        return verb::Freeze{{now, now + action.length, Milliseconds(0), {}}};
    case Action::Approve:
        return verb::Decide{{}, true};
    case Action::Reject:
    case Action::SetVersion: // no verbs: see Script::actOf() and nextEvent()
    case Action::ForceVersion:
    case Action::Outage:
        break;
    }
    return verb::Decide{{}, false};
}

/// Does an act to a state that nobody has locked.
class Performer
{
public:
    Performer(EntityState& next, const Signature& signature, Time now)
        : m_next(next)
        , m_signature(signature)
        , m_now(now)
    {
    }
    Result<void> operator()(const Verb& verb) const
    {
        const auto journal = applyVerb(m_next, verb, m_signature, m_now);
        return journal ? Result<void>() : tl::unexpected(journal.error());
    }
    Result<void> operator()(const ScriptedVersion& wish) const
    {
        const VersionId version = m_next.fleet.versions().intern(wish.version);
        m_next.rollout = wish.isForced ? withForcedTargetVersion(m_next.rollout, version)
                                       : withTargetVersion(m_next.rollout, version);
        m_next.progress.forgetBad(m_next.rollout.lastKnownBad);
        return {};
    }
    Result<void> operator()(const SimulationSettings& settings) const
    {
        m_next.simulation = settings;
        return {};
    }
    Result<void> operator()(const Policy& policy) const
    {
        const bool isOtherWaves = m_next.waves != policy.waves;
        m_next.setPolicy(policy);
        if (isOtherWaves)
            m_next.progress.beginWaves();
        return {};
    }

private:
    EntityState& m_next;
    const Signature& m_signature;
    const Time m_now;
};

bool needsUnlocked(const ScriptedAct& act)
{
    const auto* verb = std::get_if<Verb>(&act.what);
    return !verb || rollout::needsUnlocked(*verb);
}

bool isVersionWish(Action action)
{
    return action == Action::SetVersion || action == Action::ForceVersion;
}

} // namespace

Result<void> perform(EntityState& state, const ScriptedAct& act, Time now)
{
    if (needsUnlocked(act))
        if (auto ok = checkUnlocked(state); !ok)
            return ok;
    EntityState next = state;
    if (auto ok = std::visit(Performer(next, act.signature, now), act.what); !ok)
        return ok;
    dropGoneRequests(next);
    state = std::move(next);
    return {};
}

Script::Script(const Scenario& scenario, std::uint64_t run)
    : m_scenario(scenario)
    , m_draws(scenario.fleet.seed, run, {})
{
}

Time Script::timeOf(const ScenarioEvent& event) const
{
    return firstAssigningStep(m_scenario) + event.at;
}

std::optional<ScriptedAct> Script::nextDue(const EntityState& state, Time now)
{
    if (auto act = nextEvent(state, now))
        return act;
    if (!m_scenario.fleet.operatorDelay)
        return std::nullopt;
    if (std::exchange(m_askedAt, now) != now)
        askPeople(state, now);
    if (!m_votes.empty()) {
        ScriptedAct vote = std::move(m_votes.front());
        m_votes.pop_front();
        return vote;
    }
    if (std::exchange(m_releasedAt, now) == now)
        return std::nullopt;
    const auto at = releaseAt(state);
    if (!at || *at > now)
        return std::nullopt;
    return ScriptedAct{verb::Release{}, {"operator", {}}, std::nullopt};
}

std::optional<ScriptedAct> Script::nextEvent(const EntityState& state, Time now)
{
    const auto& events = m_scenario.events;
    while (m_next < events.size() && timeOf(events[m_next]) <= now) {
        const ScenarioEvent& event = events[m_next++];
        const auto* action = std::get_if<OperatorAction>(&event.what);
        if (!action || action->action != Action::Outage)
            return actOf(m_scenario, event, state, now);
        m_outUntil = std::max(m_outUntil, timeOf(event) + action->length);
    }
    return std::nullopt;
}

ScriptedAct actOf(const Scenario& scenario, const ScenarioEvent& event, const EntityState& state,
                  Time now)
{
    ScriptedAct act{{}, {"operator", event.reason}, event.at};
    if (const auto* model = std::get_if<VersionModel>(&event.what)) {
        SimulationSettings settings = *state.simulation;
        settings.versions.push_back(*model);
        act.what = std::move(settings);
    } else if (const auto* policy = std::get_if<Policy>(&event.what)) {
        act.what = rehearsedPolicy(scenario, *policy);
    } else {
        const auto& action = std::get<OperatorAction>(event.what);
        if (isVersionWish(action.action))
            act.what = ScriptedVersion{action.version, action.action == Action::ForceVersion};
        else
            act.what = verbOf(state, action, now);
    }
    return act;
}

void Script::noteRefusal(const ScriptedAct& act, const Error& error)
{
    if (act.eventAt && m_firstRefusal.empty())
        m_firstRefusal = "at " + std::to_string(act.eventAt->count()) + " s: " + error.message;
}

Milliseconds Script::delay(TargetId target, Time asked) const
{
    const OperatorDelay& operatorDelay = *m_scenario.fleet.operatorDelay;
    return m_draws.logNormal(operatorDelay.median, operatorDelay.sigma, target,
                             DrawFor::OperatorDelay, asked);
}

Time Script::dueAt(const EntityState& state, const ApprovalRequest& request) const
{
    return state.clock.clockAt(request.askedAt) + delay(request.target, request.askedAt);
}

/// As many people as the rule asks for approve together.
void Script::askPeople(const EntityState& state, Time now)
{
    m_votes.clear();
    std::vector<TargetId> due;
    for (const ApprovalRequest& request : state.approvals.requests)
        if (request.votes.empty() && dueAt(state, request) <= now)
            due.push_back(request.target);
    if (due.empty())
        return;
    for (int person = 1; person <= state.approval.required; ++person)
        m_votes.push_back(
            {verb::Decide{due, true}, {"operator " + std::to_string(person), {}}, std::nullopt});
}

std::optional<Time> Script::releaseAt(const EntityState& state) const
{
    const Progress& progress = state.progress;
    if (progress.wave >= state.waves.size() || !state.waves[progress.wave].isManual
        || progress.released > progress.wave || !progress.waveDoneSince)
        return std::nullopt;
    const Time baked = *progress.waveDoneSince + state.waves[progress.wave].bake;
    return state.clock.clockAt(baked) + delay(waveDraw, baked);
}

std::optional<Time> Script::nextAct(const EntityState& state, Time now) const
{
    std::optional<Time> next;
    const auto note = [&](Time at) {
        if (at > now)
            next = std::min(next.value_or(at), at);
    };
    if (m_next < m_scenario.events.size())
        note(timeOf(m_scenario.events[m_next]));
    if (!m_scenario.fleet.operatorDelay)
        return next;
    for (const ApprovalRequest& request : state.approvals.requests)
        if (request.votes.empty())
            note(dueAt(state, request));
    if (const auto at = releaseAt(state))
        note(*at);
    return next;
}

bool Script::isWaiting(const EntityState& state, Time now)
{
    const Progress& progress = state.progress;
    if (!state.approvals.requests.empty())
        return true;
    if (!progress.waveDoneSince || progress.wave >= state.waves.size())
        return false;
    const Wave& wave = state.waves[progress.wave];
    return wave.isManual && progress.released <= progress.wave
        && state.clock.at(now) - *progress.waveDoneSince >= wave.bake;
}

} // namespace rollout
