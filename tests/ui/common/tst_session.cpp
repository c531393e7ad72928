#include <QDir>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <future>

#include "tests/ui/support/silent_server.h"
#include "ui/common/jobs.h"
#include "ui/common/session.h"
#include "ui/common/store_opener.h"

using namespace rollout;

namespace {

const QString memory = QStringLiteral("memory:");

/// A simulated entity of ten targets that report v1.
Result<EntityKey> makeEntity(Orchestrator& engine)
{
    const auto key = engine.createEntity("demo", "checkout");
    if (!key)
        return key;
    (void)engine.setSimulation(*key, SimulationSettings{});
    std::vector<ClientState> fleet;
    for (int i = 0; i < 10; ++i)
        fleet.push_back({"t" + std::to_string(i), i < 4 ? "a" : "b", {}, "v1", {}, false});
    (void)engine.record("demo", "checkout", fleet);
    (void)engine.setTargetVersion("demo", "checkout", "v1");
    return key;
}

/// How often this program has a file open.
int handlesOn(const QString& file)
{
    const QFileInfoList handles =
        QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::AllEntries | QDir::System);
    return static_cast<int>(
        std::count_if(handles.begin(), handles.end(), [&](const QFileInfo& handle) {
            return handle.symLinkTarget() == QFileInfo(file).canonicalFilePath();
        }));
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void newsArriveWithTheirSummary();
    void requestsRunInOrderOffTheWindowsThread();
    void answersToWhoIsGoneAreDropped();
    void errorsAreReported();
    void aStoreThatCannotBeOpenedLeavesTheOldOne();
    void openingMayBeGivenUp();
    void whatWasGivenUpBeforeItsTurnIsNotOpened();
    void anOpenedStoreIsToldOfWhileTheNextHangs();
    void whatIsGivenUpHoldsNoStoreOpen();
    void stepsAdvanceTheClock();
    void runningGoesOnByItself();
    void nothingRunsWithoutAStore();
    void closesWhileRequestsWait();
};

void SessionTest::newsArriveWithTheirSummary()
{
    Session session;
    session.open(memory);
    std::optional<EntityKey> key;
    session.attempt(this, makeEntity, [&](EntityKey made) { key = made; });
    QTRY_VERIFY(key && session.summary(*key) && session.summary(*key)->total == 10);
    QCOMPARE(session.summary(*key)->groups.size(), std::size_t(2));
    QCOMPARE(session.summary(*key)->groups.front().total, 4);
    QCOMPARE(session.snapshot(*key)->entityName, std::string("checkout"));
    QTRY_VERIFY(session.find(QStringLiteral("demo"), QStringLiteral("checkout")) == key);
}

