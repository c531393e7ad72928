// The desktop's key ring itself: a Secret Service of the test's own, on a bus of its own, once for
// every way it can be. What is asked of it is asked within that bus, by this program run again.

#include <QCheckBox>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

#include "ui/common/key_ring.h"
#include "ui/shell/connect_dialog.h"

using namespace rollout;

namespace {

const char* const insideVariable = "ROLLOUT_TEST_KEY_RING";
const QString url = QStringLiteral("postgresql://ann@db.example/fleet");
const QString secret = QStringLiteral("hush:/@ \u00e4 \u5009 '\"\\");

/// How long the window stood still at the most.
class Stall
{
public:
    Stall()
    {
        m_since.start();
        QObject::connect(&m_timer, &QTimer::timeout,
                         [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_timer.start(5);
    }
    [[nodiscard]] qint64 longest() const { return std::max(m_longest, m_since.elapsed()); }

private:
    QElapsedTimer m_since;
    QTimer m_timer;
    qint64 m_longest = 0;
};

/// A Secret Service, gone at the end. Unlocked when the password is right, or when it is its first.
class Daemon
{
public:
    explicit Daemon(const QByteArray& password)
    {
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(QStringLiteral("gnome-keyring-daemon"),
                        {QStringLiteral("--unlock"), QStringLiteral("--foreground"),
                         QStringLiteral("--components=secrets")});
        m_process.write(password);
        m_process.closeWriteChannel();
        (void)QTest::qWaitFor(&hasName, 10000);
    }
    ~Daemon()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

private:
    static bool hasName()
    {
        QProcess ask;
        ask.start(QStringLiteral("dbus-send"),
                  {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                   QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                   QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                   QStringLiteral("string:org.freedesktop.secrets")});
        return ask.waitForFinished() && ask.readAllStandardOutput().contains("true");
    }

    QProcess m_process;
};

/// What another program finds under the same name.
QString lookUp()
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"),
               {QStringLiteral("lookup"), QStringLiteral("server"),
                QStringLiteral("rollout-console"), QStringLiteral("user"), url});
    tool.waitForFinished();
    return QString::fromUtf8(tool.readAllStandardOutput());
}

} // namespace

/// Within the bus.
class InsideBus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsAPassword();
    void isLocked();
    void isAbsent();

private:
    /// Nothing within the patience of a test.
    std::optional<Secrets::Answer> ask()
    {
        std::optional<Secrets::Answer> answer;
        m_keyRing.read(this, url, [&](const Secrets::Answer& told) { answer = told; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 40000);
        return answer;
    }
    std::optional<bool> keep(const QString& what)
    {
        std::optional<bool> isKept;
        m_keyRing.write(this, url, what, [&](bool told) { isKept = told; });
        (void)QTest::qWaitFor([&] { return isKept.has_value(); }, 40000);
        return isKept;
    }

    KeyRing m_keyRing;
};

void InsideBus::keepsAPassword()
{
    const Daemon daemon("open sesame");
    const Stall stall;
    QCOMPARE(ask()->isAvailable, true);
    QVERIFY(!ask()->secret);
    QCOMPARE(keep(secret), true);
    QCOMPARE(ask()->secret, secret);
    QCOMPARE(lookUp(), secret);
    QCOMPARE(keep(QStringLiteral("another")), true);
    QCOMPARE(ask()->secret, QStringLiteral("another"));
    ConnectDialog dialog({url, {}, {}}, m_keyRing, nullptr);
    QTRY_VERIFY(dialog.findChild<QCheckBox*>(QStringLiteral("connectRemember"))->isEnabled());
    QCOMPARE(dialog.remember(), std::optional(true));
    m_keyRing.forget(url);
    QTRY_VERIFY(!ask()->secret);
    QCOMPARE(lookUp(), QString());
    QCOMPARE(ask()->isAvailable, true);
    m_keyRing.forget(url); // what is not there is no trouble
    QCOMPARE(keep(secret), true);
    QVERIFY2(stall.longest() < 1000, qPrintable(QString::number(stall.longest())));
}

void InsideBus::isLocked()
{
    {
        const Daemon first("open sesame");
        QCOMPARE(keep(secret), true);
    }
    const Daemon daemon("close sesame");
    const Stall stall;
    const auto answer = ask();
    QVERIFY(answer);
    QVERIFY(!answer->secret);
    QCOMPARE(keep(QStringLiteral("another")), false); // which the window tells
    m_keyRing.forget(url);
    QVERIFY2(stall.longest() < 1000, qPrintable(QString::number(stall.longest())));
}

void InsideBus::isAbsent()
{
    const Stall stall;
    const auto answer = ask();
    QVERIFY(answer);
    QVERIFY(!answer->isAvailable);
    QVERIFY(!answer->secret);
    QCOMPARE(keep(secret), false);
    m_keyRing.forget(url);
    ConnectDialog dialog({url, {}, {}}, m_keyRing, nullptr);
    const auto* note = dialog.findChild<QLabel*>(QStringLiteral("connectNote"));
    QTRY_COMPARE_WITH_TIMEOUT(note->text(),
                              QStringLiteral("There is no key ring here: the password is only kept "
                                             "until the program ends."),
                              40000);
    QVERIFY(!dialog.remember());
    QVERIFY2(stall.longest() < 1000, qPrintable(QString::number(stall.longest())));
}

/// Outside.
class KeyRingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void asTheKeyRingIs_data();
    void asTheKeyRingIs();
};

void KeyRingTest::initTestCase()
{
    for (const char* program : {"dbus-run-session", "gnome-keyring-daemon", "secret-tool"})
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            QSKIP("there is no key ring to try: gnome-keyring, dbus or libsecret-tools is not "
                  "installed");
}

void KeyRingTest::asTheKeyRingIs_data()
{
    QTest::addColumn<QString>("inside");
    QTest::addColumn<bool>("hasServices"); // the bus starts what is asked for
    QTest::newRow("unlocked") << QStringLiteral("keepsAPassword") << true;
    QTest::newRow("locked, by another password") << QStringLiteral("isLocked") << false;
    QTest::newRow("no service on the bus") << QStringLiteral("isAbsent") << false;
}

void KeyRingTest::asTheKeyRingIs()
{
    QFETCH(const QString, inside);
    QFETCH(const bool, hasServices);
    const QTemporaryDir home;
    QFile bus(home.filePath(QStringLiteral("bus.conf")));
    QVERIFY(bus.open(QIODevice::WriteOnly));
    bus.write("<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\""
              " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
              "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>");
    bus.write(hasServices ? "<standard_session_servicedirs/>" : "");
    bus.write("<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
              "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n");
    bus.close();
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.insert(QLatin1String(name), home.path());
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP"})
        environment.remove(QLatin1String(name));
    environment.insert(QLatin1String(insideVariable), QStringLiteral("1"));
    QProcess session;
    session.setProcessEnvironment(environment);
    session.setProcessChannelMode(QProcess::MergedChannels);
    session.start(QStringLiteral("dbus-run-session"),
                  {QStringLiteral("--config-file=") + bus.fileName(), QStringLiteral("--"),
                   QCoreApplication::applicationFilePath(), inside});
    QVERIFY(session.waitForFinished(200000));
    const QByteArray said = session.readAll();
    QVERIFY2(session.exitStatus() == QProcess::NormalExit && session.exitCode() == 0,
             said.constData());
}

int main(int argc, char* argv[])
{
    QApplication app(argc, argv);
    if (qEnvironmentVariableIsEmpty(insideVariable)) {
        KeyRingTest test;
        return QTest::qExec(&test, argc, argv);
    }
    InsideBus test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_key_ring.moc"
