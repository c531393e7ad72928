#include "random_rollout.h"

#include "core/record.h"

namespace rollout {

RandomRollout::RandomRollout(const RandomRolloutSettings& settings)
    : m_settings(settings)
    , m_dice(settings.seed)
{
    establish();
}

void RandomRollout::establish()
{
    std::vector<ClientState> states;
    for (int i = 0; i < m_settings.targets; ++i) {
        ClientState state;
        state.name = "t" + std::to_string(1000 + i);
        state.version = "v1";
        states.push_back(state);
        m_fails.push_back(std::bernoulli_distribution(m_settings.failProbability)(m_dice));
    }
    const VersionId v1 = m_state.fleet.versions().intern("v1");
    m_state.rollout = {v1, v1, v1, VersionId::None};
    m_state.options = m_settings.options;
    const Time longAgo = Time(std::chrono::hours(1));
    (void)recordReport(m_state.fleet, states, {longAgo, Seconds(0), v1});
    m_state.lastChangedAt = longAgo + m_settings.options.successTimeout
        + m_settings.options.durationTimeout + Seconds(10);
    // Every target is a success on v1.
    (void)recordReport(m_state.fleet, states, {m_state.lastChangedAt, Seconds(0), v1});
    m_state.rollout = withTargetVersion(m_state.rollout, m_state.fleet.versions().intern("v2"));
}

std::vector<ClientState> RandomRollout::reports()
{
    const Fleet& fleet = m_state.fleet;
    const Time now = m_state.lastChangedAt;
    std::vector<ClientState> reports;
    for (const TargetId id : fleet.order()) {
        if (std::bernoulli_distribution(m_settings.silentProbability)(m_dice))
            continue;
        const Target target = fleet.target(id);
        const bool adopts = target.expectedVersion != VersionId::None
            && now > target.expectedChangedAt && now - target.expectedChangedAt >= m_settings.adopt;
        const VersionId version = adopts ? target.expectedVersion : target.reported.version;
        ClientState report;
        report.name = fleet.name(id);
        report.version = fleet.versions().at(version);
        report.isError = report.version == "v2" && m_fails[raw(id)];
        reports.push_back(std::move(report));
    }
    return reports;
}

Plan RandomRollout::step(Hooks hooks,
                         const std::function<Answer(const Question&, const Step&)>& answer)
{
    m_state.lastChangedAt += m_settings.tick;
    (void)recordReport(m_state.fleet, reports(),
                       {now(), m_settings.options.successTimeout, m_state.rollout.lastKnownGood});
    m_before = m_state;
    Step step(m_before.fleet, m_before.rollout, m_before.options, now(), hooks);
    while (const auto question = step.next())
        step.answer(answer(*question, step));
    Plan plan = step.takePlan();
    applyPlan(m_state.fleet, plan, m_settings.options.successTimeout);
    m_state.rollout = plan.after;
    ++m_state.step;
    return plan;
}

bool RandomRollout::everyTargetReports(const char* version) const
{
    for (const TargetId id : m_state.fleet.order())
        if (text(m_state.fleet.target(id).reported.version) != version)
            return false;
    return true;
}

} // namespace rollout
