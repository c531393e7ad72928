// A PostgreSQL that is killed in the middle of a commit, or has no room for one more program.

#include <QTest>

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include "store/store_url.h"
#include "survivor.h"
#include "testsupport/own_postgres.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

/// Kills the server where a commit is at a statement, or waits for the answer to its last one.
class Killer
{
public:
    explicit Killer(OwnPostgres& server)
        : m_server(server)
    {
    }
    ~Killer()
    {
        if (m_thread.joinable())
            m_thread.join();
    }
    Killer(const Killer&) = delete;
    Killer& operator=(const Killer&) = delete;
    [[nodiscard]] StatementObserver observer()
    {
        return [this](std::string_view sql) {
            if (!m_at.empty() && sql.starts_with(m_at)) {
                m_at.clear();
                m_whenAt();
            }
            return true;
        };
    }
    void killAt(std::string sql)
    {
        m_at = std::move(sql);
        m_whenAt = [this] { m_server.kill(); };
    }
    /// Commits are on the disk, but nobody is told so since another server is waited for; then
    /// comes the end.
    void killBeforeTheAnswer()
    {
        PostgresAdmin admin(m_server.url());
        admin.run("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        admin.run("SELECT pg_reload_conf()");
        (void)QTest::qWaitFor(
            [&] { return admin.run("SHOW synchronous_standby_names") == "nobody"; });
        m_thread = std::thread([this] {
            {
                PostgresAdmin watch(m_server.url());
                (void)QTest::qWaitFor(
                    [&] {
                        return watch.run("SELECT count(*) FROM pg_stat_activity WHERE wait_event ="
                                         " 'SyncRep'")
                            != "0";
                    },
                    30000);
            }
            m_server.kill();
        });
    }
    void wait()
    {
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    OwnPostgres& m_server;
    std::string m_at;
    std::function<void()> m_whenAt;
    std::thread m_thread;
};

/// Ends the connection of a commit that is on the disk and waits to be answered. The server lives.
class CutOff
{
public:
    explicit CutOff(OwnPostgres& server)
        : m_url(server.url())
    {
        PostgresAdmin admin(m_url);
        setStandby(admin, "nobody");
        m_thread = std::thread([this] {
            PostgresAdmin watch(m_url);
            m_isDone = QTest::qWaitFor(
                [&] {
                    return watch.run("SELECT count(pg_terminate_backend(pid)) FROM "
                                     "pg_stat_activity WHERE wait_event = 'SyncRep'")
                        != "0";
                },
                30000);
            setStandby(watch, "");
        });
    }
    ~CutOff() { wait(); }
    CutOff(const CutOff&) = delete;
    CutOff& operator=(const CutOff&) = delete;

    void wait()
    {
        if (m_thread.joinable())
            m_thread.join();
    }
    [[nodiscard]] bool isDone() const { return m_isDone; }

private:
    static void setStandby(PostgresAdmin& admin, const std::string& name)
    {
        admin.run("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
        admin.run("SELECT pg_reload_conf()");
        (void)QTest::qWaitFor([&] { return admin.run("SHOW synchronous_standby_names") == name; });
    }

    std::string m_url;
    std::atomic<bool> m_isDone = false;
    std::thread m_thread;
};

QString whereOf(const std::string& url)
{
    return QString::fromStdString(sure(parseStoreUrl(url)).where());
}

} // namespace

class TestStoreServerKilled : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aServerIsKilledWithinACommit_data();
    void aServerIsKilledWithinACommit();
    void whatWasMadeWithoutAnAnswerIsNoOthers();
    void aServerThatIsFullSaysSo();
    void init();
    void cleanupTestCase() { m_server.reset(); }

private:
    std::optional<OwnPostgres> m_server;
    std::string m_url; ///< of an empty place on it
};

void TestStoreServerKilled::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
    if (!isOnPostgres())
        QSKIP("this is about PostgreSQL");
    m_server.emplace();
    QVERIFY(m_server->isThere());
}

