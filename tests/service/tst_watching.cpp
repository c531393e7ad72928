// Two engines on one store: what one does the other shows, without being asked, within a second or
// so; and whatever fails in the middle of a rollout, the store is before or after a step.

#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

#include "engine_bed.h"
#include "testsupport/state_text.h"
#include "testsupport/store_place.h"

using namespace rollout;
using namespace rollout::test;

using Change = std::function<Result<void>(Orchestrator&, NamespaceKey, EntityKey)>;

Q_DECLARE_METATYPE(Change)

class Watching : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void seesAnotherProgramsSteps();
    void seesAnotherProgramsDefinitions();
    void announcesWhatItReads();
    void leavesWhatAnotherProgramHasJustLocked_data();
    void leavesWhatAnotherProgramHasJustLocked();
    void hearsOfAnotherProgramsPolicies();
    void bothMakeTheSameEntities();
    void bothStepOneEntity();
    void goesOnWhenTheServerCameBack();
    void tellsWhenTheServerIsGoneAndBack();
    void tellsOfUpkeep();
    void upkeepMayBeStopped();
};

void Watching::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
}

void Watching::seesAnotherProgramsSteps()
{
    const StorePlace place;
    EngineBed first(place.url());
    must(first.engine().setTargetVersion("n", "e", "v1"));
    EngineBed second(place.url());
    must(first.engine().orchestrate("n", "e", targetsOn("v1", 3)));
    const auto wanted = stateText(must(first.engine().snapshot("n", "e"))->state);
    QTRY_COMPARE(stateText(must(second.engine().snapshot("n", "e"))->state), wanted);
}

void Watching::seesAnotherProgramsDefinitions()
{
    const StorePlace place;
    EngineBed first(place.url());
    EngineBed second(place.url());
    const auto isSame = [&] { return *first.engine().directory() == *second.engine().directory(); };
    const EntityKey key = must(first.engine().createEntity("n", "e"));
    QTRY_VERIFY(isSame());
    must(first.engine().renameEntity(key, "f"));
    QTRY_VERIFY(isSame());
    QCOMPARE(must(second.engine().snapshot(key))->entityName, "f");
    must(first.engine().deleteEntity(key));
    QTRY_VERIFY(isSame());
    QVERIFY(!second.engine().snapshot(key));
    must(first.engine().restoreEntity(key));
    QTRY_VERIFY(second.engine().snapshot(key).has_value());
    const NamespaceKey ns = first.engine().directory()->front().key;
    must(second.engine().renameNamespace(ns, "m"));
    QTRY_VERIFY(isSame());
    QCOMPARE(must(first.engine().snapshot(key))->namespaceName, "m");
}

void Watching::announcesWhatItReads()
{
    const StorePlace place;
    EngineBed first(place.url());
    must(first.engine().setTargetVersion("n", "e", "v1"));
    std::atomic<std::uint64_t> revision{0};
    std::atomic<int> listings{0};
    EngineBed second(place.url());
    second.engine().setWatcher(
        {[&](const SnapshotPtr& snapshot) { revision = snapshot->state.revision; },
         [&](const std::shared_ptr<const Directory>&) { ++listings; },
         {},
         {},
         {}});
    QCOMPARE(revision, std::uint64_t(1));
    must(first.engine().setTargetVersion("n", "e", "v2"));
    QTRY_COMPARE(revision, std::uint64_t(2));
    QCOMPARE(listings, 1); // nothing new in it
    must(first.engine().createNamespace("m"));
    QTRY_COMPARE(listings, 2);
    // The engine goes first: it may still be telling.
    second.engine().setWatcher({});
}

