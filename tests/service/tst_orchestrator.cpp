// The public API as a controller service or a person meets it.

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include "engine_bed.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

class OrchestratorApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firstUseCreates();
    void readingWhatIsNotThereIsNotFound();
    void badInputChangesNothing_data();
    void badInputChangesNothing();
    void refusedReportCreatesNothing();
    void noTargetVersionKeepsTheReport();
    void healthyRolloutSucceeds();
    void groupIsMatchedExactly();
    void namesMayContainAnything();
    void asyncReportsAreDecidedInOrder();
    void nullOptionsAreTheDefaults();
    void controllersAreAsked();
    void failingControllerEndsTheStepOnly();
    void restartGoesOnExactly();
    void simulationClockGoesOnWhereItWas();
    void journalTellsTheStory();
    void sharesFollowTheRollout();
};

void OrchestratorApi::firstUseCreates()
{
    EngineBed bed;
    QVERIFY(bed.engine().namespaces().empty());
    must(bed.engine().setTargetVersion("prod", "web", "v1"));
    must(bed.engine().record("prod", "db", targetsOn("v1", 1)));
    must(bed.engine().setRolloutOptions("dev", "web", std::nullopt));
    QCOMPARE(bed.engine().namespaces(), (std::vector<std::string>{"dev", "prod"}));
    QCOMPARE(must(bed.engine().entities("prod")), (std::vector<std::string>{"db", "web"}));
}

void OrchestratorApi::readingWhatIsNotThereIsNotFound()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("prod", "web", "v1"));
    QVERIFY(bed.engine().clientState("prod", "nope").error().code == ErrorCode::NotFound);
    QVERIFY(bed.engine().clientState("nope", "web").error().code == ErrorCode::NotFound);
    QVERIFY(bed.engine().rolloutInfo("nope", "web").error().code == ErrorCode::NotFound);
    QVERIFY(bed.engine().entities("nope").error().code == ErrorCode::NotFound);
    QCOMPARE(bed.engine().entities("nope").error().message,
             std::string("there is no namespace \"nope\""));
    QCOMPARE(bed.engine().clientState("prod", "nope").error().message,
             std::string("namespace \"prod\" has no entity \"nope\""));
    QVERIFY(must(bed.engine().clientState("prod", "web")).empty());
}

void OrchestratorApi::badInputChangesNothing_data()
{
    QTest::addColumn<QString>("ns");
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty version") << "n"
                                   << "e"
                                   << ""
                                   << "version is empty";
    QTest::newRow("empty namespace") << ""
                                     << "e"
                                     << "v"
                                     << "namespace name is empty";
    QTest::newRow("empty entity") << "n"
                                  << ""
                                  << "v"
                                  << "entity name is empty";
    QTest::newRow("long version") << "n"
                                  << "e" << QString(1025, u'v') << "at most 1024";
}

void OrchestratorApi::badInputChangesNothing()
{
    QFETCH(QString, ns);
    QFETCH(QString, entity);
    QFETCH(QString, version);
    QFETCH(QString, says);
    EngineBed bed;
    const auto refused = bed.engine().setTargetVersion(ns.toStdString(), entity.toStdString(),
                                                       version.toStdString());
    QVERIFY(!refused);
    QVERIFY2(QString::fromStdString(refused.error().message).contains(says),
             refused.error().message.c_str());
    QVERIFY(bed.engine().namespaces().empty());
}

void OrchestratorApi::refusedReportCreatesNothing()
{
    EngineBed bed;
    auto report = targetsOn("v1", 3);
    report[2].name.clear();
    QVERIFY(!bed.engine().orchestrate("n", "e", report));
    QVERIFY(!bed.engine().orchestrateAsync("n", "e", report));
    QVERIFY(!bed.engine().record("n", "e", report));
    QVERIFY(bed.engine().namespaces().empty());
}

void OrchestratorApi::noTargetVersionKeepsTheReport()
{
    EngineBed bed;
    const auto answer = bed.engine().orchestrate("n", "e", targetsOn("v1", 2));
    QVERIFY(answer.error().code == ErrorCode::NoTargetVersion);
    QCOMPARE(answer.error().message, std::string("no target version set"));
    QCOMPARE(must(bed.engine().clientState("n", "e")).size(), std::size_t(2));
}

void OrchestratorApi::healthyRolloutSucceeds()
{
    EngineBed bed;
    SimulationSettings settings;
    const EntityKey key = bed.simulated("n", "e", 20, settings);
    for (int i = 0; i < 320; ++i) {
        bed.simulation().advance(10s);
        must(bed.engine().step(key));
        if (i == 60)
            must(bed.engine().setTargetVersion("n", "e", "v2"));
    }
    const auto info = must(bed.engine().rolloutInfo("n", "e"));
    QCOMPARE(info.versions, (RolloutVersions{"v2", "v2", "v2", ""}));
    for (const ClientState& state : must(bed.engine().clientState("n", "e")))
        QCOMPARE(state.version, std::string("v2"));
}

