// How stores on servers are opened: whose password is asked for where, and that it is nowhere to be
// read afterwards.

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>

#include "store/store_url.h"
#include "tests/testsupport/store_place.h"
#include "tests/ui/shell/window_bench.h"
#include "tests/ui/support/silent_server.h"
#include "ui/common/icons.h"
#include "ui/common/play.h"
#include "ui/common/settings.h"
#include "ui/shell/connect_dialog.h"

using namespace rollout;

namespace {

/// Nobody listens there.
const QString deaf = QStringLiteral("postgresql://ann@127.0.0.1:1/fleet");
const QString deafWithPassword = QStringLiteral("postgresql://ann:hush%40@127.0.0.1:1/fleet");

/// The one that is shown; those that were closed go later.
ConnectDialog* dialogOf(const WindowBench& bench)
{
    for (auto* dialog : bench.window->findChildren<ConnectDialog*>())
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

template <typename Widget>
Widget* part(const WindowBench& bench, const char* name)
{
    ConnectDialog* dialog = dialogOf(bench);
    return dialog ? dialog->findChild<Widget*>(QLatin1String(name)) : nullptr;
}

void fill(const WindowBench& bench, const QString& url, const QString& password)
{
    part<QLineEdit>(bench, "connectUrl")->setText(url);
    part<QLineEdit>(bench, "connectPassword")->setText(password);
    part<QPushButton>(bench, "connectVerb")->click();
}

QByteArray writtenSettings(WindowBench& bench)
{
    bench.settings.sync();
    QFile file(bench.settings.fileName());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Everything that the window shows or keeps.
QString allWords(WindowBench& bench)
{
    QStringList words{bench.window->windowTitle(), bench.session.storeUrl(),
                      QString::fromUtf8(writtenSettings(bench))};
    for (const auto* label : bench.window->findChildren<QLabel*>())
        words << label->text() << label->accessibleName() << label->toolTip();
    for (const auto* edit : bench.window->findChildren<QLineEdit*>())
        words << edit->displayText() << edit->accessibleName();
    return words.join(u'\n');
}

} // namespace

class StoreDoorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    // A commit to a server that is gone takes long, and is said to.
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin|.* a commit took)")));
    }
    void aServerThatDoesNotLetInIsAskedForAgain();
    void aPasswordInTheUrlIsNeverShown();
    void aPastedPasswordIsHidden();
    void withoutAKeyRingTheDialogSaysSo();
    void withAKeyRingItIsRemembered();
    void aKeyRingThatDoesNotAnswerHoldsNothingUp();
    void onlyAServersUrlCanBeConnectedTo();
    void connectingMayBeCancelled();
    void whatWasTypedWrongIsAskedForAgain();
    void aRecentStoreIsOpenedByTheKeyRing();
    void withoutAKeyRingTheProgramRemembers();
    void anExerciseLeadsBackToTheServer();
    void aLostStoreIsShownUntilItIsBack();
    void aRunOutlivesALostStore_data();
    void aRunOutlivesALostStore();

private:
    /// The test's server without its password, in a schema of this test's.
    [[nodiscard]] static SplitUrl server(const test::StorePlace& place)
    {
        return splitPassword(QString::fromStdString(place.url()));
    }
};

#define NEEDS_SERVER()                                                                             \
    if (!test::isOnPostgres())                                                                     \
    QSKIP("there is no PostgreSQL: run this with packaging/with-postgres.sh")

void StoreDoorTest::initTestCase()
{
    initResources();
    if (!test::postgresUrl().empty())
        qputenv("ROLLOUT_TEST_DATABASE", "postgres");
}

