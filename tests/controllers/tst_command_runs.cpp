// How programs are run: what they get, how they are ended, and that nothing of them stays.

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "command_bed.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::string_literals;

namespace {

constexpr Hooks approval{.approval = true};
constexpr Hooks externalMonitoring{.externalMonitoring = true};
constexpr auto nobody = "echo '{\"targets\":[]}'";

/// The error of an approval that is put to the program; empty: it answered.
std::string errorOf(const CommandSettings& settings)
{
    Bed bed = readyBed();
    return stepWith(bed, settings).hookError;
}

CommandSettings impatient(const std::string& script, std::vector<std::string> arguments = {})
{
    CommandSettings settings = shell(script, approval, std::move(arguments));
    settings.timeout = Seconds(1);
    return settings;
}

constexpr auto tookTooLong = "the approval hook of \"/bin/sh\" took longer than 1 s and was "
                             "ended; make it quicker, or its time-out longer";

/// Gone, or a zombie that its new parent has not seen yet.
bool hasEnded(const QByteArray& process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(QString::fromLatin1(process.trimmed())));
    return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::size_t openFiles()
{
    const QDir folder(QStringLiteral("/proc/self/fd"));
    return std::size_t(
        folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size());
}

void write(const QString& path, const QByteArray& content, QFile::Permissions permissions)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.setPermissions(permissions));
}

} // namespace

class CommandRuns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wellBehavedOrNot_data();
    void wellBehavedOrNot();
    void programThatCannotBeRun_data();
    void programThatCannotBeRun();
    void nameIsLookedForInPath();
    void timeoutEndsTheWholeGroup_data();
    void timeoutEndsTheWholeGroup();
    void argumentsArePassedAsTheyAre();
    void otherFilesAreNotPassedOn();
    void closedStandardFilesOfOursDoNotMatter_data();
    void closedStandardFilesOfOursDoNotMatter();
    void nothingStays();
    void manyThreadsAtOnce();
    void hundredThousandTargets();
};

void CommandRuns::wellBehavedOrNot_data()
{
    QTest::addColumn<std::string>("script");
    QTest::addColumn<bool>("isTold"); ///< to end
    const auto fine = [](const char* name, const std::string& script) {
        QTest::newRow(name) << script << false;
    };
    const auto slow = [](const char* name, const std::string& script) {
        QTest::newRow(name) << script << true;
    };
    fine("never reads", nobody);
    fine("closes its input", "exec <&-; "s + nobody);
    fine("reads its input twice", "cat >/dev/null; cat /dev/stdin >/dev/null; "s + nobody);
    fine("reads after its answer", nobody + "; cat >/dev/null"s);
    fine("closes its output and goes on", nobody + "; exec >&- 2>&-; sleep 0.2"s);
    fine("says much", "head -c 1000000 /dev/zero | tr '\\0' x >&2; "s + nobody);
    fine("leaves somebody with its output", "sleep 40 & "s + nobody);
    slow("never ends", "sleep 60");
    slow("never ends, without its output", "exec >&- 2>&-; sleep 60");
    slow("does not want to end", "trap '' TERM; while :; do sleep 60; done");
    slow("answers, but does not end", nobody + "; sleep 60"s);
    slow("ends well when it is told to", "trap 'exit 0' TERM; while :; do sleep 0.1; done");
}

void CommandRuns::wellBehavedOrNot()
{
    QFETCH(std::string, script);
    QFETCH(bool, isTold);
    QElapsedTimer timer;
    timer.start();
    if (isTold)
        QCOMPARE(errorOf(impatient(script)).c_str(), tookTooLong);
    else
        QCOMPARE(errorOf(shell(script, approval)), ""s);
    QVERIFY2(timer.elapsed() < 30000, "it was waited for");
}

void CommandRuns::programThatCannotBeRun_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("reason");
    const auto there = QStringLiteral("name a program that is there and may be run");
    QTest::newRow("not there") << QStringLiteral("nowhere")
                               << QStringLiteral("(No such file or directory); ") + there;
    QTest::newRow("may not be run")
        << QStringLiteral("plain") << QStringLiteral("(Permission denied); ") + there;
    QTest::newRow("a folder") << QStringLiteral(".")
                              << QStringLiteral("(Permission denied); ") + there;
    QTest::newRow("no first line") << QStringLiteral("bare")
                                   << QStringLiteral("(Exec format error); a script begins with a "
                                                     "line like #!/bin/sh");
}

void CommandRuns::programThatCannotBeRun()
{
    QFETCH(QString, program);
    QFETCH(QString, reason);
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("plain")), "#!/bin/sh\n", QFile::ReadOwner);
    write(folder.filePath(QStringLiteral("bare")), "echo\n", QFile::ReadOwner | QFile::ExeOwner);
    const QString path = folder.filePath(program);
    const QString error =
        QStringLiteral("the approval hook of \"%1\" cannot be run %2").arg(path, reason);
    QCOMPARE(QString::fromStdString(errorOf({path.toStdString(), {}, Seconds(30), approval})),
             error);
}

void CommandRuns::nameIsLookedForInPath()
{
    QCOMPARE(errorOf({"cat", {}, Seconds(30), approval}), ""s);
}

