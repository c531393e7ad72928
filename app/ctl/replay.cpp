#include "replay.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "controllers/controller.h"
#include "io/trace_script.h"
#include "service/orchestrator.h"

namespace rollout::ctl {

namespace {

constexpr const char* place = "conformance"; // both the namespace and the entity

/// What the trace's controllers were last told to do. Traces set the two independently.
struct Script
{
    trace::SetTargetController targets;
    trace::SetMonitoringController monitoring;
};

class ScriptedController final : public Controller
{
public:
    ScriptedController(std::shared_ptr<const Script> script, Hooks hooks)
        : m_script(std::move(script))
        , m_hooks(hooks)
    {
    }

    [[nodiscard]] Hooks hooks() const override { return m_hooks; }
    [[nodiscard]] Answer ask(const Question& question, const Step& step) override
    {
        return answerAsScripted(question, step, m_script->targets, m_script->monitoring);
    }

private:
    std::shared_ptr<const Script> m_script;
    Hooks m_hooks;
};

constexpr Hooks targetHooks{
    .monitoring = true, .removal = true, .selection = true, .approval = true};
constexpr Hooks monitoringHooks{.externalMonitoring = true};

std::string inWords(const ClientState& target)
{
    return '"' + target.group + "\"/\"" + target.name + "\" expects \"" + target.version + '"'
        + (target.isError ? ", in error" : "");
}

bool isSame(const ClientState& a, const ClientState& b)
{
    return a.group == b.group && a.name == b.name && a.version == b.version
        && a.isError == b.isError;
}

std::optional<std::string> compareTargets(const std::vector<ClientState>& engine,
                                          const std::vector<ClientState>& trace)
{
    const auto [ours, theirs] =
        std::mismatch(engine.begin(), engine.end(), trace.begin(), trace.end(), isSame);
    if (ours == engine.end() && theirs == trace.end())
        return std::nullopt;
    return "target " + std::to_string(ours - engine.begin() + 1)
        + ": engine: " + (ours == engine.end() ? "none" : inWords(*ours))
        + "; trace: " + (theirs == trace.end() ? "none" : inWords(*theirs));
}

std::optional<std::string> compareVersion(const char* what, const std::string& engine,
                                          const std::string& trace)
{
    if (engine == trace)
        return std::nullopt;
    return std::string(what) + ": engine: \"" + engine + "\"; trace: \"" + trace + '"';
}

std::optional<std::string> compareRollout(const RolloutVersions& engine,
                                          const RolloutVersions& trace)
{
    if (auto found = compareVersion("target version", engine.target, trace.target))
        return found;
    if (auto found = compareVersion("rolling version", engine.rolling, trace.rolling))
        return found;
    if (auto found = compareVersion("last known good", engine.lastKnownGood, trace.lastKnownGood))
        return found;
    return compareVersion("last known bad", engine.lastKnownBad, trace.lastKnownBad);
}

/// Does one operation after the other; answers how the engine's doing differs from the trace's, if
/// it does.
class Replayer
{
public:
    explicit Replayer(Orchestrator& orchestrator)
        : m_orchestrator(orchestrator)
    {
    }

    std::optional<std::string> operator()(const trace::SetOptions& operation)
    {
        return mustWork(m_orchestrator.setRolloutOptions(place, place, operation.options));
    }
    std::optional<std::string> operator()(const trace::SetTargetVersion& operation)
    {
        return mustWork(m_orchestrator.setTargetVersion(place, place, operation.version));
    }
    std::optional<std::string> operator()(const trace::ForceTargetVersion& operation)
    {
        return mustWork(m_orchestrator.forceTargetVersion(place, place, operation.version));
    }
    std::optional<std::string> operator()(const trace::SetTargetController& operation)
    {
        m_script->targets = operation;
        return mustWork(m_orchestrator.setTargetController(
            place, place, std::make_shared<ScriptedController>(m_script, targetHooks)));
    }
    std::optional<std::string> operator()(const trace::SetMonitoringController& operation)
    {
        m_script->monitoring = operation;
        return mustWork(m_orchestrator.setMonitoringController(
            place, place, std::make_shared<ScriptedController>(m_script, monitoringHooks)));
    }
    std::optional<std::string> operator()(const trace::Orchestrate& operation);

private:
    static std::optional<std::string> mustWork(const Result<void>& result)
    {
        return result ? std::nullopt
                      : std::optional<std::string>("engine: " + result.error().message);
    }
    std::optional<std::string> compareState(const trace::Orchestrate& operation) const;

    Orchestrator& m_orchestrator;
    std::shared_ptr<Script> m_script = std::make_shared<Script>();
};

std::optional<std::string> Replayer::operator()(const trace::Orchestrate& operation)
{
    const auto answer = m_orchestrator.orchestrate(place, place, operation.report);
    if (answer && operation.fails)
        return "the step succeeded; in the trace it fails";
    if (!answer && !operation.fails)
        return "the step failed: " + answer.error().message + "; in the trace it succeeds";
    // After a step that failed nothing is answered, but the state has to be as given too.
    if (answer)
        if (auto found = compareTargets(*answer, operation.targets))
            return found;
    return compareState(operation);
}

std::optional<std::string> Replayer::compareState(const trace::Orchestrate& operation) const
{
    const auto targets = m_orchestrator.clientState(place, place);
    if (!targets)
        return "engine: " + targets.error().message;
    if (auto found = compareTargets(*targets, operation.targets))
        return found;
    const auto info = m_orchestrator.rolloutInfo(place, place);
    if (!info)
        return "engine: " + info.error().message;
    return compareRollout(info->versions, operation.rollout);
}

std::optional<Difference> replaySteps(const Trace& trace, Orchestrator& orchestrator,
                                      VirtualClock& clock)
{
    Replayer replayer(orchestrator);
    for (std::size_t i = 0; i < trace.steps.size(); ++i) {
        clock.set(trace.steps[i].at);
        if (auto found = std::visit(replayer, trace.steps[i].operation))
            return Difference{i + 1, std::move(*found)};
    }
    return std::nullopt;
}

} // namespace

Result<std::optional<Difference>> replay(const Trace& trace)
{
    VirtualClock clock;
    VirtualClock simulationClock;
    return Orchestrator::open("memory:", clock, simulationClock)
        .map([&](const std::unique_ptr<Orchestrator>& orchestrator) {
            return replaySteps(trace, *orchestrator, clock);
        });
}

} // namespace rollout::ctl
