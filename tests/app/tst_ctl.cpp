// rolloutctl as its users know it: what it prints, its exit codes, one line for what is wrong.

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>
#include <sys/stat.h>

#include "ctl_run.h"

using namespace rollout;
using namespace rollout::test;

class TestCtl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpsOnEveryCommand_data();
    void helpsOnEveryCommand();
    void tellsItsVersion();
    void refusesBadUsage_data();
    void refusesBadUsage();
    void importsAndExports();
    void importsNothingOfABadFile();
    void stepsAnEntity();
    void showsAndSetsOptions();
    void looksAtNoStoreThatIsNotThere();
    void countsTraces();
    void saysWhereATraceIsNoJson();
    void replacesNoDevice();
    void errorsAreOneLine();
    void drawsProgressOnATerminalOnly();
};

void TestCtl::helpsOnEveryCommand_data()
{
    QTest::addColumn<QString>("command");
    for (const auto* name : {"conformance", "import", "export", "status", "set-version",
                             "force-version", "options", "step", "simulate", "bench"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCtl::helpsOnEveryCommand()
{
    QFETCH(QString, command);
    const Ran ran = run({command, QStringLiteral("--help")});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(ran.out.contains(command) && ran.out.contains(QLatin1String("--help")),
             qPrintable(ran.out));
    QVERIFY(ran.err.isEmpty());
    QVERIFY(run({QStringLiteral("--help")}).out.contains(command));
}

void TestCtl::tellsItsVersion()
{
    const Ran ran = run({QStringLiteral("--version")});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(ran.out.startsWith(QLatin1String("rolloutctl "))
                 && ran.out.endsWith(QLatin1Char('\n')),
             qPrintable(ran.out));
}

void TestCtl::refusesBadUsage_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* line, const char* expected) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(expected);
    };
    row("fly", "fly");
    row("conformance", "path is required");
    row("conformance /nowhere", "/nowhere: no such file or folder");
    row("import a.csv --store memory: --namespace n", "--entity is required");
    row("import a.xls --store memory: --namespace n --entity e",
        "a.xls: the extension tells no format");
    row("import a --format xls --store memory: --namespace n --entity e",
        "format \"xls\" is not known");
    row("import /nowhere/a.csv --store memory: --namespace n --entity e",
        "/nowhere/a.csv: there is no such file");
    row("bench foo", "bench: there is no command foo");
    row("status --json=3", "json");
    row("status --store postgres:x", "unknown kind");
    row("status --store memory: nowhere", "nowhere");
    row("options --store memory: n e --batch-percent 101", "101");
    row("options --store memory: n e --batch-percent ten", "ten");
    row("step --store memory: n e", "n");
    row("status --jsno", "--jsno");
}

void TestCtl::refusesBadUsage()
{
    QFETCH(QString, line);
    QFETCH(QString, expected);
    const Ran ran = run(line.split(QLatin1Char(' ')));
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains(expected), qPrintable(ran.err));
    QCOMPARE(ran.err.count(QLatin1Char('\n')), 1);
    QVERIFY(ran.err.startsWith(QLatin1String("rolloutctl: ")));
    QVERIFY2(ran.out.isEmpty(), qPrintable(ran.out));
}

void TestCtl::importsAndExports()
{
    const QTemporaryDir folder;
    const QString store = QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("a.db"));
    const QString in = folder.filePath(QStringLiteral("in.csv"));
    const QString out = folder.filePath(QStringLiteral("out.csv"));
    const QByteArray text = "name,group,tags,version\r\n\"a,b\",east,\"x,y\",v1\r\nc,west,,v2\r\n";
    write(in, text);
    const QStringList place = words("--namespace prod --entity web --store") << store;
    const Ran imported = run(QStringList{QStringLiteral("import"), in} + place + words("--json"));
    QVERIFY2(imported.exitCode == 0, qPrintable(imported.err));
    QCOMPARE(imported.json().value(QLatin1String("imported")).toInt(), 2);
    const Ran exported = run(QStringList{QStringLiteral("export"), out} + place);
    QVERIFY2(exported.exitCode == 0, qPrintable(exported.err));
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void TestCtl::importsNothingOfABadFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.db"));
    const QString in = folder.filePath(QStringLiteral("in.csv"));
    write(in, "name\na\nb,c\n");
    const Ran ran = run(QStringList{QStringLiteral("import"), in, QStringLiteral("--store"), path}
                        + words("--namespace prod --entity web"));
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains(QLatin1String("in.csv:3:1: this line has 2 fields")),
             qPrintable(ran.err));
    QVERIFY(!QFile::exists(path));
}

