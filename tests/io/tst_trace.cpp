// Reading conformance traces: every kind of operation, and mistakes that are named by file and
// step.

#include <QTemporaryDir>
#include <QTest>

#include "io/text_file.h"
#include "io/trace.h"

using namespace rollout;

class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryRecordedTrace();
    void readsEveryOperation();
    void namesMistakes_data();
    void namesMistakes();
    void listsFilesBelowFolders();
    void countsPlacesAsAPersonDoes();
};

void TestTrace::readsEveryRecordedTrace()
{
    const auto files = jsonFiles({TEST_DATA_DIR "/conformance"});
    QVERIFY(files);
    QCOMPARE(files->size(), std::size_t(240));
    QVERIFY(std::is_sorted(files->begin(), files->end()));
    for (const auto& file : *files) {
        const auto trace = readTrace(file);
        QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
        QVERIFY(!trace->steps.empty());
    }
}

void TestTrace::readsEveryOperation()
{
    const std::string text = R"({"name": "all", "steps": [
        {"at": 0, "op": "setRolloutOptions", "batchPercent": 10, "successPercent": 90,
         "successTimeoutSecs": 30, "durationTimeoutSecs": 40},
        {"at": 1, "op": "setTargetVersion", "version": "v1"},
        {"at": 2, "op": "forceTargetVersion", "version": "v2"},
        {"at": 3, "op": "setTargetController", "selection": "new", "approval": "group:east",
         "removal": "first", "monitoringFails": ["a", "b"]},
        {"at": 4, "op": "setMonitoringController", "external": "error"},
        {"at": 2500, "op": "orchestrate", "report": [["g", "n", "v1", true]], "targets": null,
         "rollout": {"target": "t", "rolling": "r", "lastKnownGood": "g", "lastKnownBad": "b"},
         "error": true}]})";
    const auto trace = parseTrace(text, "all.json");
    QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
    QCOMPARE(trace->steps.size(), std::size_t(6));
    const auto& options = std::get<trace::SetOptions>(trace->steps[0].operation).options;
    QVERIFY((options == RolloutOptions{Percent(10), Percent(90), Seconds(30), Seconds(40)}));
    QVERIFY(std::get<trace::SetTargetVersion>(trace->steps[1].operation).version == "v1");
    QVERIFY(std::get<trace::ForceTargetVersion>(trace->steps[2].operation).version == "v2");
    const auto& controller = std::get<trace::SetTargetController>(trace->steps[3].operation);
    QVERIFY((controller.selection == trace::ListScript{trace::ListRule::NewFirst, ""}));
    QVERIFY((controller.approval == trace::ListScript{trace::ListRule::OfGroup, "east"}));
    QVERIFY(controller.removal == trace::RemovalRule::First);
    QVERIFY((controller.monitoringFails == std::vector<std::string>{"a", "b"}));
    QVERIFY(std::get<trace::SetMonitoringController>(trace->steps[4].operation).fails);
    const auto& step = std::get<trace::Orchestrate>(trace->steps[5].operation);
    QVERIFY(trace->steps[5].at == Time(Milliseconds(2500)));
    QVERIFY(step.fails && step.targets.empty() && step.report.size() == 1);
    QVERIFY(step.report[0].name == "n" && step.report[0].group == "g" && step.report[0].isError);
    QVERIFY((step.rollout == RolloutVersions{"t", "r", "g", "b"}));
}

void TestTrace::namesMistakes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* text, const char* message) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(message);
    };
    row("no object", "[]", R"(t.json: not a trace; it is an object with "name" and "steps")");
    row("no steps", R"({"name": "x"})", R"(t.json: "steps" is missing; it is an array)");
    row("no time", R"({"name": "x", "steps": [{"op": "orchestrate"}]})",
        R"(t.json: step 1: "at" is missing; it is a whole number)");
    row("bad time", R"({"name": "x", "steps": [{"at": "now", "op": "orchestrate"}]})",
        R"(t.json: step 1: "at" has to be a whole number)");
    row("second step",
        R"({"name": "x", "steps": [{"at": 0, "op": "setTargetVersion", "version": "v"}, 7]})",
        "t.json: step 2: has to be an object");
    row("percentage",
        R"({"name": "x", "steps": [{"at": 0, "op": "setRolloutOptions", "batchPercent": 101}]})",
        R"(t.json: step 1: "batchPercent" has to be 0 to 100, not 101)");
    row("new is for selection",
        R"({"name": "x", "steps": [{"at": 0, "op": "setTargetController", "selection": "", "approval": "new"}]})",
        R"(t.json: step 1: "approval" cannot be "new"; it is "", "none", "error", "reverse", "odd" or "group:NAME")");
    row("short row",
        R"({"name": "x", "steps": [{"at": 0, "op": "orchestrate", "rollout": {}, "report": [["g", "n"]]}]})",
        R"(t.json: step 1: "report" has to consist of [group, name, version, isError])");
}

void TestTrace::namesMistakes()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const auto trace = parseTrace(text.toStdString(), "t.json");
    QVERIFY(!trace);
    QCOMPARE(QString::fromStdString(trace.error().message), message);
}

void TestTrace::listsFilesBelowFolders()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("b")));
    for (const auto* name : {"z.json", "b/a.json", "b/ignored.txt"}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const std::string root = folder.path().toStdString();
    const auto files = jsonFiles({root});
    QVERIFY((files == std::vector<std::string>{root + "/b/a.json", root + "/z.json"}));
    QVERIFY((jsonFiles({root + "/b/ignored.txt"})
             == std::vector<std::string>{root + "/b/ignored.txt"}));
    QVERIFY(jsonFiles({root + "/no"}).error().code == ErrorCode::NotFound);
    QVERIFY(readTextFile(root).error().code == ErrorCode::Io);
}

void TestTrace::countsPlacesAsAPersonDoes()
{
    const std::string text = "a\r\n\xC3\xA9z\rq\n\n";
    QVERIFY((positionAt(text, 0) == TextPosition{1, 1}));
    QVERIFY((positionAt(text, 3) == TextPosition{2, 1}));
    QVERIFY((positionAt(text, 5) == TextPosition{2, 2}));
    QVERIFY((positionAt(text, 7) == TextPosition{3, 1}));
    QVERIFY((positionAt(text, 9) == TextPosition{4, 1}));
}

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
