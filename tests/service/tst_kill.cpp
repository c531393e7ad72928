// A process that steps a rollout is killed at random moments, 200 times. After each, the store
// opens, and holds exactly the state after some step that is not older than the last one the
// process had acknowledged. The states are compared with those of a rollout that was never
// interrupted.

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <random>

#include "engine_bed.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

namespace {

constexpr int kills = 200;
constexpr int targets = 400;

SimulationSettings settings()
{
    SimulationSettings s;
    s.versions.push_back({.version = "v2", .failProbability = 0.3});
    s.versions.push_back({.version = "v3", .failProbability = 0.0});
    // Some fall silent, so that report times differ between targets.
    s.versions.front().silentProbability = 0.05;
    s.versions.back().silentProbability = 0.05;
    return s;
}

void define(EngineBed& bed)
{
    const EntityKey key = bed.simulated("n", "e", targets, settings());
    (void)key;
}

/// The n-th step, and what is asked for before it, depend on n alone.
void stepOnce(EngineBed& bed)
{
    const auto snapshot = must(bed.engine().snapshot("n", "e"));
    const std::uint64_t next = snapshot->state.step + 1;
    // Two versions in turn, each asked for again and again: there is always something to assign or
    // to go back from.
    const std::string wanted = next / 40 % 2 == 0 ? "v2" : "v3";
    if (snapshot->state.fleet.versions().at(snapshot->state.rollout.target) != wanted)
        must(bed.engine().forceTargetVersion("n", "e", wanted));
    bed.simulation().set(Time(std::chrono::hours(1))
                         + Seconds(10) * static_cast<std::int64_t>(next));
    must(bed.engine().step(snapshot->key));
}

/// The child: steps for as long as it lives, and says which step is done.
int stepForever(const std::string& url)
{
    EngineBed bed(url);
    while (true) {
        stepOnce(bed);
        std::printf(
            "%llu\n",
            static_cast<unsigned long long>(must(bed.engine().snapshot("n", "e"))->state.step));
        std::fflush(stdout);
    }
}

std::uint64_t lastAcknowledged(const QByteArray& output, std::uint64_t before)
{
    // The last line may be cut; a number is acknowledged when its line is whole.
    const auto end = output.lastIndexOf('\n');
    if (end < 0)
        return before;
    const auto begin = output.lastIndexOf('\n', end - 1) + 1;
    return output.mid(begin, end - begin).toULongLong();
}

} // namespace

class Kill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stateIsThatOfSomeStep();

private:
    const std::string& expectedState(std::uint64_t step);

    EngineBed m_steady;
    std::vector<std::string> m_states; ///< by step, of the rollout that was never interrupted
};

const std::string& Kill::expectedState(std::uint64_t step)
{
    if (m_states.empty()) {
        define(m_steady);
        m_states.push_back({});
    }
    while (m_states.size() <= step) {
        stepOnce(m_steady);
        m_states.push_back(stateText(must(m_steady.engine().snapshot("n", "e"))->state));
    }
    return m_states[step];
}

void Kill::stateIsThatOfSomeStep()
{
    QTemporaryDir folder;
    const QString url = QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("console.db"));
    {
        EngineBed bed(url.toStdString());
        define(bed);
    }
    std::mt19937 dice(20);
    std::uint64_t acknowledged = 0;
    std::uint64_t midStep = 0;
    for (int kill = 0; kill < kills; ++kill) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--step-forever"), url});
        QVERIFY(child.waitForReadyRead(20000));
        child.waitForReadyRead(std::uniform_int_distribution<int>(0, 3)(dice));
        // Some microseconds more, so that every part of a step is hit.
        const auto until = std::chrono::steady_clock::now()
            + std::chrono::microseconds(std::uniform_int_distribution<int>(0, 4000)(dice));
        while (std::chrono::steady_clock::now() < until) { }
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished(20000));
        acknowledged = lastAcknowledged(child.readAllStandardOutput(), acknowledged);

        EngineBed bed(url.toStdString());
        const EntityState state = must(bed.engine().snapshot("n", "e"))->state;
        QVERIFY2(state.step >= acknowledged,
                 qPrintable(QStringLiteral("step %1 was acknowledged, the store has %2")
                                .arg(acknowledged)
                                .arg(state.step)));
        midStep += state.step > acknowledged;
        const std::string expected = expectedState(state.step);
        std::string found = stateText(state);
        // Between two steps a version may be asked for: then that is all that differs, and the next
        // step comes of it.
        if (found != expected) {
            stepOnce(bed);
            found = stateText(must(bed.engine().snapshot("n", "e"))->state);
            QCOMPARE(found, expectedState(state.step + 1));
        }
    }
    qInfo("%d kills in %llu steps; after %llu of them the store was ahead of what was acknowledged",
          kills, static_cast<unsigned long long>(acknowledged),
          static_cast<unsigned long long>(midStep));
}

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QStringLiteral("--step-forever"))
        return stepForever(arguments[2].toStdString());
    Kill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kill.moc"