void CommandRuns::timeoutEndsTheWholeGroup_data()
{
    QTest::addColumn<std::string>("script");
    QTest::newRow("ends when asked") << "sleep 60 & echo $! >\"$1\"; wait"s;
    QTest::newRow("does not, nor does its parent")
        << "trap '' TERM; sh -c 'while :; do sleep 60; done' & echo $! >\"$1\"; while :; do wait; done"s;
    QTest::newRow("does not, but its parent")
        << "(trap '' TERM; while :; do sleep 60; done) & echo $! >\"$1\"; wait"s;
}

void CommandRuns::timeoutEndsTheWholeGroup()
{
    QFETCH(std::string, script);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("process"));
    QCOMPARE(errorOf(impatient(script, {path.toStdString()})).c_str(), tookTooLong);
    const QByteArray process = contentOf(path);
    QVERIFY(!process.isEmpty());
    QTRY_VERIFY(hasEnded(process));
}

void CommandRuns::argumentsArePassedAsTheyAre()
{
    Bed bed = readyBed();
    const Plan plan =
        stepWith(bed,
                 shell(R"(printf '{"status":"no","message":"%s|%s|%s"}' "$1" "$2" "$3")",
                       externalMonitoring, {"$HOME; rm *", "", "a  b"}));
    QCOMPARE(plan.hookError, "$HOME; rm *||a  b"s);
}

void CommandRuns::otherFilesAreNotPassedOn()
{
    const int file = ::open("/dev/null", O_RDONLY); // not to be closed by itself
    QVERIFY(file > 2);
    const auto settings =
        shell("test ! -e /proc/$$/fd/$1 && "s + nobody, approval, {std::to_string(file)});
    QCOMPARE(errorOf(settings), ""s);
    ::close(file);
}

void CommandRuns::closedStandardFilesOfOursDoNotMatter_data()
{
    QTest::addColumn<std::vector<int>>("files");
    QTest::newRow("input") << std::vector<int>{0};
    QTest::newRow("output") << std::vector<int>{1};
    QTest::newRow("errors") << std::vector<int>{2};
    QTest::newRow("input and output") << std::vector<int>{0, 1};
    QTest::newRow("input and errors") << std::vector<int>{0, 2};
    QTest::newRow("output and errors") << std::vector<int>{1, 2};
    QTest::newRow("all") << std::vector<int>{0, 1, 2};
}

void CommandRuns::closedStandardFilesOfOursDoNotMatter()
{
    QFETCH(std::vector<int>, files);
    std::vector<int> kept;
    for (const int file : files) {
        kept.push_back(::fcntl(file, F_DUPFD_CLOEXEC, 10));
        ::close(file);
    }
    const std::string answered = errorOf({"cat", {}, Seconds(30), approval});
    const std::string failed = errorOf(shell("echo no >&2; exit 1", approval));
    for (std::size_t i = 0; i < files.size(); ++i) {
        ::dup2(kept[i], files[i]);
        ::close(kept[i]);
    }
    QCOMPARE(answered, ""s);
    QCOMPARE(failed,
             "the approval hook of \"/bin/sh\" ended with exit code 1 (it said: no); 0 is right"s);
}

void CommandRuns::nothingStays()
{
    const std::size_t before = openFiles();
    sigset_t signals{};
    ::pthread_sigmask(SIG_SETMASK, nullptr, &signals);
    for (int i = 0; i < 10; ++i) {
        (void)errorOf(shell(nobody, approval));
        (void)errorOf(shell("exit 1", approval));
        (void)errorOf(shell("exec yes", approval));
        (void)errorOf({"/nowhere/gate", {}, Seconds(30), approval});
    }
    QCOMPARE(openFiles(), before);
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE(errno, ECHILD);
    sigset_t after{};
    ::pthread_sigmask(SIG_SETMASK, nullptr, &after);
    QCOMPARE(::sigismember(&after, SIGPIPE), ::sigismember(&signals, SIGPIPE));
}

void CommandRuns::manyThreadsAtOnce()
{
    const std::shared_ptr<Controller> shared =
        makeController(shell("cat", Hooks{.selection = true, .approval = true}));
    std::vector<std::thread> threads;
    std::vector<Names> told(8);
    for (Names& names : told)
        threads.emplace_back([&names, &shared] {
            Bed bed = readyBed();
            bed.step(at(5000), shared->hooks(), [&](const Question& question, const Step& step) {
                return shared->ask(question, step);
            });
            names = bed.expecting("v2");
        });
    for (std::thread& thread : threads)
        thread.join();
    for (const Names& names : told)
        QCOMPARE(names, (Names{"a", "b"}));
}

void CommandRuns::hundredThousandTargets()
{
    constexpr int count = 100000;
    Bed bed;
    bed.options.batch = Percent(100);
    std::vector<ClientState> states;
    for (int i = 0; i < count; ++i)
        states.push_back(state("target-" + std::to_string(i), "v0", false, "east"));
    bed.report(at(0), states);
    bed.ask("v1");
    QElapsedTimer timer;
    timer.start();
    const Plan plan =
        stepWith(bed, {"cat", {}, Seconds(30), Hooks{.selection = true, .approval = true}}, 1000);
    const auto elapsed = timer.elapsed();
    qInfo("two questions about %d targets: %lld ms", count, static_cast<long long>(elapsed));
    QCOMPARE(plan.hookError, ""s);
    QCOMPARE(plan.assignments.size(), std::size_t(count));
    QVERIFY2(elapsed < 20000, "an answer is not read in linear time");
}

QTEST_GUILESS_MAIN(CommandRuns)
#include "tst_command_runs.moc"