void SessionTest::requestsRunInOrderOffTheWindowsThread()
{
    Session session;
    session.open(memory);
    QList<int> order;
    for (int i = 0; i < 50; ++i)
        session.request(
            this, [i](Orchestrator&) { return std::pair(i, QThread::currentThread()); },
            [&](const std::pair<int, QThread*>& answer) {
                QVERIFY(answer.second != QThread::currentThread());
                order << answer.first;
            });
    QTRY_COMPARE(order.size(), 50);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void SessionTest::answersToWhoIsGoneAreDropped()
{
    Session session;
    session.open(memory);
    auto gone = std::make_unique<QObject>();
    bool answered = false;
    session.request(
        gone.get(), [](Orchestrator&) { return 1; }, [&](int) { answered = true; });
    gone.reset();
    bool later = false;
    session.request(
        this, [](Orchestrator&) { return 1; }, [&](int) { later = true; });
    QTRY_VERIFY(later);
    QVERIFY(!answered);
}

void SessionTest::errorsAreReported()
{
    Session session;
    QSignalSpy failed(&session, &Session::failed);
    session.attempt([](Orchestrator& engine) { return engine.createNamespace("x"); });
    QTRY_COMPARE(failed.size(), 1); // no store is open
    session.open(memory);
    session.attempt([](Orchestrator& engine) { return engine.setTargetVersion("a", "b", ""); });
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(failed.back().front().toString().endsWith(u'.'));
}

void SessionTest::aStoreThatCannotBeOpenedLeavesTheOldOne()
{
    Session session;
    QSignalSpy openFailed(&session, &Session::openFailed);
    session.open(memory);
    session.attempt([](Orchestrator& engine) { return engine.createNamespace("kept"); });
    session.open(QStringLiteral("sqlite:/nonexistent/folder/of/nobody.db"));
    QTRY_COMPARE(openFailed.size(), 1);
    QTRY_COMPARE(session.directory()->size(), std::size_t(1));
    QCOMPARE(session.storeUrl(), memory);
}

void SessionTest::openingMayBeGivenUp()
{
    Session session; // outlives the server: what was given up ends when that does
    SilentServer server;
    QVERIFY(server.isThere());
    session.open(memory);
    QTRY_COMPARE(session.storeUrl(), memory);
    QSignalSpy givenUp(&session, &Session::openGivenUp);
    QSignalSpy failed(&session, &Session::openFailed);
    session.open(server.url());
    QTRY_COMPARE(session.jobs().running(), 1); // it takes its time
    const JobEntry job = session.jobs().entries().front();
    QVERIFY(job.cancel);
    session.jobs().cancel(job.id);
    QTRY_COMPARE(givenUp.count(), 1);
    QCOMPARE(givenUp.front().front().toString(), server.url());
    QCOMPARE(session.jobs().entries().front().state, JobState::Cancelled);
    QCOMPARE(session.storeUrl(), memory);
    bool isAnswered = false;
    session.request(
        this, [](Orchestrator& engine) { return engine.directory(); },
        [&](const std::shared_ptr<const Directory>&) { isAnswered = true; });
    QTRY_VERIFY(isAnswered); // the store before goes on
    QCOMPARE(failed.count(), 0);
}

void SessionTest::whatWasGivenUpBeforeItsTurnIsNotOpened()
{
    const QTemporaryDir folder;
    const QString later = folder.filePath(QStringLiteral("later.db"));
    Session session;
    SilentServer server;
    QSignalSpy givenUp(&session, &Session::openGivenUp);
    session.open(server.url());
    session.open(QStringLiteral("sqlite:") + later);
    session.giveUpOpening(QStringLiteral("sqlite:") + later);
    session.giveUpOpening(server.url());
    QTRY_COMPARE(givenUp.count(), 2);
    QVERIFY(!session.hasStore());
    QVERIFY(!QFile::exists(later));
    session.open(QStringLiteral("sqlite:") + later);
    QTRY_VERIFY(session.hasStore());
}

void SessionTest::anOpenedStoreIsToldOfWhileTheNextHangs()
{
    Session session;
    SilentServer server;
    QSignalSpy givenUp(&session, &Session::openGivenUp);
    session.open(memory);
    session.open(server.url());
    QTRY_COMPARE(session.storeUrl(), memory);
    QTRY_COMPARE(session.jobs().running(), 1);
    session.giveUpOpening(server.url());
    QTRY_COMPARE(givenUp.count(), 1);
    QTRY_COMPARE(session.jobs().running(), 0);
    QCOMPARE(session.storeUrl(), memory);
}

/// The file is another's when it is to be opened, and free only once nobody waits for it any more.
void SessionTest::whatIsGivenUpHoldsNoStoreOpen()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.db"));
    const QString name = QStringLiteral("another");
    {
        QSqlDatabase another = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        another.setDatabaseName(file);
        QVERIFY(another.open());
        QSqlQuery query(another);
        QVERIFY(query.exec(QStringLiteral("BEGIN EXCLUSIVE")));
        const int before = handlesOn(file);
        SystemClock clock;
        StoreOpener opener(clock);
        const auto isGivenUp = std::make_shared<std::atomic<bool>>(false);
        auto opening = std::async(std::launch::async, [&] { return opener.open(file, isGivenUp); });
        // The look at the file's header has it open, too, for less than two looks of ours.
        int looks = 0;
        QVERIFY(QTest::qWaitFor([&] {
            looks = handlesOn(file) > before ? looks + 1 : 0;
            return looks == 2;
        }));
        *isGivenUp = true;
        const auto opened = opening.get();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Cancelled);
        QVERIFY(query.exec(QStringLiteral("COMMIT")));
        query.clear();
        another.close();
        QTRY_COMPARE(handlesOn(file), 0); // while the opener is still there
    }
    QSqlDatabase::removeDatabase(name);
}

void SessionTest::stepsAdvanceTheClock()
{
    Session session;
    session.open(memory);
    session.attempt([](Orchestrator& engine) { return makeEntity(engine); });
    QTRY_VERIFY(session.find(QStringLiteral("demo"), QStringLiteral("checkout")));
    const Time before = session.simulationNow();
    session.step(std::nullopt);
    QTRY_COMPARE(session.simulationNow() - before, Milliseconds(10'000));
}

void SessionTest::runningGoesOnByItself()
{
    Session session;
    session.open(memory);
    session.attempt([](Orchestrator& engine) { return makeEntity(engine); });
    QTRY_VERIFY(session.find(QStringLiteral("demo"), QStringLiteral("checkout")));
    QSignalSpy clock(&session, &Session::clockChanged);
    QSignalSpy running(&session, &Session::runningChanged);
    session.setSpeed(5000);
    QCOMPARE(session.speed(), 1000);
    session.setRunning(true);
    QTRY_VERIFY(session.simulationNow() > Time(Seconds(300)));
    session.setRunning(false);
    QCOMPARE(running.size(), 2);
    QVERIFY2(clock.size() < 30, "news must be gathered, not sent for every step");
}

void SessionTest::nothingRunsWithoutAStore()
{
    Session session;
    QSignalSpy openFailed(&session, &Session::openFailed);
    QSignalSpy running(&session, &Session::runningChanged);
    session.open(QStringLiteral("sqlite:/nonexistent/folder/of/nobody.db"));
    QTRY_COMPARE(openFailed.size(), 1);
    session.setRunning(true);
    QVERIFY(!session.isRunning());
    QCOMPARE(running.size(), 0);
}

void SessionTest::closesWhileRequestsWait()
{
    auto session = std::make_unique<Session>();
    session->open(memory);
    for (int i = 0; i < 100; ++i)
        session->attempt([](Orchestrator& engine) { return makeEntity(engine); });
    session.reset();
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
