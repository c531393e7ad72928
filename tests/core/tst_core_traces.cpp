// Every recorded trace, replayed on the core alone: the hooks are always asked, and the default
// hooks' shortcut is checked against asking them.

#include <QDir>
#include <QTest>

#include "core/plan.h"
#include "core/record.h"
#include "core/step.h"
#include "io/trace.h"
#include "io/trace_script.h"

using namespace rollout;

namespace {

struct Replay
{
    Fleet fleet;
    RolloutState state;
    RolloutOptions options;
    trace::SetTargetController targets;
    trace::SetMonitoringController monitoring;

    void run(Time, const trace::SetOptions& op) { options = op.options; }
    void run(Time, const trace::SetTargetVersion& op)
    {
        state = withTargetVersion(state, fleet.versions().intern(op.version));
    }
    void run(Time, const trace::ForceTargetVersion& op)
    {
        state = withForcedTargetVersion(state, fleet.versions().intern(op.version));
    }
    void run(Time, const trace::SetTargetController& op) { targets = op; }
    void run(Time, const trace::SetMonitoringController& op) { monitoring = op; }
    void run(Time now, const trace::Orchestrate& op);

    [[nodiscard]] Hooks neededHooks() const;
    [[nodiscard]] Plan decide(Time now, Hooks hooks) const;
};

Plan Replay::decide(Time now, Hooks hooks) const
{
    Step step(fleet, state, options, now, hooks);
    while (const auto question = step.next())
        step.answer(answerAsScripted(*question, step, targets, monitoring));
    return step.takePlan();
}

Hooks Replay::neededHooks() const
{
    return {monitoring.fails, !targets.monitoringFails.empty(),
            targets.removal != trace::RemovalRule::None, targets.selection != trace::ListScript{},
            targets.approval != trace::ListScript{}};
}

void Replay::run(Time now, const trace::Orchestrate& op)
{
    const auto recorded =
        recordReport(fleet, op.report, {now, options.successTimeout, state.lastKnownGood});
    QVERIFY2(recorded, recorded ? "" : recorded.error().message.c_str());
    const Plan plan = decide(now, scriptedHooks);
    QVERIFY(plan == decide(now, neededHooks()));
    applyPlan(fleet, plan, options.successTimeout);
    state = plan.after;

    const auto text = [this](VersionId id) { return std::string(fleet.versions().at(id)); };
    QCOMPARE(isError(plan.verdict), op.fails);
    QCOMPARE(text(state.target), op.rollout.target);
    QCOMPARE(text(state.rolling), op.rollout.rolling);
    QCOMPARE(text(state.lastKnownGood), op.rollout.lastKnownGood);
    QCOMPARE(text(state.lastKnownBad), op.rollout.lastKnownBad);
    QCOMPARE(fleet.size(), op.targets.size());
    for (std::size_t i = 0; i < op.targets.size(); ++i) {
        const ClientState answer = expectedState(fleet, fleet.order()[i]);
        QCOMPARE(answer.group, op.targets[i].group);
        QCOMPARE(answer.name, op.targets[i].name);
        QVERIFY2(answer.version == op.targets[i].version,
                 ("expected version of " + answer.name + ": " + answer.version + " instead of "
                  + op.targets[i].version)
                     .c_str());
        QVERIFY2(answer.isError == op.targets[i].isError, ("isError of " + answer.name).c_str());
    }
}

} // namespace

class CoreTraces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replay_data();
    void replay();
};

void CoreTraces::replay_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/conformance"));
    const auto files = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    QCOMPARE(files.size(), 240);
    for (const QString& file : files)
        QTest::newRow(qPrintable(file)) << folder.filePath(file);
}

void CoreTraces::replay()
{
    QFETCH(QString, path);
    const auto trace = readTrace(path.toStdString());
    QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
    Replay replay;
    for (std::size_t i = 0; i < trace->steps.size(); ++i) {
        const TraceStep& step = trace->steps[i];
        std::visit([&](const auto& op) { replay.run(step.at, op); }, step.operation);
        if (QTest::currentTestFailed()) {
            qWarning("step %zu", i + 1);
            return;
        }
    }
}

QTEST_GUILESS_MAIN(CoreTraces)
#include "tst_core_traces.moc"
