// What a commit writes, what it refuses, and that it is there whole or not at all.

#include <QTemporaryDir>
#include <QTest>

#include "store/bare_writer.h"
#include "store/commit_rows.h"
#include "store_fixture.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

/// Counts statements that write rows, and fails the n-th of all if told to.
class Watch
{
public:
    [[nodiscard]] StatementObserver observer()
    {
        return [this](std::string_view sql) {
            const bool isWrite =
                sql.starts_with("INSERT") || sql.starts_with("UPDATE") || sql.starts_with("DELETE");
            writes += isWrite ? 1 : 0;
            return --failIn != 0;
        };
    }
    int writes = 0;
    int failIn = 0; ///< 1: the next statement; 0 or less: none
};

/// A fleet of `count` targets that all report v1, in a store.
struct Stored
{
    std::shared_ptr<Store> store;
    EntityKey key{};
    EntityState state;
};

EntityState reported(const EntityState& before, int count, const char* version, Time now)
{
    EntityState after = before;
    std::vector<ClientState> report;
    for (int i = 0; i < count; ++i)
        report.push_back({"t" + std::to_string(i), "", "", version, "", false});
    (void)sure(recordReport(after.fleet, report, {now, Seconds(60), after.rollout.lastKnownGood}));
    after.lastChangedAt = now;
    after.revision = before.revision + 1;
    return after;
}

Stored storedFleet(int count, StoreOptions options = {})
{
    Stored stored{memoryStore(std::move(options)), {}, {}};
    stored.key = someEntity(*stored.store);
    stored.state = reported({}, count, "v1", someTime);
    sure(stored.store->commit({stored.key, EntityState{}, stored.state, {}}));
    return stored;
}

/// On a server's database a commit leaves a mark that it was made.
int marks()
{
    return isOnPostgres() ? 1 : 0;
}

} // namespace

class TestStoreCommit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void idleStepWritesOneRow();
    void writesOnlyWhatChanged();
    void rowsOfNamesExactlyWhatIsWritten();
    void refusesAStaleStep();
    void isWholeOrNotAtAll_data();
    void isWholeOrNotAtAll();
    void definitionsAreWholeOrNotAtAll();
    void keepsSharesWhenTheyChange();
    void anEmptiedFleetHasASampleWithoutShares();
    void twoStoresOfOnePlace();
    void bareWriterWritesTheSameRows();
    void loadIsQuickAlsoAfterMuchChurn();
};

void TestStoreCommit::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
}

void TestStoreCommit::idleStepWritesOneRow()
{
    Watch watch;
    Stored stored = storedFleet(3000, {watch.observer()});
    for (int i = 1; i <= 5; ++i) {
        EntityState after = reported(stored.state, 3000, "v1", someTime + Seconds(10 * i));
        ++after.step;
        watch.writes = 0;
        sure(stored.store->commit({stored.key, stored.state, after, {}}));
        QCOMPARE(watch.writes, 1 + marks());
        stored.state = after;
    }
    const EntityState loaded = sure(stored.store->load(stored.key));
    QCOMPARE(loaded.fleet.reportTimes().at(TargetId{2999}), someTime + Seconds(50));
}

void TestStoreCommit::writesOnlyWhatChanged()
{
    Watch watch;
    Stored stored = storedFleet(3000, {watch.observer()});
    // 7 targets report another version, the others nothing: 7 states, their report times in a row
    // that is counted, the entity, and the shares.
    const EntityState after = reported(stored.state, 7, "v2", someTime + Seconds(10));
    watch.writes = 0;
    sure(stored.store->commit({stored.key, stored.state, after, {}}));
    const int entity = 1;
    const int version = 1;
    const int shares =
        1 + 2 + 1; // the sample before it goes; v1, v2 and "no version", which all were told
    const int reports = 1 + 1;
    QCOMPARE(watch.writes, 7 + reports + entity + version + shares + marks());
    QCOMPARE(stateText(sure(stored.store->load(stored.key))), stateText(after));
}

