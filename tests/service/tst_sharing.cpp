// What is shared: a store by two programs, an entity by those who report and those who decide, a
// step by the engine and somebody else's controller.

#include <QTest>

#include <atomic>
#include <future>
#include <stdexcept>

#include "controllers/controller.h"
#include "engine_bed.h"
#include "testsupport/store_place.h"

using namespace rollout;
using namespace rollout::test;

namespace {

/// Asks a function of the test.
class ScriptedController final : public Controller
{
public:
    using Script = std::function<Answer(const Question&)>;
    explicit ScriptedController(Script script)
        : m_script(std::move(script))
    {
    }
    [[nodiscard]] Hooks hooks() const override
    {
        Hooks hooks;
        hooks.externalMonitoring = true;
        return hooks;
    }
    [[nodiscard]] Answer ask(const Question& question, const Step&) override
    {
        ++m_asked;
        return m_script(question);
    }
    [[nodiscard]] int timesAsked() const { return m_asked; }

private:
    Script m_script;
    std::atomic<int> m_asked{0};
};

std::shared_ptr<ScriptedController> scripted(ScriptedController::Script script)
{
    return std::make_shared<ScriptedController>(std::move(script));
}

const Answer allWell = HealthAnswer{std::nullopt};

RolloutOptions withBatch(int percent)
{
    RolloutOptions options;
    options.batch = Percent(percent);
    return options;
}

} // namespace

class Sharing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void twoProgramsLoseNothing();
    void twoProgramsAddTargets();
    void reportsAreTakenWhileAControllerIsAsked();
    void aControllerIsAskedOnceThoughReportsComeIn();
    void aHookMayUseTheEngineWhileNamesChange();
    void whatAControllerThrowsIsAFailedHook_data();
    void whatAControllerThrowsIsAFailedHook();
    void oneOfManyCreatorsSucceeds();
    void aDeletedEntityTakesNothing();
    void anEntityOfADeletedNamespaceTakesNothing();
    void newerReportsStay();
    void windowsBeginWhenTheControllerHasAnswered();
    void anAnswerIsAboutOneVersion();
    void manyReportsOfASlowEntityKeepNobodyElse();
    void aControllerThatDoesNotSayItsHooksFails();
    void createsTargetsThatNobodyReported();
};

void Sharing::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
}

void Sharing::twoProgramsLoseNothing()
{
    const StorePlace place;
    EngineBed first(place.url());
    must(first.engine().setTargetVersion("n", "e", "v1"));
    EngineBed second(place.url());
    must(second.engine().setTargetVersion("n", "e", "v2"));
    must(second.engine().setRolloutOptions("n", "e", withBatch(40)));
    must(first.engine().orchestrate("n", "e", targetsOn("v1", 3)));
    // The other way round: what the second knows is old by now.
    must(second.engine().setRolloutOptions("n", "e", withBatch(50)));
    must(second.engine().record("n", "e", targetsOn("v1", 4)));
    must(first.engine().orchestrate("n", "e", targetsOn("v1", 2)));
    const auto info = must(first.engine().rolloutInfo("n", "e"));
    QCOMPARE(info.versions.target, "v2");
    QCOMPARE(info.options.batch, Percent(50));
    QCOMPARE(must(first.engine().clientState("n", "e")).size(), std::size_t(4));
}

void Sharing::twoProgramsAddTargets()
{
    const StorePlace place;
    EngineBed first(place.url());
    must(first.engine().setTargetVersion("n", "e", "v1"));
    must(first.engine().orchestrate("n", "e", targetsOn("v1", 1)));
    EngineBed second(place.url());
    must(second.engine().record("n", "e", targetsOn("v1", 2)));
    for (int i = 0; i < 3; ++i)
        must(first.engine().orchestrate("n", "e", targetsOn("v1", 3)));
    QCOMPARE(must(first.engine().clientState("n", "e")).size(), std::size_t(3));
}