void OrchestratorApi::groupIsMatchedExactly()
{
    EngineBed bed;
    auto report = targetsOn("v1", 4);
    report.push_back(report.front());
    report.back().group = "eastern";
    must(bed.engine().record("n", "e", report));
    QCOMPARE(must(bed.engine().clientGroupState("n", "e", "east")).size(), std::size_t(2));
    QCOMPARE(must(bed.engine().clientGroupState("n", "e", "eastern")).size(), std::size_t(1));
    QVERIFY(must(bed.engine().clientGroupState("n", "e", "eas")).empty());
    QVERIFY(!bed.engine().clientGroupState("n", "f", "eas"));
}

void OrchestratorApi::namesMayContainAnything()
{
    EngineBed bed;
    const std::string odd = "a/b \"c\" 'd' %41 ; -- \xf0\x9f\x9a\x80\n";
    auto report = targetsOn(odd, 1);
    report[0].name = report[0].group = report[0].tags = report[0].message = odd;
    must(bed.engine().setTargetVersion(odd, odd, odd));
    must(bed.engine().orchestrate(odd, odd, report));
    QCOMPARE(bed.engine().namespaces(), std::vector{odd});
    const auto states = must(bed.engine().clientGroupState(odd, odd, odd));
    QCOMPARE(states.front().name, odd);
    QCOMPARE(states.front().tags, odd);
}

void OrchestratorApi::asyncReportsAreDecidedInOrder()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    for (int i = 0; i < 20; ++i)
        must(bed.engine().orchestrateAsync("n", "e", targetsOn("v1", i + 1)));
    QCOMPARE(must(bed.engine().clientState("n", "e")).size(), std::size_t(20)); // recorded at once
    bed.engine().drain();
    QCOMPARE(must(bed.engine().snapshot("n", "e"))->state.step, std::uint64_t(20));
    must(bed.engine().orchestrateAsync("n", "e", targetsOn("v1", 1)));
    // A decision that was asked for earlier is made before a later step.
    must(bed.engine().orchestrate("n", "e", {}));
    QCOMPARE(must(bed.engine().snapshot("n", "e"))->state.step, std::uint64_t(22));
}

void OrchestratorApi::nullOptionsAreTheDefaults()
{
    EngineBed bed;
    const RolloutOptions other{Percent(10), Percent(90), 30s, 300s};
    must(bed.engine().setRolloutOptions("n", "e", other));
    QVERIFY(must(bed.engine().rolloutInfo("n", "e")).options == other);
    QVERIFY(!bed.engine().setRolloutOptions("n", "e",
                                            RolloutOptions{Percent(101), Percent(1), 1s, 1s}));
    QVERIFY(must(bed.engine().rolloutInfo("n", "e")).options == other);
    must(bed.engine().setRolloutOptions("n", "e", std::nullopt));
    QVERIFY(must(bed.engine().rolloutInfo("n", "e")).options == RolloutOptions{});
}

namespace {

class FixedController final : public Controller
{
public:
    FixedController(Hooks hooks, std::function<Answer(const Question&, const Step&)> answer)
        : m_hooks(hooks)
        , m_answer(std::move(answer))
    {
    }
    [[nodiscard]] Hooks hooks() const override { return m_hooks; }
    [[nodiscard]] Answer ask(const Question& question, const Step& step) override
    {
        return m_answer(question, step);
    }

private:
    Hooks m_hooks;
    std::function<Answer(const Question&, const Step&)> m_answer;
};

} // namespace

void OrchestratorApi::controllersAreAsked()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v2"));
    Hooks hooks;
    hooks.approval = true;
    std::vector<std::string> told;
    must(bed.engine().setTargetController(
        "n", "e",
        std::make_shared<FixedController>(
            hooks, [&](const Question& question, const Step& step) -> Answer {
                for (const TargetId id : question.targets)
                    told.push_back(step.describe(id).name);
                return TargetsAnswer{};
            })));
    must(bed.engine().orchestrate("n", "e", targetsOn("v1", 4)));
    QCOMPARE(told, std::vector<std::string>{"t10000"});
    for (const ClientState& state : must(bed.engine().clientState("n", "e")))
        QVERIFY(state.version.empty());
    must(bed.engine().setTargetController("n", "e", nullptr));
    must(bed.engine().orchestrate("n", "e", {}));
    QCOMPARE(must(bed.engine().clientState("n", "e")).front().version, std::string("v2"));
}

