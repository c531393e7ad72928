// What rolloutctl tells of the past, keeps of it and exports, and where its log goes.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

#include "ctl.h"

using namespace rollout;
using namespace Qt::StringLiterals;

namespace {

struct Ran
{
    int exitCode = -1;
    QString out;
    QString err;
};

} // namespace

class TestCtlHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tellsHistory();
    void keepsTheJournal_data();
    void keepsTheJournal();
    void exports_data();
    void exports();
    void refuses_data();
    void refuses();
    void startsItsLog_data();
    void startsItsLog();

private:
    /// Words are parted by spaces; STORE and DIR stand for the store's options and the folder.
    Ran run(QString line)
    {
        line.replace(u"STORE"_s, u"--store sqlite:DIR/a.db"_s);
        line.replace(u"DIR"_s, m_folder.path());
        std::vector<std::string> words{"rolloutctl"};
        for (const QString& word : line.split(u' '))
            words.push_back(word.toStdString());
        std::vector<const char*> argv;
        for (const auto& word : words)
            argv.push_back(word.c_str());
        std::ostringstream out;
        std::ostringstream err;
        ctl::Context context{out, err, ctl::Terminal::No, {}};
        context.startLog = [this](const LogOptions& options) -> Result<void> {
            m_log = options;
            return {};
        };
        const int exitCode = ctl::runCtl(static_cast<int>(argv.size()), argv.data(), context);
        return {exitCode, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
    }
    QTemporaryDir m_folder;
    LogOptions m_log;
};

void TestCtlHistory::initTestCase()
{
    QFile file(m_folder.filePath(u"fleet.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name,version\n=a,v1\nb,v1\n");
    file.close();
    QCOMPARE(run(u"import DIR/fleet.csv STORE --namespace n --entity e"_s).exitCode, 0);
    QCOMPARE(run(u"set-version n e v1 STORE --by ada --reason first"_s).exitCode, 0);
    QCOMPARE(run(u"step n e STORE"_s).exitCode, 0);
    QCOMPARE(run(u"pause n e STORE --by bob --reason lunch"_s).exitCode, 0);
}

void TestCtlHistory::tellsHistory()
{
    const Ran ran = run(u"history n e STORE"_s);
    QCOMPARE(ran.exitCode, 0);
    for (const auto& words : {u"\"v1\" after \"\": under-way"_s, u"by ada: first"_s,
                              u"1 batch of 1, 0 targets failed"_s, u"by bob: lunch"_s})
        QVERIFY2(ran.out.contains(words), qPrintable(ran.out));
    const auto rollouts = QJsonDocument::fromJson(run(u"history n e STORE --json"_s).out.toUtf8())
                              .object()
                              .value(u"rollouts"_s)
                              .toArray();
    QCOMPARE(rollouts.size(), 1);
    const QJsonObject rollout = rollouts.first().toObject();
    QCOMPARE(rollout.value(u"outcome"_s).toString(), u"under-way"_s);
    QCOMPARE(rollout.value(u"asked"_s).toObject().value(u"by"_s).toString(), u"ada"_s);
    QCOMPARE(rollout.value(u"batches"_s).toObject().value(u"targets"_s).toInt(), 1);
    QVERIFY(rollout.value(u"ended"_s).isNull());
}

void TestCtlHistory::keepsTheJournal_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("expected");
    QTest::newRow("never set") << u"retention STORE"_s << u"the journal is kept forever\n"_s;
    QTest::newRow("set") << u"retention 1 STORE"_s << u"the journal is kept for 1 day\n"_s;
    QTest::newRow("asked") << u"retention STORE --json"_s << u"{\"retentionDays\":1}\n"_s;
    QTest::newRow("at once") << u"retention 30 --now STORE"_s
                             << u"the journal is kept for 30 days\n"_s;
    QTest::newRow("forever") << u"retention forever STORE --json"_s
                             << u"{\"retentionDays\":null}\n"_s;
}

void TestCtlHistory::keepsTheJournal()
{
    QFETCH(const QString, words);
    QFETCH(const QString, expected);
    const Ran ran = run(words);
    QCOMPARE(ran.err, QString());
    QCOMPARE(ran.out, expected);
}

void TestCtlHistory::exports_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* words, const char* file, const char* text) {
        QTest::newRow(name) << QString::fromLatin1(words) << QString::fromLatin1(file)
                            << QString::fromLatin1(text);
    };
    row("journal", "export-journal DIR/j.csv STORE", "j.csv", "target-added,,'=a,v1,");
    row("journal of one", "export-journal DIR/o.jsonl STORE --namespace n --entity e", "o.jsonl",
        R"("target": "=a")");
    row("format", "export-journal DIR/j STORE --format jsonl", "j", R"("by": "bob")");
    row("history", "export-history DIR/h.csv STORE", "h.csv", "paused by bob: lunch");
}

void TestCtlHistory::exports()
{
    QFETCH(const QString, words);
    QFETCH(const QString, file);
    QFETCH(const QString, expected);
    const Ran ran = run(words);
    QCOMPARE(ran.err, QString());
    QVERIFY2(ran.out.contains(u" exported to "_s), qPrintable(ran.out));
    QFile written(m_folder.filePath(file));
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QString content = QString::fromUtf8(written.readAll());
    QVERIFY2(content.contains(expected), qPrintable(content));
}

void TestCtlHistory::refuses_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* words, const char* expected) {
        QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(expected);
    };
    row("history n x STORE", "\"x\"");
    row("history n e STORE --limit 0", "--limit");
    row("retention soon STORE", "name a number of days, or forever");
    row("retention 0 STORE", "1 to 36500 days");
    row("export-journal DIR/j.txt STORE", "the extension does not say the format");
    row("export-journal DIR/j.csv STORE --namespace n", "--namespace and --entity go together");
    row("export-journal DIR/j.csv STORE --format xml", "name csv or jsonl");
    row("status STORE --log-level loud", "there is no log level");
}

void TestCtlHistory::refuses()
{
    QFETCH(const QString, words);
    QFETCH(const QString, expected);
    const Ran ran = run(words);
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains(expected) && ran.err.count(u'\n') == 1, qPrintable(ran.err));
}

void TestCtlHistory::startsItsLog_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("level");
    QTest::addColumn<bool>("isNamed");
    QTest::newRow("by itself") << u"status STORE"_s << int(LogLevel::Warning) << false;
    QTest::newRow("before") << u"--log-level debug status STORE"_s << int(LogLevel::Debug) << false;
    QTest::newRow("after") << u"status STORE --log-level off"_s << int(LogLevel::Off) << false;
    QTest::newRow("file") << u"status STORE --log-file DIR/a.log"_s << int(LogLevel::Warning)
                          << true;
}

void TestCtlHistory::startsItsLog()
{
    QFETCH(const QString, words);
    QFETCH(const int, level);
    QFETCH(const bool, isNamed);
    QCOMPARE(run(words).exitCode, 0);
    QCOMPARE(int(m_log.level), level);
    QCOMPARE(m_log.isRequired, isNamed);
    QVERIFY(QString::fromStdString(m_log.file)
                .endsWith(isNamed ? u"/a.log"_s : u"/rollout-console/rolloutctl.log"_s));
    QVERIFY(!m_log.isEchoed);
}

QTEST_GUILESS_MAIN(TestCtlHistory)
#include "tst_ctl_history.moc"