void Watching::leavesWhatAnotherProgramHasJustLocked_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("deleting the entity") << Change(
        [](Orchestrator& engine, NamespaceKey, EntityKey key) { return engine.deleteEntity(key); });
    QTest::newRow("renaming the entity")
        << Change([](Orchestrator& engine, NamespaceKey, EntityKey key) {
               return engine.renameEntity(key, "f");
           });
    QTest::newRow("deleting the namespace")
        << Change([](Orchestrator& engine, NamespaceKey ns, EntityKey) {
               return engine.deleteNamespace(ns);
           });
    QTest::newRow("renaming the namespace")
        << Change([](Orchestrator& engine, NamespaceKey ns, EntityKey) {
               return engine.renameNamespace(ns, "m");
           });
}

void Watching::leavesWhatAnotherProgramHasJustLocked()
{
    QFETCH(const Change, change);
    const StorePlace place;
    EngineBed first(place.url());
    const EntityKey key = must(first.engine().createEntity("n", "e"));
    must(first.engine().setTargetVersion("n", "e", "v1"));
    const NamespaceKey ns = first.engine().directory()->front().key;
    EngineBed second(place.url());
    must(second.engine().apply(key, verb::Lock{}, {"ada", ""}));
    const auto refused = change(first.engine(), ns, key); // at once: it has not seen the lock
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    QVERIFY(refused.error().message.find("locked by ada") != std::string::npos);
    QCOMPARE(must(first.engine().snapshot("n", "e"))->key, key);
    // It goes on as if nothing had been tried.
    must(second.engine().apply(key, verb::Unlock{}, {"ada", ""}));
    must(first.engine().orchestrate("n", "e", targetsOn("v1", 2)));
    QTRY_COMPARE(must(second.engine().snapshot(key))->state.fleet.size(), std::size_t(2));
    must(change(second.engine(), ns, key));
}

void Watching::hearsOfAnotherProgramsPolicies()
{
    const StorePlace place;
    EngineBed first(place.url());
    EngineBed second(place.url());
    std::atomic<int> heard{0};
    second.engine().setWatcher({.policiesChanged = [&] { ++heard; }});
    QTRY_COMPARE(heard, 1); // what there is at first
    NamedPolicy named{"mine", "", {}};
    must(first.engine().savePolicy(named));
    QTRY_COMPARE(heard, 2);
    QCOMPARE(must(second.engine().policyNames()), std::vector<std::string>{"mine"});
    named.description = "quick";
    must(first.engine().savePolicy(named));
    QTRY_COMPARE(heard, 3);
    QCOMPARE(must(second.engine().policy("mine")).description, std::string("quick"));
    must(first.engine().deletePolicy("mine"));
    QTRY_COMPARE(heard, 4);
    must(first.engine().setTargetVersion("n", "e", "v1"));
    QTRY_VERIFY(second.engine().snapshot("n", "e").has_value());
    QCOMPARE(heard, 4); // that was no policy
    second.engine().setWatcher({});
}

void Watching::bothMakeTheSameEntities()
{
    const StorePlace place;
    EngineBed first(place.url());
    EngineBed second(place.url());
    std::atomic<int> refused{0};
    const auto make = [&](Orchestrator& engine) {
        for (int i = 0; i < 10; ++i) {
            const std::string ns = "n" + std::to_string(i / 2);
            const auto made = engine.setTargetVersion(ns, "e" + std::to_string(i), "v1");
            if (!made)
                qWarning("%s", made.error().message.c_str());
            refused += !made;
        }
    };
    std::thread other([&] { make(second.engine()); });
    make(first.engine());
    other.join();
    QCOMPARE(refused, 0);
    QTRY_VERIFY(*first.engine().directory() == *second.engine().directory());
    QCOMPARE(first.engine().namespaces().size(), std::size_t(5));
}