void StoreDoorTest::aServerThatDoesNotLetInIsAskedForAgain()
{
    WindowBench bench;
    bench.window->commands().openStore(deaf);
    QTRY_VERIFY(dialogOf(bench));
    QVERIFY(part<QLabel>(bench, "connectProblem")->text().contains(QStringLiteral("not answer")));
    QCOMPARE(part<QLineEdit>(bench, "connectUrl")->text(), deaf);
    QCOMPARE(bench.session.storeUrl(), QStringLiteral("memory:")); // the old one stays
    QCOMPARE(bench.secrets.reads, 2); // for the password, and whether there is a key ring
}

void StoreDoorTest::aPasswordInTheUrlIsNeverShown()
{
    WindowBench bench;
    bench.window->commands().openStore(deafWithPassword);
    QTRY_VERIFY(dialogOf(bench));
    QCOMPARE(dialogOf(bench)->password(), QStringLiteral("hush@")); // to be tried again
    QVERIFY(!allWords(bench).contains(QStringLiteral("hush")));
    bench.window->commands().openStore(QStringLiteral("postgresql://ann:1/hush@127.0.0.1:1/fleet"));
    QTRY_VERIFY(bench.window->findChildren<ConnectDialog*>().size() == 2);
    QVERIFY2(!allWords(bench).contains(QStringLiteral("hush")), qPrintable(allWords(bench)));
}

void StoreDoorTest::aPastedPasswordIsHidden()
{
    WindowBench bench;
    bench.trigger(Command::ConnectStore);
    part<QLineEdit>(bench, "connectUrl")->setText(deafWithPassword);
    QCOMPARE(dialogOf(bench)->url(), deaf);
    QCOMPARE(dialogOf(bench)->password(), QStringLiteral("hush@"));
    QVERIFY(!allWords(bench).contains(QStringLiteral("hush")));
}

void StoreDoorTest::withoutAKeyRingTheDialogSaysSo()
{
    WindowBench bench;
    bench.trigger(Command::ConnectStore);
    QTRY_VERIFY(part<QLabel>(bench, "connectNote")->text().contains(QStringLiteral("ends")));
    QVERIFY(!part<QCheckBox>(bench, "connectRemember")->isEnabled());
    QVERIFY(!dialogOf(bench)->remember());
}

void StoreDoorTest::withAKeyRingItIsRemembered()
{
    WindowBench bench;
    bench.secrets.isAvailable = true;
    bench.trigger(Command::ConnectStore);
    QTRY_VERIFY(part<QCheckBox>(bench, "connectRemember")->isEnabled());
    QVERIFY(part<QCheckBox>(bench, "connectRemember")->isChecked());
    fill(bench, deaf, QStringLiteral("hush"));
    QTRY_VERIFY(dialogOf(bench) && !part<QLabel>(bench, "connectProblem")->text().isEmpty());
    QVERIFY(bench.secrets.kept.isEmpty()); // nobody said that it is the right one
}

void StoreDoorTest::aKeyRingThatDoesNotAnswerHoldsNothingUp()
{
    WindowBench bench;
    bench.secrets.answers = false;
    bench.window->commands().openStore(deaf);
    QVERIFY(bench.window->messages().sentence().contains(QStringLiteral("key ring")));
    bench.find<QPushButton>("messageButton")->click();
    QVERIFY(dialogOf(bench));
    QCOMPARE(dialogOf(bench)->url(), deaf);
}

void StoreDoorTest::onlyAServersUrlCanBeConnectedTo()
{
    WindowBench bench;
    bench.trigger(Command::ConnectStore);
    const auto* verb = part<QPushButton>(bench, "connectVerb");
    QVERIFY(!verb->isEnabled());
    for (const auto* url : {"memory:", "/tmp/a.db", "postgresql://host", "postgresql://h:x/d"}) {
        part<QLineEdit>(bench, "connectUrl")->setText(QLatin1String(url));
        QVERIFY2(!verb->isEnabled(), url);
    }
    part<QLineEdit>(bench, "connectUrl")->setText(deaf);
    QVERIFY(verb->isEnabled());
}

