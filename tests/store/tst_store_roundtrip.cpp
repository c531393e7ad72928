// What is committed is what is loaded, whatever happened before.

#include <QTemporaryDir>
#include <QTest>
#include <rapidcheck.h>

#include "store_fixture.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;

namespace rc {
template <>
struct Arbitrary<Event>
{
    static Gen<Event> arbitrary()
    {
        return gen::build<Event>(gen::set(&Event::deed,
                                          gen::map(gen::inRange(0, deedCount),
                                                   [](int n) { return static_cast<Deed>(n); })),
                                 gen::set(&Event::x, gen::inRange<std::uint32_t>(0, 1U << 20)),
                                 gen::set(&Event::y, gen::inRange<std::uint32_t>(0, 1U << 20)));
    }
};
} // namespace rc

namespace {

/// What a fresh load says after each event; empty when it always said what memory said.
std::string firstDifference(Store& store, EntityKey key, const std::vector<Event>& events)
{
    History history;
    for (const Event& event : events) {
        history.apply(event);
        sure(store.commit(commitOf(key, history)));
        const EntityState loaded = sure(store.load(key));
        const std::string wanted = stateText(history.after());
        if (const std::string found = stateText(loaded); found != wanted)
            return "wanted\n" + wanted + "found\n" + found;
        if (!(loaded.fleet.reportTimes() == history.after().fleet.reportTimes()))
            return "report times differ";
    }
    return {};
}

} // namespace

class TestStoreRoundtrip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void newEntityIsLikeADefaultState()
    {
        auto store = memoryStore();
        QCOMPARE(stateText(sure(store->load(someEntity(*store)))), stateText(EntityState{}));
    }

    void anyHistoryIsLoadedAsItWas_data()
    {
        QTest::addColumn<int>("writing");
        QTest::newRow("native") << int(BulkWriting::Native);
        QTest::newRow("through Qt") << int(BulkWriting::ThroughQt);
    }
    void anyHistoryIsLoadedAsItWas()
    {
        QFETCH(const int, writing);
        QVERIFY(rc::check(
            "a fresh load equals the state in memory", [&](const std::vector<Event>& events) {
                auto store = memoryStore({{}, static_cast<BulkWriting>(writing)});
                const std::string difference = firstDifference(*store, someEntity(*store), events);
                if (!difference.empty())
                    RC_FAIL(difference);
            }));
    }

    void longHistorySurvivesReopening()
    {
        QTemporaryDir folder;
        const std::string url = "sqlite:" + folder.filePath(QStringLiteral("s.db")).toStdString();
        History history;
        EntityKey key{};
        for (const Event& event : someEvents(7, 60)) {
            auto store = sure(Store::open(url));
            if (store->opened() == Opened::Created)
                key = someEntity(*store);
            QCOMPARE(stateText(sure(store->load(key))), stateText(history.after()));
            history.apply(event);
            sure(store->commit(commitOf(key, history)));
        }
        QCOMPARE(stateText(sure(sure(Store::open(url))->load(key))), stateText(history.after()));
    }

    void loadedStateIsAGoodBasisForTheNextCommit()
    {
        auto store = memoryStore();
        const EntityKey key = someEntity(*store);
        History history;
        for (const Event& event : someEvents(3, 40)) {
            history.apply(event);
            sure(store->commit(commitOf(key, history)));
        }
        const EntityState before = sure(store->load(key));
        EntityState after = before;
        ++after.step;
        sure(store->commit({key, before, after, {}}));
        QCOMPARE(stateText(sure(store->load(key))), stateText(after));
        QVERIFY(changedTargets(before.fleet, sure(store->load(key)).fleet).empty());
    }

    void entitiesDoNotMeet()
    {
        auto store = memoryStore();
        const auto parent = sure(store->createNamespace("prod", someTime));
        const std::vector<EntityKey> keys{sure(store->createEntity(parent, "a", someTime)),
                                          sure(store->createEntity(parent, "b", someTime))};
        std::vector<History> histories(2);
        for (const Event& event : someEvents(5, 60)) {
            History& history = histories[event.x % 2];
            history.apply(event);
            sure(store->commit(commitOf(keys[event.x % 2], history)));
            for (std::size_t i = 0; i < 2; ++i)
                QCOMPARE(stateText(sure(store->load(keys[i]))), stateText(histories[i].after()));
        }
    }
};

void TestStoreRoundtrip::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
}

QTEST_GUILESS_MAIN(TestStoreRoundtrip)
#include "tst_store_roundtrip.moc"
