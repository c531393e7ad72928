// The log of a program: what gets into it, what does not, and how large it grows.

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

#include "engine_bed.h"
#include "service/log.h"
#include "service/log_file.h"
#include "store/log.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logOther, "other.library")

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList echoed;

void echo(QtMsgType, const QMessageLogContext&, const QString& text)
{
    echoed.append(text);
}

} // namespace

class TestLogFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void keepsToItsLevel_data();
    void keepsToItsLevel();
    void costsNothingWhenOff();
    void scrubs_data();
    void scrubs();
    void writesNoPassword();
    void turnsOver();
    void isMadeByTheFirstMessage();
    void echoesWarnings_data();
    void echoesWarnings();
    void refusesAFileThatCannotBe();
    void livesBelowTheStateFolder_data();
    void livesBelowTheStateFolder();
    void tellsOfSteps();

private:
    std::unique_ptr<LogFile> started(LogLevel level, bool isEchoed = false)
    {
        LogOptions options;
        options.level = level;
        options.file = m_path.toStdString();
        options.isEchoed = isEchoed;
        return must(LogFile::start(options));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QtMessageHandler m_before = nullptr;
};

void TestLogFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"logs/a.log"_s);
    echoed.clear();
    m_before = qInstallMessageHandler(echo);
}

void TestLogFile::cleanup()
{
    QVERIFY(qInstallMessageHandler(m_before) == echo); // given back by the log
}

void TestLogFile::keepsToItsLevel_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* expected) {
        QTest::newRow(name) << int(must(logLevelNamed(name))) << QString::fromLatin1(expected);
    };
    row("trace", "oDIWC");
    row("debug", "DIWC");
    row("info", "IWC");
    row("warning", "WC");
    row("error", "C");
    row("off", "");
}

void TestLogFile::keepsToItsLevel()
{
    QFETCH(const int, level);
    QFETCH(const QString, expected);
    {
        const auto log = started(LogLevel(level));
        qCDebug(logOther) << "said-o";
        qCDebug(logService) << "said-D";
        qCInfo(logService) << "said-I";
        qCWarning(logService) << "said-W";
        qCCritical(logService) << "said-C";
    }
    QString found;
    for (const QString& part : contentOf(m_path).split(u"said-"_s).mid(1))
        found += part.front();
    QCOMPARE(found, expected);
    QVERIFY(!logLevelNamed("loud"));
}

void TestLogFile::costsNothingWhenOff()
{
    int evaluated = 0;
    const auto costly = [&] { return ++evaluated; };
    {
        const auto log = started(LogLevel::Info);
        qCDebug(logSteps) << costly();
        QCOMPARE(evaluated, 0);
    }
    const auto log = started(LogLevel::Debug);
    qCDebug(logSteps) << costly();
    QCOMPARE(evaluated, 1);
}

void TestLogFile::scrubs_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* message, const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(message) << QString::fromUtf8(expected);
    };
    row("nothing to hide", "opened sqlite:/a/b.db", "opened sqlite:/a/b.db");
    row("URL", "opened postgresql://ada:s3cret@db:5432/x", "opened postgresql://ada:***@db:5432/x");
    row("at sign in the password", "postgresql://ada:s@c@db/x", "postgresql://ada:***@db/x");
    row("slash in the password", "postgresql://ada:s/c@db/x", "postgresql://ada:***@db/x");
    row("no user", "redis://:s3cret@db", "redis://:***@db");
    row("URL without one", "postgresql://ada@db:5432/x", "postgresql://ada@db:5432/x");
    row("port only", "http://host:8080/path", "http://host:8080/path");
    row("query", "postgresql://db/x?password=s3cret&a=1", "postgresql://db/x?password=***&a=1");
    row("libpq", "host=db password='s3 cret' user=ada", "host=db password=*** user=ada");
    row("JSON", R"({"token": "s3cret", "a": 1})", R"({"token": ***, "a": 1})");
    row("variable", "PGPASSWORD=s3cret", "PGPASSWORD=***");
    row("header", "Authorization: Bearer s3cret", "Authorization: Bearer ***");
    row("line end", "a\nb\tc", "a\\nb?c");
    row("beyond ASCII", "Zürich →", "Zürich →");
}