void Sharing::reportsAreTakenWhileAControllerIsAsked()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    std::promise<void> asked;
    std::promise<void> released;
    auto wait = released.get_future().share();
    std::atomic<bool> isFirst{true};
    const auto controller = scripted([&](const Question&) {
        if (isFirst.exchange(false))
            asked.set_value();
        wait.wait();
        return allWell;
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    must(bed.engine().orchestrateAsync("n", "e", targetsOn("v1", 1)));
    asked.get_future().wait();
    // The controller has not answered, and will not until all of this is done.
    must(bed.engine().orchestrateAsync("n", "e", targetsOn("v1", 5)));
    must(bed.engine().setTargetVersion("n", "e", "v2"));
    must(bed.engine().setRolloutOptions("n", "e", withBatch(50)));
    QCOMPARE(must(bed.engine().clientState("n", "e")).size(), std::size_t(5));
    QCOMPARE(must(bed.engine().snapshot("n", "e"))->state.step, std::uint64_t(0));
    released.set_value();
    bed.engine().drain();
    const auto snapshot = must(bed.engine().snapshot("n", "e"));
    QCOMPARE(snapshot->state.step, std::uint64_t(2));
    QCOMPARE(versionsOf(snapshot->state).target, "v2");
    QCOMPARE(snapshot->state.fleet.size(), std::size_t(5));
}

void Sharing::aControllerIsAskedOnceThoughReportsComeIn()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    must(bed.engine().orchestrate("n", "e", targetsOn("v1", 4)));
    const auto controller = scripted([&](const Question&) {
        // The entity changes whenever its controller is asked.
        must(bed.engine().record("n", "e", targetsOn("v1", 4)));
        return allWell;
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    must(bed.engine().orchestrate("n", "e", {}));
    QCOMPARE(controller->timesAsked(), 1);
    QCOMPARE(must(bed.engine().snapshot("n", "e"))->state.step, std::uint64_t(2));
}

void Sharing::aHookMayUseTheEngineWhileNamesChange()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    const NamespaceKey key = bed.engine().directory()->front().key;
    const auto controller = scripted([&](const Question&) {
        auto renamed =
            std::async(std::launch::async, [&] { return bed.engine().renameNamespace(key, "m"); });
        must(bed.engine().setTargetVersion("other", "new", "v1"));
        must(renamed.get());
        return allWell;
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    must(bed.engine().orchestrate("n", "e", targetsOn("v1", 1)));
    QCOMPARE(must(bed.engine().snapshot("m", "e"))->namespaceName, "m");
}

void Sharing::whatAControllerThrowsIsAFailedHook_data()
{
    QTest::addColumn<bool>("isStandard");
    QTest::newRow("an exception") << true;
    QTest::newRow("a number") << false;
}

void Sharing::whatAControllerThrowsIsAFailedHook()
{
    QFETCH(const bool, isStandard);
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    const auto controller = scripted([&](const Question&) -> Answer {
        if (isStandard)
            throw std::runtime_error("out of cheese");
        throw 7;
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    const auto refused = bed.engine().orchestrate("n", "e", targetsOn("v1", 1));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::HookFailed);
    QVERIFY(!isStandard || refused.error().message.find("out of cheese") != std::string::npos);
    must(bed.engine().orchestrateAsync("n", "e", targetsOn("v1", 1)));
    bed.engine().drain();
    QCOMPARE(must(bed.engine().snapshot("n", "e"))->state.step, std::uint64_t(2));
}

void Sharing::oneOfManyCreatorsSucceeds()
{
    EngineBed bed;
    std::vector<std::future<bool>> creators;
    for (int i = 0; i < 8; ++i)
        creators.push_back(std::async(
            std::launch::async, [&] { return bed.engine().createEntity("n", "e").has_value(); }));
    int successes = 0;
    for (auto& creator : creators)
        successes += creator.get();
    QCOMPARE(successes, 1);
}

void Sharing::aDeletedEntityTakesNothing()
{
    EngineBed bed;
    const EntityKey key = must(bed.engine().createEntity("n", "e"));
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    const auto controller = scripted([&](const Question&) {
        must(bed.engine().deleteEntity(key));
        return allWell;
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    const auto refused = bed.engine().orchestrate("n", "e", targetsOn("v1", 1));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    must(bed.engine().restoreEntity(key));
    QCOMPARE(must(bed.engine().snapshot(key))->state.step, std::uint64_t(0));
}

void Sharing::anEntityOfADeletedNamespaceTakesNothing()
{
    EngineBed bed;
    const EntityKey key = must(bed.engine().createEntity("n", "e"));
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    const NamespaceKey ns = bed.engine().directory()->front().key;
    const auto controller = scripted([&](const Question&) {
        must(bed.engine().deleteNamespace(ns));
        must(bed.engine().restoreNamespace(ns));
        return allWell;
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    QCOMPARE(bed.engine().orchestrate("n", "e", targetsOn("v1", 1)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(must(bed.engine().snapshot(key))->state.step, std::uint64_t(0));
}

void Sharing::newerReportsStay()
{
    EngineBed bed;
    bed.live().set(Time(Seconds(1000)));
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    const auto controller = scripted([&](const Question&) {
        bed.live().advance(Seconds(60));
        must(bed.engine().record("n", "e", targetsOn("v2", 1)));
        bed.live().advance(Seconds(60));
        return allWell;
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    must(bed.engine().orchestrate("n", "e", targetsOn("v1", 2)));
    const auto snapshot = must(bed.engine().snapshot("n", "e"));
    const Fleet& fleet = snapshot->state.fleet;
    const TargetId first = fleet.order().front();
    QCOMPARE(fleet.versions().at(fleet.target(first).reported.version), std::string_view("v2"));
    QCOMPARE(fleet.reportTimes().at(first), Time(Seconds(1060)));
    QCOMPARE(fleet.reportTimes().at(fleet.order().back()), Time(Seconds(1000)));
}

void Sharing::windowsBeginWhenTheControllerHasAnswered()
{
    EngineBed bed;
    bed.live().set(Time(Seconds(1000)));
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    const auto controller = scripted([&](const Question&) {
        bed.live().advance(Seconds(600));
        return allWell;
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    must(bed.engine().orchestrate("n", "e", targetsOn("v0", 1)));
    const Fleet& fleet = must(bed.engine().snapshot("n", "e"))->state.fleet;
    QCOMPARE(fleet.target(fleet.order().front()).expectedChangedAt, Time(Seconds(1600)));
    QCOMPARE(controller->timesAsked(), 1);
}

void Sharing::anAnswerIsAboutOneVersion()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    std::vector<std::string> asked;
    const auto controller = scripted([&](const Question& question) -> Answer {
        asked.emplace_back(question.version);
        if (asked.size() == 1)
            must(bed.engine().setTargetVersion("n", "e", "v2"));
        return question.version == "v1" ? Answer(allWell)
                                        : Answer(HealthAnswer{std::string("not this one")});
    });
    must(bed.engine().setMonitoringController("n", "e", controller));
    QVERIFY(!bed.engine().orchestrate("n", "e", targetsOn("v0", 1)));
    QCOMPARE(asked, (std::vector<std::string>{"v1", "v2"}));
    const Fleet& fleet = must(bed.engine().snapshot("n", "e"))->state.fleet;
    QCOMPARE(fleet.target(fleet.order().front()).expectedVersion, VersionId::None);
}

void Sharing::manyReportsOfASlowEntityKeepNobodyElse()
{
    EngineBed bed;
    std::promise<void> released;
    auto wait = released.get_future().share();
    must(bed.engine().setTargetVersion("n", "slow", "v1"));
    must(bed.engine().setMonitoringController("n", "slow", scripted([&](const Question&) {
                                                  wait.wait();
                                                  return allWell;
                                              })));
    constexpr int many = 200; // more than there are threads
    for (int i = 0; i < many; ++i)
        must(bed.engine().orchestrateAsync("n", "slow", targetsOn("v1", 1)));
    std::promise<void> decided;
    must(bed.engine().setTargetVersion("n", "quick", "v1"));
    must(bed.engine().setMonitoringController("n", "quick", scripted([&](const Question&) {
                                                  decided.set_value();
                                                  return allWell;
                                              })));
    must(bed.engine().orchestrateAsync("n", "quick", targetsOn("v1", 1)));
    QCOMPARE(decided.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
    released.set_value();
    bed.engine().drain();
    QCOMPARE(must(bed.engine().snapshot("n", "slow"))->state.step, std::uint64_t(many));
}

void Sharing::aControllerThatDoesNotSayItsHooksFails()
{
    class Mute final : public Controller
    {
        [[nodiscard]] Hooks hooks() const override { throw std::runtime_error("who asks?"); }
        [[nodiscard]] Answer ask(const Question&, const Step&) override { return allWell; }
    };
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    must(bed.engine().setTargetController("n", "e", std::make_shared<Mute>()));
    const auto refused = bed.engine().orchestrate("n", "e", targetsOn("v1", 1));
    QVERIFY(!refused);
    QVERIFY(refused.error().message.find("who asks?") != std::string::npos);
}

void Sharing::createsTargetsThatNobodyReported()
{
    EngineBed bed;
    const EntityKey key = must(bed.engine().createEntity("n", "e"));
    const ClientState target{"t", "g", "canary", "v0", "", false};
    must(bed.engine().createTarget(key, target));
    QCOMPARE(must(bed.engine().clientGroupState("n", "e", "g")).size(), std::size_t(1));
    QCOMPARE(bed.engine().createTarget(key, target).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(bed.engine().createTarget(key, {}).error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(Sharing)
#include "tst_sharing.moc"