void OrchestratorApi::failingControllerEndsTheStepOnly()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v2"));
    Hooks hooks;
    hooks.externalMonitoring = true;
    must(bed.engine().setMonitoringController(
        "n", "e",
        std::make_shared<FixedController>(hooks, [](const Question&, const Step&) -> Answer {
            return HookFailure{"pager duty"};
        })));
    const auto held = bed.engine().orchestrate("n", "e", targetsOn("v1", 4));
    QVERIFY(held.error().code == ErrorCode::HookFailed);
    QCOMPARE(held.error().message, std::string("external monitoring failed: pager duty"));
    QCOMPARE(must(bed.engine().clientState("n", "e")).size(), std::size_t(4));
    QCOMPARE(must(bed.engine().rolloutInfo("n", "e")).versions.rolling, std::string());
}

void OrchestratorApi::restartGoesOnExactly()
{
    QTemporaryDir folder;
    const std::string url = "sqlite:" + folder.filePath(QStringLiteral("console.db")).toStdString();
    SimulationSettings settings;
    settings.versions.push_back({.version = "v2", .failProbability = 0.3});
    settings.versions.back().silentProbability = 0.2;
    EngineBed steady;
    EngineBed restarted(url);
    const EntityKey one = steady.simulated("n", "e", 60, settings);
    const EntityKey other = restarted.simulated("n", "e", 60, settings);
    for (int i = 0; i < 150; ++i) {
        for (auto [bed, key] : {std::pair{&steady, one}, std::pair{&restarted, other}}) {
            bed->simulation().advance(10s);
            must(bed->engine().step(key));
            if (i == 20)
                must(bed->engine().setTargetVersion("n", "e", "v2"));
        }
        if (i % 7 == 0)
            restarted.restart();
        QCOMPARE(stateText(must(restarted.engine().snapshot(other))->state),
                 stateText(must(steady.engine().snapshot(one))->state));
    }
    QCOMPARE(must(steady.engine().rolloutInfo("n", "e")).versions.lastKnownBad, std::string("v2"));
}

void OrchestratorApi::simulationClockGoesOnWhereItWas()
{
    QTemporaryDir folder;
    const std::string url = "sqlite:" + folder.filePath(QStringLiteral("console.db")).toStdString();
    EngineBed bed(url);
    const EntityKey key = bed.simulated("n", "e", 5, SimulationSettings{});
    bed.simulation().advance(12345s);
    must(bed.engine().step(key));
    const Time then = bed.simulation().now();
    bed.simulation().set(Time{});
    bed.restart();
    QCOMPARE(bed.simulation().now(), then);
}

void OrchestratorApi::journalTellsTheStory()
{
    EngineBed bed;
    SimulationSettings settings;
    settings.versions.push_back({.version = "v2", .failProbability = 1.0});
    const EntityKey key = bed.simulated("n", "e", 20, settings);
    for (int i = 0; i < 120; ++i) {
        bed.simulation().advance(10s);
        must(bed.engine().step(key));
        if (i == 60)
            must(bed.engine().setTargetVersion("n", "e", "v2"));
    }
    JournalFilter filter;
    filter.entity = key;
    filter.wholeEntityOnly = true;
    std::vector<JournalKind> kinds;
    for (const JournalRow& row : must(bed.engine().journalAfter(filter, 0, 10000)))
        if (row.version != "v1" || row.kind == JournalKind::RollbackDone)
            kinds.push_back(row.kind);
    std::erase(kinds, JournalKind::StepVerdict);
    const std::vector<JournalKind> story{JournalKind::VersionAsked, JournalKind::RollingStarted,
                                         JournalKind::BatchAssigned, JournalKind::BecameBad,
                                         JournalKind::RollbackDone};
    kinds.erase(kinds.begin(), std::find(kinds.begin(), kinds.end(), JournalKind::VersionAsked));
    QCOMPARE(kinds, story);
}

void OrchestratorApi::sharesFollowTheRollout()
{
    EngineBed bed;
    const EntityKey key = bed.simulated("n", "e", 20, SimulationSettings{});
    for (int i = 0; i < 320; ++i) {
        bed.simulation().advance(10s);
        must(bed.engine().step(key));
        if (i == 60)
            must(bed.engine().setTargetVersion("n", "e", "v2"));
    }
    const auto samples = must(bed.engine().shares(key, Time{}));
    std::int64_t onV2 = 0;
    for (const ShareSample& sample : samples) {
        std::int64_t current = 0;
        std::int64_t v2 = 0;
        for (const auto& share : sample.shares) {
            current += share.current;
            v2 += share.version == "v2" ? share.current : 0;
        }
        QCOMPARE(current, std::int64_t(20));
        QVERIFY(v2 >= onV2);
        onV2 = v2;
    }
    QCOMPARE(onV2, std::int64_t(20));
}

QTEST_GUILESS_MAIN(OrchestratorApi)
#include "tst_orchestrator.moc"