void TestCtl::stepsAnEntity()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.db"));
    const QString in = folder.filePath(QStringLiteral("in.ndjson"));
    const QStringList store{QStringLiteral("--store"), path};
    write(in, "{\"name\": \"a\", \"version\": \"v1\"}\n");
    QCOMPARE(
        run(QStringList{QStringLiteral("import"), in} + words("--namespace n --entity e") + store)
            .exitCode,
        0);

    const Ran without = run(words("step n e") + store);
    QCOMPARE(without.exitCode, 1);
    QVERIFY2(without.out.contains(QLatin1String("no target version set")), qPrintable(without.out));

    QCOMPARE(run(words("set-version n e v1") + store).exitCode, 0);
    const Ran step = run(words("step n e --json") + store);
    QVERIFY2(step.exitCode == 0, qPrintable(step.err));
    QCOMPARE(step.json().value(QLatin1String("verdict")).toString(), QStringLiteral("decided"));
    QCOMPARE(step.json()
                 .value(QLatin1String("figures"))
                 .toObject()
                 .value(QLatin1String("assigned"))
                 .toInt(),
             1);

    QCOMPARE(run(words("force-version n e v2") + store).exitCode, 0);
    const auto entities =
        run(words("status --json n e") + store).json().value(QLatin1String("entities")).toArray();
    QCOMPARE(entities.size(), 1);
    const auto versions = entities.at(0).toObject().value(QLatin1String("versions")).toObject();
    QCOMPARE(versions.value(QLatin1String("target")).toString(), QStringLiteral("v2"));
    QCOMPARE(versions.value(QLatin1String("lastKnownBad")).toString(), QStringLiteral("v1"));
    const Ran status = run(words("status") + store);
    QVERIFY2(status.out.startsWith(QLatin1String("n/e: ")), qPrintable(status.out));
}

void TestCtl::showsAndSetsOptions()
{
    const QTemporaryDir folder;
    const QStringList store{QStringLiteral("--store"), folder.filePath(QStringLiteral("a.db"))};
    const auto shown = [&](const char* line) {
        return run(words(line) + store).out.section(QLatin1Char('\n'), 0, 0);
    };
    QCOMPARE(
        shown("options n e --batch-percent 20 --success-timeout 5"),
        QStringLiteral("batch 20 %, success 100 %, success time-out 5 s, duration time-out 120 s"));
    QCOMPARE(
        shown("options n e --success-percent 90 --duration-timeout 7"),
        QStringLiteral("batch 20 %, success 90 %, success time-out 5 s, duration time-out 7 s"));
    QCOMPARE(
        shown("options n e"),
        QStringLiteral("batch 20 %, success 90 %, success time-out 5 s, duration time-out 7 s"));
    QCOMPARE(
        shown("options n e --defaults"),
        QStringLiteral("batch 5 %, success 100 %, success time-out 60 s, duration time-out 120 s"));
}

void TestCtl::looksAtNoStoreThatIsNotThere()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.db"));
    const Ran ran = run(
        {QStringLiteral("status"), QStringLiteral("--store"), QStringLiteral("sqlite:") + path});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains(QLatin1String("there is no such store")), qPrintable(ran.err));
    QVERIFY(!QFile::exists(path));
}

