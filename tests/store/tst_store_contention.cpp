// What is deleted, renamed and saved in a PostgreSQL while others do something at the same moment,
// or while the connection is lost.

#include <QTest>

#include <atomic>
#include <functional>
#include <thread>

#include "store_fixture.h"

using namespace rollout;
using namespace rollout::test;

namespace {

/// Whether a store in this place waits for somebody's row.
bool isSomebodyWaiting(const StorePlace& place)
{
    return PostgresAdmin().run("SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
                               + place.schema() + "' AND wait_event_type = 'Lock'")
        != "0";
}

using Change = std::function<Result<void>(Store&)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestStoreContention : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aLockThatIsUnderWayIsWaitedFor_data();
    void aLockThatIsUnderWayIsWaitedFor();
    void aNamespaceThatGoesTakesNoCommit();
    void policiesAndSettingsOutliveALoss_data();
    void policiesAndSettingsOutliveALoss();
    void saversOfTheSamePolicyDoNotCollide();
    void hearsOfPoliciesAndSettings();
};

void TestStoreContention::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
    if (!isOnPostgres())
        QSKIP("this is about PostgreSQL");
}

void TestStoreContention::aLockThatIsUnderWayIsWaitedFor_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("deleting the entity")
        << Change([](Store& store) { return store.deleteEntity(EntityKey(1), someTime); });
    QTest::newRow("renaming the entity")
        << Change([](Store& store) { return store.renameEntity(EntityKey(1), "f", someTime); });
    QTest::newRow("deleting the namespace")
        << Change([](Store& store) { return store.deleteNamespace(NamespaceKey(1), someTime); });
    QTest::newRow("renaming the namespace")
        << Change([](Store& store) { return store.renameNamespace(NamespaceKey(1), "m"); });
}

void TestStoreContention::aLockThatIsUnderWayIsWaitedFor()
{
    QFETCH(const Change, change);
    const StorePlace place;
    QCOMPARE(someEntity(*sure(Store::open(place.url()))), EntityKey(1));
    PostgresAdmin other(place.url());
    other.run("BEGIN");
    other.run("UPDATE entity SET revision = revision + 1, control = '{\"lock\": {\"since\": 1}}'");
    Result<void> done;
    std::thread changer([&] { done = change(*sure(Store::open(place.url()))); });
    const bool hasWaited = QTest::qWaitFor([&] { return isSomebodyWaiting(place); });
    other.run("COMMIT");
    changer.join();
    QVERIFY(hasWaited);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Locked);
}

/// The commit comes when the deletion has the entity's row, and waits for its end.
void TestStoreContention::aNamespaceThatGoesTakesNoCommit()
{
    const StorePlace place;
    Result<void> committed;
    bool hasWaited = false;
    std::thread committer;
    StoreOptions options;
    options.observer = [&](std::string_view sql) {
        if (sql.find("control IS NOT NULL") == sql.npos)
            return true;
        committer = std::thread([&] {
            const EntityState before;
            EntityState after;
            after.revision = 1;
            committed = sure(Store::open(place.url()))->commit({EntityKey(1), before, after, {}});
        });
        hasWaited = QTest::qWaitFor([&] { return isSomebodyWaiting(place); });
        return true;
    };
    auto store = sure(openStore(place.url(), options));
    QCOMPARE(someEntity(*store), EntityKey(1));
    const auto deleted = store->deleteNamespace(NamespaceKey(1), someTime);
    committer.join();
    sure(deleted);
    QVERIFY(hasWaited);
    QVERIFY(!committed);
    QCOMPARE(committed.error().code, ErrorCode::NotFound);
}

void TestStoreContention::policiesAndSettingsOutliveALoss_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("meanwhile"); ///< what the server does before the next try
    QTest::addColumn<QByteArray>("outcome");
    QTest::newRow("a new policy") << Change([](Store& store) {
        return store.savePolicy("new", "2");
    }) << QByteArray() << QByteArray("new:2 old:1 setting:30");
    QTest::newRow("a new policy that was made, which nobody said")
        << Change([](Store& store) { return store.savePolicy("new", "2"); })
        << QByteArray("INSERT INTO policy (name, body) VALUES ('new', '2')")
        << QByteArray("new:2 old:1 setting:30");
    QTest::newRow("another text of a policy")
        << Change([](Store& store) { return store.savePolicy("old", "2"); }) << QByteArray()
        << QByteArray("old:2 setting:30");
    QTest::newRow("a deleted policy")
        << Change([](Store& store) { return store.deletePolicy("old"); }) << QByteArray()
        << QByteArray("setting:30");
    QTest::newRow("a policy that was deleted, which nobody said")
        << Change([](Store& store) { return store.deletePolicy("old"); })
        << QByteArray("DELETE FROM policy") << QByteArray("setting:30");
    QTest::newRow("a setting") << Change([](Store& store) {
        return store.setSetting("retention", "60");
    }) << QByteArray() << QByteArray("old:1 setting:60");
    QTest::newRow("a setting that is unset")
        << Change([](Store& store) { return store.setSetting("retention", std::nullopt); })
        << QByteArray() << QByteArray("old:1 setting:none");
}

void TestStoreContention::policiesAndSettingsOutliveALoss()
{
    QFETCH(const Change, change);
    QFETCH(const QByteArray, meanwhile);
    QFETCH(const QByteArray, outcome);
    const StorePlace place;
    bool isToDie = false;
    StoreOptions options;
    options.observer = [&](std::string_view sql) {
        if (sql == "COMMIT" && std::exchange(isToDie, false)) {
            place.killConnections();
            if (!meanwhile.isEmpty())
                PostgresAdmin(place.url()).run(meanwhile.toStdString());
        }
        return true;
    };
    auto store = sure(openStore(place.url(), options));
    sure(store->savePolicy("old", "1"));
    sure(store->setSetting("retention", "30"));
    isToDie = true;
    sure(change(*store));
    QVERIFY(!isToDie);
    std::string found;
    for (const StoredPolicy& policy : sure(store->policies()))
        found += policy.name + ":" + policy.body + " ";
    found += "setting:" + sure(store->setting("retention")).value_or("none");
    QCOMPARE(QByteArray::fromStdString(found), outcome);
}

void TestStoreContention::saversOfTheSamePolicyDoNotCollide()
{
    const StorePlace place;
    (void)sure(Store::open(place.url()));
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            auto own = sure(Store::open(place.url()));
            for (int n = 0; n < 20; ++n) {
                refused += !own->savePolicy("p" + std::to_string(n), "1");
                refused += !own->setSetting("s" + std::to_string(n), "1");
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(refused, 0);
    QCOMPARE(PostgresAdmin(place.url()).run("SELECT count(*) FROM policy"), "20");
    QCOMPARE(PostgresAdmin(place.url()).run("SELECT count(*) FROM setting"), "20");
}

void TestStoreContention::hearsOfPoliciesAndSettings()
{
    const StorePlace place;
    auto store = sure(Store::open(place.url()));
    auto other = sure(Store::open(place.url()));
    const auto listener = store->listener();
    listener->wait(Milliseconds(1)); // connects
    const std::vector<Change> changes{
        [](Store& there) { return there.savePolicy("a", "1"); },
        [](Store& there) { return there.deletePolicy("a"); },
        [](Store& there) { return there.setSetting("retention", "30"); }};
    for (const Change& change : changes) {
        const auto start = std::chrono::steady_clock::now();
        sure(change(*other));
        listener->wait(std::chrono::seconds(20));
        QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
    }
}

QTEST_GUILESS_MAIN(TestStoreContention)
#include "tst_store_contention.moc"
