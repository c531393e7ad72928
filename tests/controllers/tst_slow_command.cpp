// A program that takes its time keeps its own entity waiting and no other.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <memory>
#include <string>

#include "controllers/command_controller.h"
#include "service/engine_bed.h"

using namespace rollout;
using namespace rollout::test;

class SlowCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void delaysNoOtherEntity();
    void failureIsTheStepsError();
};

void SlowCommand::delaysNoOtherEntity()
{
    QTemporaryDir folder;
    const QString asked = folder.filePath(QStringLiteral("asked"));
    const QString released = folder.filePath(QStringLiteral("released"));
    const CommandSettings settings{
        "/bin/sh",
        {"-c", R"(: >"$1"; while ! test -e "$2"; do sleep 0.02; done; echo '{"status":"ok"}')",
         "gate", asked.toStdString(), released.toStdString()},
        Seconds(60),
        Hooks{.externalMonitoring = true}};
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "slow", "v1"));
    must(bed.engine().setTargetVersion("n", "quick", "v1"));
    must(bed.engine().setMonitoringController("n", "slow", makeController(settings)));
    auto slow = std::async(std::launch::async, [&] {
        return bed.engine().orchestrate("n", "slow", targetsOn("v1", 1));
    });
    QTRY_VERIFY(QFile::exists(asked));
    must(bed.engine().orchestrate("n", "quick", targetsOn("v1", 1)));
    QCOMPARE(must(bed.engine().snapshot("n", "quick"))->state.step, std::uint64_t(1));
    QCOMPARE(must(bed.engine().snapshot("n", "slow"))->state.step, std::uint64_t(0));
    QVERIFY(QFile(released).open(QIODevice::WriteOnly));
    QCOMPARE(must(slow.get()).size(), std::size_t(1));
    QCOMPARE(must(bed.engine().snapshot("n", "slow"))->state.step, std::uint64_t(1));
}

void SlowCommand::failureIsTheStepsError()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    must(bed.engine().setMonitoringController(
        "n", "e",
        makeController({"/nowhere/gate", {}, Seconds(30), Hooks{.externalMonitoring = true}})));
    const auto outcome = bed.engine().orchestrate("n", "e", targetsOn("v1", 1));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::HookFailed);
    QCOMPARE(outcome.error().message,
             std::string("external monitoring failed: the externalmonitoring hook of "
                         "\"/nowhere/gate\" cannot be run (No such file or directory); name a "
                         "program that is there and may be run"));
    QCOMPARE(must(bed.engine().clientState("n", "e")).size(), std::size_t(1)); // the report stays
}

QTEST_GUILESS_MAIN(SlowCommand)
#include "tst_slow_command.moc"