void StoreDoorTest::connectingMayBeCancelled()
{
    WindowBench bench;
    bench.secrets.isAvailable = true;
    {
        SilentServer server;
        bench.trigger(Command::ConnectStore);
        QTRY_VERIFY(part<QCheckBox>(bench, "connectRemember")->isEnabled());
        fill(bench, server.url(), QStringLiteral("hush"));
        QVERIFY(bench.window->messages().sentence().startsWith(QStringLiteral("Connecting to")));
        bench.find<QPushButton>("messageButton")->click();
        QTRY_COMPARE(
            bench.window->messages().sentence(),
            QStringLiteral("Opening %1 was cancelled; memory: stays open.").arg(server.url()));
        QCOMPARE(bench.session.storeUrl(), QStringLiteral("memory:"));
        QVERIFY(!dialogOf(bench)); // nobody asks for a password
        // Nothing was said of that password: it is neither kept nor tried again.
        bench.window->commands().openStore(server.url());
        QTRY_COMPARE(bench.secrets.reads, 2);
        bench.find<QPushButton>("messageButton")->click();
    }
    QVERIFY(bench.secrets.kept.isEmpty());
}

void StoreDoorTest::whatWasTypedWrongIsAskedForAgain()
{
    NEEDS_SERVER();
    const test::StorePlace place;
    const SplitUrl right = server(place);
    WindowBench bench;
    bench.secrets.isAvailable = true;
    bench.trigger(Command::ConnectStore);
    QTRY_VERIFY(part<QCheckBox>(bench, "connectRemember")->isChecked());
    for (const QString& wrong : {QStringLiteral("hush"), QString()}) {
        fill(bench, right.url, wrong);
        QTRY_VERIFY(part<QLabel>(bench, "connectProblem")
                    && part<QLabel>(bench, "connectProblem")
                           ->text()
                           .contains(QStringLiteral("does not let this user in")));
        QVERIFY(!allWords(bench).contains(QStringLiteral("hush")));
        QTRY_VERIFY(part<QCheckBox>(bench, "connectRemember")->isChecked());
    }
    fill(bench, right.url, right.password);
    QTRY_COMPARE(bench.session.storeUrl(), right.url);
    QTRY_COMPARE(bench.secrets.kept.values(), QStringList{right.password});
    QCOMPARE(recentStores(bench.settings), QStringList{right.url});
    QVERIFY(bench.window->windowTitle().contains(right.url));
    QVERIFY(!allWords(bench).contains(right.password));
    QVERIFY(!allWords(bench).contains(QStringLiteral("in%3A")));
}

void StoreDoorTest::aRecentStoreIsOpenedByTheKeyRing()
{
    NEEDS_SERVER();
    const test::StorePlace place;
    const SplitUrl right = server(place);
    WindowBench bench;
    bench.secrets.isAvailable = true;
    bench.secrets.kept.insert(
        QString::fromStdString(parseStoreUrl(right.url.toStdString())->where()), right.password);
    addRecentStore(bench.settings, withPassword(right));
    QVERIFY(!allWords(bench).contains(QStringLiteral("in%3A")));
    bench.window->commands().openStore(recentStores(bench.settings).constFirst());
    QTRY_COMPARE(bench.session.storeUrl(), right.url);
    QVERIFY(!dialogOf(bench));
}

void StoreDoorTest::withoutAKeyRingTheProgramRemembers()
{
    NEEDS_SERVER();
    const test::StorePlace place;
    const SplitUrl right = server(place);
    WindowBench bench;
    bench.window->commands().openStore(withPassword(right)); // as the command line gives it
    QTRY_COMPARE(bench.session.storeUrl(), right.url);
    bench.open(QStringLiteral("memory:"));
    bench.window->commands().openStore(right.url);
    QTRY_COMPARE(bench.session.storeUrl(), right.url);
    QVERIFY(!dialogOf(bench));
    QVERIFY(!allWords(bench).contains(QStringLiteral("in%3A")));
}

