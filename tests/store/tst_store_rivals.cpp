// A PostgreSQL that others use at the same moment, and one that goes away.

#include <QTest>

#include <atomic>
#include <thread>

#include "store_fixture.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

void commitNext(Store& store, EntityKey key, History& history, const Event& event)
{
    history.apply(event);
    sure(store.commit(commitOf(key, history)));
}

std::vector<std::int64_t> idsAfter(Store& store, std::int64_t id)
{
    std::vector<std::int64_t> ids;
    for (const JournalRow& row : sure(store.journalAfter({}, id, 1000000)))
        ids.push_back(row.id);
    return ids;
}

} // namespace

class TestStoreRivals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void manyOpenAtOnce();
    void aLostConnectionIsMadeAgain();
    void aCommitWhoseAnswerWasLostIsMadeOnce_data();
    void aCommitWhoseAnswerWasLostIsMadeOnce();
    void aReaderMissesNoRowOfTheJournal();
    void writersOfTheSameVersionsDoNotCollide();
    void definersOfTheSameNamesAreTold();
    void hearsOfChanges();
};

void TestStoreRivals::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
    if (!isOnPostgres())
        QSKIP("this is about PostgreSQL");
}

void TestStoreRivals::manyOpenAtOnce()
{
    const StorePlace place;
    std::atomic<int> created{0};
    std::atomic<int> failed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            const auto store = Store::open(place.url());
            created += store && (*store)->opened() == Opened::Created;
            failed += !store;
            if (!store)
                qWarning("%s", store.error().message.c_str());
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(failed, 0);
    QCOMPARE(created, 1);
}

void TestStoreRivals::aLostConnectionIsMadeAgain()
{
    const StorePlace place;
    auto store = sure(Store::open(place.url()));
    const EntityKey key = someEntity(*store);
    History history;
    for (const Event& event : someEvents(5, 12)) {
        commitNext(*store, key, history, event);
        place.killConnections();
    }
    place.killConnections();
    QCOMPARE(stateText(sure(store->load(key))), stateText(history.after()));
    place.killConnections();
    sure(store->renameEntity(key, "other", someTime));
}

void TestStoreRivals::aCommitWhoseAnswerWasLostIsMadeOnce_data()
{
    QTest::addColumn<bool>("isMade");
    QTest::newRow("before COMMIT is executed") << false;
    QTest::newRow("after COMMIT was executed") << true;
}

/// The connection dies at COMMIT; in one case somebody executes it nevertheless, in this session's
/// place, before it tries again.
void TestStoreRivals::aCommitWhoseAnswerWasLostIsMadeOnce()
{
    QFETCH(const bool, isMade);
    const StorePlace place;
    bool isToDie = false;
    StoreOptions options;
    std::string marked;
    options.observer = [&](std::string_view sql) {
        if (isToDie && sql == "COMMIT") {
            isToDie = false;
            place.killConnections();
            if (isMade) {
                // As if the server had committed and the answer got lost.
                PostgresAdmin admin(place.url());
                admin.run("UPDATE entity SET revision = revision + 1, step = step + 1");
                admin.run("UPDATE store_commit SET number = number + 1");
            }
        }
        return true;
    };
    auto store = sure(openStore(place.url(), options));
    const EntityKey key = someEntity(*store);
    EntityState state;
    const auto next = [](const EntityState& before) {
        EntityState after = before;
        ++after.revision;
        ++after.step;
        return after;
    };
    sure(store->commit({key, state, next(state), {}}));
    state = next(state);
    isToDie = true;
    sure(store->commit({key, state, next(state), {}}));
    state = next(state);
    QCOMPARE(sure(store->load(key)).revision, state.revision);
    QCOMPARE(sure(store->load(key)).step, state.step);
    sure(store->commit({key, state, next(state), {}}));
}

void TestStoreRivals::aReaderMissesNoRowOfTheJournal()
{
    const StorePlace place;
    auto reader = sure(Store::open(place.url()));
    const NamespaceKey parent = sure(reader->createNamespace("prod", someTime));
    constexpr int writers = 4;
    std::atomic<int> running{writers};
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i) {
        const EntityKey key = sure(reader->createEntity(parent, "e" + std::to_string(i), someTime));
        threads.emplace_back([&, key, i] {
            auto store = sure(Store::open(place.url()));
            History history;
            for (const Event& event : someEvents(static_cast<unsigned>(50 + i), 60))
                commitNext(*store, key, history, event);
            --running;
        });
    }
    std::vector<std::int64_t> seen;
    do {
        for (const std::int64_t id : idsAfter(*reader, seen.empty() ? 0 : seen.back()))
            seen.push_back(id);
    } while (running > 0);
    for (std::thread& thread : threads)
        thread.join();
    for (const std::int64_t id : idsAfter(*reader, seen.back()))
        seen.push_back(id);
    QCOMPARE(seen, idsAfter(*reader, 0));
    QVERIFY(seen.size() > 100);
}

void TestStoreRivals::writersOfTheSameVersionsDoNotCollide()
{
    const StorePlace place;
    auto store = sure(Store::open(place.url()));
    const NamespaceKey parent = sure(store->createNamespace("prod", someTime));
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        const EntityKey key = sure(store->createEntity(parent, "e" + std::to_string(i), someTime));
        threads.emplace_back([&, key, i] {
            auto own = sure(Store::open(place.url()));
            EntityState before;
            for (int n = 0; n < 20; ++n) {
                EntityState after = before;
                ++after.revision;
                // The same two new versions, in one order here and another there.
                const std::string names[] = {"a" + std::to_string(n), "b" + std::to_string(n)};
                after.rollout.target = after.fleet.versions().intern(names[i % 2]);
                after.rollout.rolling = after.fleet.versions().intern(names[1 - i % 2]);
                refused += !own->commit({key, before, after, {}});
                before = after;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(refused, 0);
    QCOMPARE(PostgresAdmin(place.url()).run("SELECT count(*) FROM version"), "41");
}

void TestStoreRivals::definersOfTheSameNamesAreTold()
{
    const StorePlace place;
    (void)sure(Store::open(place.url()));
    std::atomic<int> made{0};
    std::atomic<int> taken{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            const auto key = sure(Store::open(place.url()))->createNamespace("same", someTime);
            made += key.has_value();
            taken += !key && key.error().code == ErrorCode::AlreadyExists;
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(made, 1);
    QCOMPARE(taken, 5);
}

void TestStoreRivals::hearsOfChanges()
{
    const StorePlace place;
    auto store = sure(Store::open(place.url()));
    auto other = sure(Store::open(place.url()));
    const auto listener = store->listener();
    listener->wait(Milliseconds(1)); // connects
    using Clock = std::chrono::steady_clock;
    const auto waited = [&] {
        const auto start = Clock::now();
        listener->wait(std::chrono::seconds(20));
        return Clock::now() - start;
    };
    (void)sure(other->createNamespace("n", someTime));
    QVERIFY(waited() < std::chrono::seconds(10));
    // What it did itself is no news.
    (void)sure(store->createNamespace("m", someTime));
    listener->wait(Milliseconds(200));
    listener->wake();
    QVERIFY(waited() < std::chrono::seconds(10));
    std::thread later([&] { listener->wake(); });
    QVERIFY(waited() < std::chrono::seconds(10));
    later.join();
}

QTEST_GUILESS_MAIN(TestStoreRivals)
#include "tst_store_rivals.moc"