void Watching::bothStepOneEntity()
{
    const StorePlace place;
    EngineBed first(place.url());
    must(first.engine().setTargetVersion("n", "e", "v1"));
    EngineBed second(place.url());
    constexpr int steps = 30;
    std::atomic<int> refused{0};
    const auto work = [&](Orchestrator& engine) {
        for (int i = 0; i < steps; ++i)
            refused += !engine.orchestrate("n", "e", targetsOn("v1", 3));
    };
    std::thread other([&] { work(second.engine()); });
    work(first.engine());
    other.join();
    QCOMPARE(refused, 0);
    // None was lost, none made twice.
    EngineBed third(place.url());
    QCOMPARE(must(third.engine().snapshot("n", "e"))->state.step, std::uint64_t(2 * steps));
}

void Watching::goesOnWhenTheServerCameBack()
{
    if (!isOnPostgres())
        QSKIP("a file does not go away");
    const StorePlace place;
    EngineBed first(place.url());
    must(first.engine().setTargetVersion("n", "e", "v1"));
    EngineBed second(place.url());
    place.killConnections();
    must(first.engine().orchestrate("n", "e", targetsOn("v1", 2)));
    place.killConnections();
    must(second.engine().orchestrate("n", "e", targetsOn("v1", 2)));
    QTRY_COMPARE(must(first.engine().snapshot("n", "e"))->state.step, std::uint64_t(2));
}

void Watching::tellsWhenTheServerIsGoneAndBack()
{
    if (!isOnPostgres())
        QSKIP("a file does not go away");
    const StorePlace place;
    TurnedAwayUser user(place);
    std::mutex mutex;
    std::vector<Result<void>> told;
    const auto count = [&] {
        const std::lock_guard guard(mutex);
        return told.size();
    };
    EngineBed bed(user.url());
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    must(bed.engine().orchestrate("n", "e", targetsOn("v1", 2)));
    Orchestrator::Watcher watcher;
    watcher.storeAnswered = [&](const Result<void>& answer) {
        const std::lock_guard guard(mutex);
        told.push_back(answer);
    };
    bed.engine().setWatcher(watcher);
    user.turnAway();
    QTRY_COMPARE_WITH_TIMEOUT(count(), std::size_t(1), 30000);
    user.letIn();
    QTRY_COMPARE_WITH_TIMEOUT(count(), std::size_t(2), 30000);
    bed.engine().setWatcher({});
    QVERIFY(!told[0] && told[0].error().code == ErrorCode::Unreachable);
    QVERIFY(told[1]);
    // What was acknowledged is there, and the rollout goes on from it.
    must(bed.engine().orchestrate("n", "e", targetsOn("v1", 2)));
    bed.restart();
    QCOMPARE(must(bed.engine().snapshot("n", "e"))->state.step, std::uint64_t(2));
}

void Watching::tellsOfUpkeep()
{
    const StorePlace place;
    std::atomic<int> began{0};
    std::atomic<int> done{0};
    EngineBed bed(place.url());
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    Orchestrator::Watcher watcher;
    watcher.upkeepBegan = [&](const StopFlag&) { ++began; };
    watcher.upkeepEnded = [&](const Result<void>& result) { done += result ? 1 : 0; };
    bed.engine().setWatcher(watcher);
    bed.engine().startUpkeep();
    QTRY_COMPARE(done, 1);
    QCOMPARE(began, 1);
    bed.restart(); // the engine goes first: it may still be telling
}

void Watching::upkeepMayBeStopped()
{
    const StorePlace place;
    std::atomic<int> cancelled{0};
    EngineBed bed(place.url());
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    Orchestrator::Watcher watcher;
    watcher.upkeepBegan = [](const StopFlag& isStopped) { *isStopped = true; };
    watcher.upkeepEnded = [&](const Result<void>& result) {
        cancelled += !result && result.error().code == ErrorCode::Cancelled ? 1 : 0;
    };
    bed.engine().setWatcher(watcher);
    bed.engine().startUpkeep();
    QTRY_COMPARE(cancelled, 1);
    must(bed.engine().maintain()); // another time
    bed.restart();
}

QTEST_GUILESS_MAIN(Watching)
#include "tst_watching.moc"