/// The page that leaves an exercise knows the store's URL as everybody may see it.
void StoreDoorTest::anExerciseLeadsBackToTheServer()
{
    NEEDS_SERVER();
    const test::StorePlace place;
    WindowBench bench;
    bench.session.open(QString::fromStdString(place.url()));
    QTRY_COMPARE(bench.session.storeUrl(), server(place).url);
    PlayRequest request;
    request.place = {"training", "one"};
    bench.session.play(request);
    QTRY_COMPARE(bench.session.storeUrl(), QStringLiteral("memory:"));
    bench.session.open(server(place).url);
    QTRY_COMPARE(bench.session.storeUrl(), server(place).url);
    QVERIFY(!dialogOf(bench));
}

void StoreDoorTest::aLostStoreIsShownUntilItIsBack()
{
    NEEDS_SERVER();
    const test::StorePlace place;
    test::TurnedAwayUser user(place);
    WindowBench bench;
    bench.window->commands().openStore(QString::fromStdString(user.url()));
    const QString shown = splitPassword(QString::fromStdString(user.url())).url;
    QTRY_COMPARE(bench.session.storeUrl(), shown);
    const auto* bar = bench.find<QWidget>("storeBar");
    QVERIFY(!bar->isVisible());
    user.turnAway();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 30000);
    const QString words = bench.find<QLabel>("storeText")->text();
    QVERIFY2(words.contains(shown) && words.contains(QStringLiteral("trying again")),
             qPrintable(words));
    user.letIn();
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), 30000);
    // Another store has nothing to do with it.
    user.turnAway();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 30000);
    bench.open(QStringLiteral("memory:"));
    QVERIFY(!bar->isVisible());
}

void StoreDoorTest::aRunOutlivesALostStore_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("it goes on by itself") << false;
    QTest::newRow("it was stopped meanwhile") << true;
}

void StoreDoorTest::aRunOutlivesALostStore()
{
    NEEDS_SERVER();
    QFETCH(const bool, isStopped);
    const test::StorePlace place;
    test::TurnedAwayUser user(place);
    WindowBench bench;
    bench.window->commands().openStore(QString::fromStdString(user.url()));
    QTRY_VERIFY(bench.session.storeUrl() != QStringLiteral("memory:"));
    bench.importFleet(20);
    bench.session.setSpeed(1000);
    bench.session.attempt([ns = bench.snapshot()->namespaceName](Orchestrator& engine) {
        return engine.setTargetVersion(ns, "shop", "v1");
    });
    bench.trigger(Command::RunPause);
    const auto step = [&] { return bench.snapshot()->state.step; };
    QTRY_VERIFY(step() > 2);
    user.turnAway();
    QTRY_VERIFY_WITH_TIMEOUT(bench.session.isHeld(), 30000);
    QVERIFY(bench.session.isRunning());
    QVERIFY2(bench.window->messages().sentence().contains(QStringLiteral("goes on by itself")),
             qPrintable(bench.window->messages().sentence()));
    QVERIFY(bench.find<QLabel>("clock")->text().endsWith(QStringLiteral("waiting for the store")));
    const auto before = step();
    if (isStopped)
        bench.find<QPushButton>("messageButton")->click();
    QCOMPARE(bench.session.isHeld(), !isStopped);
    user.letIn();
    if (isStopped) {
        const auto* bar = bench.find<QWidget>("storeBar");
        QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), 30000);
        QVERIFY(!bench.session.isRunning());
        QVERIFY(bench.window->messages().sentence().isEmpty());
        QCOMPARE(step(), before);
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(step() > before + 2, 30000);
    QVERIFY(!bench.session.isHeld() && bench.session.isRunning());
    QCOMPARE(bench.window->messages().sentence(),
             QStringLiteral("The store answers again: the run goes on."));
}

QTEST_MAIN(StoreDoorTest)
#include "tst_store_door.moc"