void TestStoreServerKilled::init()
{
    static int number = 0;
    const std::string schema = "place" + std::to_string(++number);
    PostgresAdmin(m_server->url()).run("CREATE SCHEMA " + schema);
    m_url = m_server->url() + "?options=-csearch_path%3D" + schema;
}

void TestStoreServerKilled::aServerIsKilledWithinACommit_data()
{
    QTest::addColumn<std::string>("at");
    QTest::addColumn<bool>("isMade");
    QTest::newRow("before its first statement") << std::string("BEGIN") << false;
    QTest::newRow("before the journal is written") << std::string("INSERT INTO journal") << false;
    QTest::newRow("before COMMIT") << std::string("COMMIT") << false;
    QTest::newRow("after COMMIT, before the answer") << std::string() << true;
}

void TestStoreServerKilled::aServerIsKilledWithinACommit()
{
    QFETCH(const std::string, at);
    QFETCH(const bool, isMade);
    Killer killer(*m_server);
    Survivor survivor(m_url, {killer.observer()});
    if (isMade)
        killer.killBeforeTheAnswer();
    else
        killer.killAt(at);
    const auto refused = survivor.commit(2000);
    killer.wait();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unreachable);
    const QString said = QString::fromStdString(refused.error().message);
    QVERIFY2(said.startsWith(u"the store \"%1\" does not answer ("_s.arg(whereOf(m_url)))
                 && said.endsWith("); see that it runs and can be reached"_L1)
                 && !said.contains(u'\n'),
             qPrintable(said));
    m_server->start();
    if (isMade)
        survivor.takeAsMade(2000);
    QTRY_COMPARE_WITH_TIMEOUT(survivor.whatIsWrong(), "", 20000);
    sure(survivor.commit(2000));
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
    survivor.close();
}

void TestStoreServerKilled::whatWasMadeWithoutAnAnswerIsNoOthers()
{
    auto store = sure(Store::open(m_url));
    const NamespaceKey parent = sure(store->createNamespace("ns", someTime));
    EntityState state;
    state.revision = 1;
    state.simulation = SimulationSettings{};
    const std::vector journal{entityEntry(JournalKind::EntityForked, state, "from another")};
    {
        CutOff cutOff(*m_server);
        const auto made = store->createEntity(parent, "fork", EntitySeed{state, journal});
        cutOff.wait();
        QVERIFY(cutOff.isDone());
        QVERIFY2(made, made ? "" : made.error().message.c_str());
        const auto entities = sure(store->entities());
        QCOMPARE(entities.size(), 1U);
        QCOMPARE(entities.front().key, *made);
    }
    // One that somebody else has made is theirs.
    const auto again = store->createEntity(parent, "fork", EntitySeed{state, journal});
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
    const auto rows = sure(store->journalBefore({}, INT64_MAX, 100));
    QCOMPARE(std::count_if(rows.begin(), rows.end(),
                           [](const auto& row) { return row.kind == JournalKind::EntityForked; }),
             1);
}

void TestStoreServerKilled::aServerThatIsFullSaysSo()
{
    Survivor survivor(m_url);
    std::vector<PGconn*> others;
    do
        others.push_back(PQconnectdb(m_url.c_str()));
    while (PQstatus(others.back()) == CONNECTION_OK);
    const auto refused = Store::open(m_url);
    QVERIFY(!refused);
    QCOMPARE(
        QString::fromStdString(refused.error().message),
        u"the store \"%1\" has no connection left (sorry, too many clients already); close other "
        "programs or allow more connections"_s.arg(whereOf(m_url)));
    sure(survivor.commit()); // who is in stays in
    for (PGconn* other : others)
        PQfinish(other);
    QTRY_VERIFY_WITH_TIMEOUT(Store::open(m_url).has_value(), 10000);
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
    survivor.close();
}

QTEST_GUILESS_MAIN(TestStoreServerKilled)
#include "tst_store_server_killed.moc"