void TestCtl::countsTraces()
{
    const QString folder = QStringLiteral(TEST_DATA_DIR "/conformance/");
    const QTemporaryDir altered;
    QFile original(folder + QStringLiteral("trace-1-000.json"));
    QVERIFY(original.open(QIODevice::ReadOnly));
    const QString bad = altered.filePath(QStringLiteral("bad.json"));
    // The first step that is compared is the third of this trace.
    write(bad,
          original.readAll().replace("\"lastKnownGood\":\"v1\",\"rolling\":\"v1\"",
                                     "\"lastKnownGood\":\"v7\",\"rolling\":\"v1\""));
    const Ran ran = run({QStringLiteral("conformance"), folder + QStringLiteral("trace-1-001.json"),
                         altered.path()});
    QCOMPARE(ran.exitCode, 1);
    QCOMPARE(
        ran.out,
        bad
            + QStringLiteral(
                ": step 3: last known good: engine: \"v1\"; trace: \"v7\"\n1 passed, 1 failed\n"));
    const Ran json = run({QStringLiteral("conformance"), QStringLiteral("--json"), bad});
    QCOMPARE(json.exitCode, 1);
    QCOMPARE(json.json().value(QLatin1String("failed")).toInt(), 1);
    QCOMPARE(json.json()
                 .value(QLatin1String("failures"))
                 .toArray()
                 .at(0)
                 .toObject()
                 .value(QLatin1String("step"))
                 .toInt(),
             3);
    const Ran good =
        run({QStringLiteral("conformance"), folder + QStringLiteral("trace-1-001.json")});
    QCOMPARE(good.exitCode, 0);
    QCOMPARE(good.out, QStringLiteral("1 passed, 0 failed\n"));
}

void TestCtl::saysWhereATraceIsNoJson()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.json"));
    write(path, "{\n  \"name\": ,\n");
    const Ran ran = run({QStringLiteral("conformance"), path});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains(path + QLatin1String(":2:11: not valid JSON")), qPrintable(ran.err));
}

void TestCtl::replacesNoDevice()
{
    const QTemporaryDir folder;
    const QString store = folder.filePath(QStringLiteral("a.db"));
    const QString in = folder.filePath(QStringLiteral("in.csv"));
    const QString pipe = folder.filePath(QStringLiteral("pipe"));
    write(in, "name\na\n");
    QCOMPARE(mkfifo(pipe.toUtf8().constData(), 0600), 0);
    const QStringList place = words("--namespace n --entity e --store") << store;
    QCOMPARE(run(QStringList{QStringLiteral("import"), in} + place).exitCode, 0);
    const Ran ran =
        run(QStringList{QStringLiteral("export"), pipe} + place + words("--format csv"));
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains(QLatin1String("is not a regular file")), qPrintable(ran.err));
    QVERIFY(!QFileInfo(pipe).isFile());
}

void TestCtl::errorsAreOneLine()
{
    const QTemporaryDir folder;
    const QString in = folder.filePath(QStringLiteral("in.csv"));
    write(in, "\"a\nb\"\nx\n");
    const Ran ran = run(QStringList{QStringLiteral("import"), in}
                        + words("--store memory: --namespace n --entity e"));
    QCOMPARE(ran.exitCode, 2);
    QCOMPARE(ran.err.count(QLatin1Char('\n')), 1);
}

void TestCtl::drawsProgressOnATerminalOnly()
{
    const QStringList line{QStringLiteral("conformance"),
                           QStringLiteral(TEST_DATA_DIR "/conformance/trace-1-001.json")};
    QVERIFY(run(line).err.isEmpty());
    const Ran ran = run(line, ctl::Terminal::Yes);
    QVERIFY(ran.err.contains(QLatin1String("replaying [")));
    QCOMPARE(ran.out, QStringLiteral("1 passed, 0 failed\n"));
}

QTEST_GUILESS_MAIN(TestCtl)
#include "tst_ctl.moc"