void TestStoreCommit::rowsOfNamesExactlyWhatIsWritten()
{
    Stored stored = storedFleet(5);
    EntityState after = reported(stored.state, 6, "v1", someTime + Seconds(10));
    after.fleet.rename(TargetId{1}, "g", "other");
    const std::vector<TargetId> gone{TargetId{2}};
    after.fleet.remove(gone);
    const std::vector<JournalEntry> none;
    const CommitRows rows = rowsOf({stored.key, stored.state, after, none});
    QCOMPARE(rows.newTargets.size(), 1U);
    QCOMPARE(rows.newTargets[0].name, "t5");
    QCOMPARE(rows.newStates.size(), 1U);
    QCOMPARE(rows.renamedTargets.size(), 1U);
    QCOMPARE(rows.renamedTargets[0].key, targetKey(stored.key, 1));
    QCOMPARE(rows.changedStates.size(), 0U); // a name is no part of a state
    QCOMPARE(rows.goneStates, std::vector<std::int64_t>{targetKey(stored.key, 2)});
    QVERIFY(rows.reports.empty());
}

void TestStoreCommit::refusesAStaleStep()
{
    Stored stored = storedFleet(3);
    EntityState after = stored.state;
    ++after.revision; // a change between two steps
    sure(stored.store->commit({stored.key, stored.state, after, {}}));
    EntityState other = reported(stored.state, 4, "v9", someTime + Seconds(1));
    ++other.step;
    const auto refused = stored.store->commit({stored.key, stored.state, other, {}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(stateText(sure(stored.store->load(stored.key))), stateText(after));
}

void TestStoreCommit::isWholeOrNotAtAll_data()
{
    QTest::addColumn<int>("writing");
    QTest::newRow("native") << int(BulkWriting::Native);
    QTest::newRow("through Qt") << int(BulkWriting::ThroughQt);
}

void TestStoreCommit::isWholeOrNotAtAll()
{
    QFETCH(const int, writing);
    Watch watch;
    auto store = memoryStore({watch.observer(), static_cast<BulkWriting>(writing)});
    const EntityKey key = someEntity(*store);
    History history;
    int failures = 0;
    for (const Event& event : someEvents(23, 40)) {
        history.apply(event);
        const auto rowsBefore = sure(store->journalBefore({}, INT64_MAX, 100000)).size();
        for (int n = 1;; ++n) {
            watch.failIn = n;
            const bool isDone = store->commit(commitOf(key, history)).has_value();
            watch.failIn = 0;
            const EntityState& wanted = isDone ? history.after() : history.before();
            QCOMPARE(stateText(sure(store->load(key))), stateText(wanted));
            const auto rows = sure(store->journalBefore({}, INT64_MAX, 100000)).size();
            QCOMPARE(rows, rowsBefore + (isDone ? history.journal().size() : 0));
            if (isDone)
                break;
            ++failures;
        }
    }
    QVERIFY(failures > 200);
}

void TestStoreCommit::definitionsAreWholeOrNotAtAll()
{
    Watch watch;
    auto store = memoryStore({watch.observer()});
    const EntityKey key = someEntity(*store);
    const NamespaceKey parent = sure(store->namespaces()).front().key;
    const auto rowCount = [&] { return sure(store->journalAfter({}, 0, 1000)).size(); };
    const auto untilDone = [&](auto work) {
        const auto rowsBefore = rowCount();
        for (int n = 1;; ++n) {
            watch.failIn = n;
            const bool isDone = work().has_value();
            watch.failIn = 0;
            if (isDone)
                return n > 3 && rowCount() > rowsBefore;
            if (rowCount() != rowsBefore)
                return false;
        }
    };
    QVERIFY(untilDone([&] { return store->renameEntity(key, "other", someTime); }));
    QVERIFY(untilDone([&] { return store->deleteEntity(key, someTime); }));
    QVERIFY(untilDone([&] { return store->restoreEntity(key, someTime); }));
    QVERIFY(untilDone([&] { return store->createEntity(parent, "new", someTime); }));
    QVERIFY(untilDone([&] { return store->deleteNamespace(parent, someTime); }));
    QVERIFY(untilDone([&] { return store->restoreNamespace(parent, someTime); }));
    QCOMPARE(sure(store->entities()).size(), 2U);
}

void TestStoreCommit::keepsSharesWhenTheyChange()
{
    Stored stored = storedFleet(4);
    const auto commit = [&](EntityState after) {
        sure(stored.store->commit({stored.key, stored.state, after, {}}));
        stored.state = after;
    };
    commit(reported(stored.state, 4, "v1", someTime + Seconds(10))); // nothing to tell
    commit(reported(stored.state, 1, "v2", someTime + Seconds(20)));
    commit(reported(stored.state, 3, "v2",
                    someTime + Seconds(20))); // the same moment: the later counts
    const auto samples = sure(stored.store->shares(stored.key, Time{}));
    QCOMPARE(samples.size(), 2U);
    QCOMPARE(samples[0].at, someTime);
    QCOMPARE(samples[1].at, someTime + Seconds(20));
    std::map<std::string, std::int64_t> current;
    for (const auto& share : samples[1].shares)
        current[share.version] = share.current;
    QCOMPARE(current["v1"], 1);
    QCOMPARE(current["v2"], 3);
    QCOMPARE(sure(stored.store->shares(stored.key, someTime + Seconds(1))).size(), 1U);
}

void TestStoreCommit::anEmptiedFleetHasASampleWithoutShares()
{
    Stored stored = storedFleet(1);
    EntityState after = stored.state;
    const std::vector<TargetId> gone{TargetId{0}};
    after.fleet.remove(gone);
    after.lastChangedAt = someTime + Seconds(5);
    sure(stored.store->commit({stored.key, stored.state, after, {}}));
    const auto samples = sure(stored.store->shares(stored.key, Time{}));
    QCOMPARE(samples.size(), 2U);
    QVERIFY(!samples[0].shares.empty());
    QVERIFY(samples[1].shares.empty());
}

void TestStoreCommit::twoStoresOfOnePlace()
{
    const StorePlace place;
    auto first = sure(Store::open(place.url()));
    const EntityKey key = someEntity(*first);
    auto second = sure(Store::open(place.url()));
    History history;
    for (const Event& event : someEvents(31, 30)) {
        history.apply(event);
        Store& writer = event.x % 2 == 0 ? *first : *second;
        sure(writer.commit(commitOf(key, history)));
        for (Store* reader : {first.get(), second.get()})
            QCOMPARE(stateText(sure(reader->load(key))), stateText(history.after()));
    }
}

void TestStoreCommit::bareWriterWritesTheSameRows()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    const QString copy = folder.filePath(u"copy.db"_s);
    EntityState state =
        reported({}, 50, "v1", someTime); // v1 has the same number in fleet and store
    EntityKey key{};
    {
        auto store = sure(Store::open(path.toStdString()));
        key = someEntity(*store);
        sure(store->commit({key, EntityState{}, state, {}}));
    }
    QVERIFY(QFile::copy(path, copy));
    EntityState after = reported(state, 60, "v1", someTime + Seconds(5));
    after.fleet.rename(TargetId{7}, "g", "other");
    const std::vector<TargetId> gone{TargetId{2}};
    after.fleet.remove(gone);
    after = reported(after, 20, "v1", someTime + Seconds(9));
    ++after.step;
    (void)sure(sure(BareWriter::open(copy.toStdString()))->write({key, state, after, {}}));
    QCOMPARE(stateText(sure(sure(Store::open(copy.toStdString()))->load(key))), stateText(after));
}

void TestStoreCommit::loadIsQuickAlsoAfterMuchChurn()
{
    Stored stored = storedFleet(20000);
    EntityState after = stored.state;
    std::vector<TargetId> gone;
    for (std::uint32_t slot = 0; slot < 20000; slot += 2)
        gone.push_back(TargetId{slot});
    after.fleet.remove(gone);
    sure(stored.store->commit({stored.key, stored.state, after, {}}));
    const auto start = std::chrono::steady_clock::now();
    const EntityState loaded = sure(stored.store->load(stored.key));
    // Quadratic would take minutes; the limit is wide so that a busy machine passes.
    QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds(3));
    QCOMPARE(stateText(loaded), stateText(after));
}

QTEST_GUILESS_MAIN(TestStoreCommit)
#include "tst_store_commit.moc"
