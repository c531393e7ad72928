// Every recorded trace is replayed through the public API, and the replay itself is shown to notice
// what differs.

#include <QDirIterator>
#include <QTest>

#include "io/text_file.h"
#include "replay.h"

using namespace rollout;

namespace {

constexpr const char* folder = TEST_DATA_DIR "/conformance";

std::string inWords(const Result<std::optional<ctl::Difference>>& replayed)
{
    if (!replayed)
        return replayed.error().message;
    if (!*replayed)
        return "same";
    return "step " + std::to_string((*replayed)->step) + ": " + (*replayed)->sentence;
}

/// The number of the trace's first step that is a T, from 1, beginning after `after`.
template <typename T>
std::size_t firstStep(const Trace& trace, std::size_t after = 0)
{
    for (std::size_t i = after; i < trace.steps.size(); ++i)
        if (std::holds_alternative<T>(trace.steps[i].operation))
            return i + 1;
    return 0;
}

trace::Orchestrate& orchestrateAt(Trace& trace, std::size_t step)
{
    return std::get<trace::Orchestrate>(trace.steps[step - 1].operation);
}

Trace sampleTrace()
{
    return readTrace(std::string(folder) + "/trace-1-000.json").value();
}

} // namespace

class TestConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTracePasses_data();
    void everyTracePasses();
    void noticesAnotherVersion();
    void noticesAnError();
    void noticesAMissingTarget();
    void noticesAnotherRollout();
    void noticesAStepThatShouldFail();
    void noticesARefusedOperation();
};

void TestConformance::everyTracePasses_data()
{
    QTest::addColumn<QString>("path");
    const auto files = jsonFiles({folder});
    QVERIFY(files);
    QCOMPARE(files->size(), std::size_t(240));
    for (const auto& file : *files) {
        const QString path = QString::fromStdString(file);
        QTest::newRow(qPrintable(QFileInfo(path).completeBaseName())) << path;
    }
}

void TestConformance::everyTracePasses()
{
    QFETCH(QString, path);
    const auto trace = readTrace(path.toStdString());
    QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
    const std::string found = inWords(ctl::replay(*trace));
    QVERIFY2(found == "same", found.c_str());
}

void TestConformance::noticesAnotherVersion()
{
    Trace trace = sampleTrace();
    const std::size_t step =
        firstStep<trace::Orchestrate>(trace, firstStep<trace::Orchestrate>(trace));
    orchestrateAt(trace, step).targets.at(2).version = "v9";
    QCOMPARE(QString::fromStdString(inWords(ctl::replay(trace))),
             QStringLiteral("step %1: target 3: engine: \"\"/\"t002\" expects \"v1\"; trace: "
                            "\"\"/\"t002\" expects \"v9\"")
                 .arg(step));
}

void TestConformance::noticesAnError()
{
    Trace trace = sampleTrace();
    const std::size_t step = firstStep<trace::Orchestrate>(trace);
    orchestrateAt(trace, step).targets.at(0).isError = true;
    QCOMPARE(QString::fromStdString(inWords(ctl::replay(trace))),
             QStringLiteral("step %1: target 1: engine: \"\"/\"t000\" expects \"v1\"; trace: "
                            "\"\"/\"t000\" expects \"v1\", "
                            "in error")
                 .arg(step));
}

void TestConformance::noticesAMissingTarget()
{
    Trace trace = sampleTrace();
    const std::size_t step = firstStep<trace::Orchestrate>(trace);
    orchestrateAt(trace, step).targets.pop_back();
    QCOMPARE(QString::fromStdString(inWords(ctl::replay(trace))),
             QStringLiteral("step %1: target 19: engine: \"\"/\"t018\" expects \"v1\"; trace: none")
                 .arg(step));
}

void TestConformance::noticesAnotherRollout()
{
    Trace trace = sampleTrace();
    const std::size_t step = firstStep<trace::Orchestrate>(trace);
    orchestrateAt(trace, step).rollout.lastKnownBad = "v0";
    QCOMPARE(QString::fromStdString(inWords(ctl::replay(trace))),
             QStringLiteral("step %1: last known bad: engine: \"\"; trace: \"v0\"").arg(step));
}

void TestConformance::noticesAStepThatShouldFail()
{
    Trace trace = sampleTrace();
    const std::size_t step = firstStep<trace::Orchestrate>(trace);
    orchestrateAt(trace, step).fails = true;
    QCOMPARE(QString::fromStdString(inWords(ctl::replay(trace))),
             QStringLiteral("step %1: the step succeeded; in the trace it fails").arg(step));
}

void TestConformance::noticesARefusedOperation()
{
    Trace trace;
    trace.steps.push_back({Time(), trace::SetTargetVersion{""}});
    QVERIFY(inWords(ctl::replay(trace)).starts_with("step 1: engine: "));
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