void TestLogFile::scrubs()
{
    QFETCH(const QString, message);
    QFETCH(const QString, expected);
    QCOMPARE(QString::fromStdString(scrubbed(message.toStdString())), expected);
}

void TestLogFile::writesNoPassword()
{
    {
        const auto log = started(LogLevel::Info, true);
        qCWarning(logStore).noquote() << "cannot open postgresql://ada:s3cret@db/x";
    }
    QVERIFY(contentOf(m_path).contains(u"rollout.store: cannot open postgresql://ada:***@db/x"_s));
    QCOMPARE(echoed, QStringList{u"cannot open postgresql://ada:***@db/x"_s});
}

void TestLogFile::turnsOver()
{
    LogOptions options;
    options.file = m_path.toStdString();
    options.size = 2000;
    options.files = 3;
    {
        const auto log = must(LogFile::start(options));
        for (int i = 0; i < 200; ++i)
            qCInfo(logService) << "line" << i;
    }
    const QDir folder(QFileInfo(m_path).path());
    QCOMPARE(folder.entryList(QDir::Files), QStringList({u"a.1.log"_s, u"a.2.log"_s, u"a.log"_s}));
    for (const QFileInfo& file : folder.entryInfoList(QDir::Files))
        QVERIFY(file.size() <= 2000);
    QVERIFY(contentOf(m_path).endsWith(u"line 199\n"_s));
}

void TestLogFile::isMadeByTheFirstMessage()
{
    const auto log = started(LogLevel::Info);
    QVERIFY(!QFile::exists(m_path));
    qCInfo(logService) << "a";
    QVERIFY(QFile::exists(m_path));
}

void TestLogFile::echoesWarnings_data()
{
    QTest::addColumn<bool>("isEchoed");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("a window") << true << QStringList{u"bad"_s};
    QTest::newRow("a command") << false << QStringList();
}

void TestLogFile::echoesWarnings()
{
    QFETCH(const bool, isEchoed);
    QFETCH(const QStringList, expected);
    const auto log = started(LogLevel::Info, isEchoed);
    qCInfo(logService).noquote() << "well";
    qCWarning(logService).noquote() << "bad";
    QCOMPARE(echoed, expected);
}

void TestLogFile::refusesAFileThatCannotBe()
{
    LogOptions options;
    options.file = "/dev/null/a.log";
    options.isRequired = true;
    const auto log = LogFile::start(options);
    QVERIFY(!log);
    QCOMPARE(log.error().code, ErrorCode::Io);
    options.isRequired = false;
    const auto other = must(LogFile::start(options));
    qCInfo(logService) << "goes nowhere";
}

void TestLogFile::livesBelowTheStateFolder_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QString>("expected");
    QTest::newRow("set") << QByteArray("/state") << u"/state/rollout-console/x.log"_s;
    QTest::newRow("relative") << QByteArray("state")
                              << QDir::homePath() + u"/.local/state/rollout-console/x.log"_s;
    QTest::newRow("not set") << QByteArray()
                             << QDir::homePath() + u"/.local/state/rollout-console/x.log"_s;
}

void TestLogFile::livesBelowTheStateFolder()
{
    QFETCH(const QByteArray, variable);
    QFETCH(const QString, expected);
    qputenv("XDG_STATE_HOME", variable);
    QCOMPARE(QString::fromStdString(defaultLogFile("x")), expected);
}

void TestLogFile::tellsOfSteps()
{
    {
        const auto log = started(LogLevel::Debug);
        EngineBed bed;
        must(bed.engine().setTargetVersion("prod", "fleet", "v1"));
        must(bed.engine().orchestrate("prod", "fleet", targetsOn("v1", 3)));
    }
    const QString content = contentOf(m_path);
    QVERIFY2(content.contains(u"rollout.store: opened"_s), qPrintable(content));
    QCOMPARE(content.count(u"rollout.steps: prod/fleet step 1 verdict=decided"_s), 1);
}

QTEST_GUILESS_MAIN(TestLogFile)
#include "tst_log_file.moc"
