// Two programs step twenty entities of one store, and one of them is killed at random every
// now and then. Afterwards the journal is checked: every step of an entity is there once, in order,
// and none that was acknowledged is missing. ROLLOUT_TEST_SECONDS says how long; 5 unless set.

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <array>
#include <csignal>
#include <cstdio>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "engine_bed.h"
#include "testsupport/store_place.h"

using namespace rollout;
using namespace rollout::test;

namespace {

constexpr int entities = 20;

std::string nameOf(int entity)
{
    return "e" + std::to_string(entity);
}

/// The child: steps one entity after the other for as long as it lives. Each report has a version
/// of its own, so that each step leaves one row that says whose it is; what was done is said.
int stepForever(const std::string& url, const std::string& name, unsigned seed)
{
    EngineBed bed(url);
    std::mt19937 dice(seed);
    for (int i = 0;; ++i) {
        const std::string entity = nameOf(static_cast<int>(dice() % entities));
        const std::string version = name + "-" + std::to_string(i);
        ClientState state;
        state.name = "t";
        state.version = version;
        const auto done = bed.engine().orchestrate("n", entity, std::vector{state});
        if (done)
            std::printf("%s %s\n", entity.c_str(), version.c_str());
        else
            std::printf("refused: %s\n", done.error().message.c_str());
        std::fflush(stdout);
    }
}

/// A child, and what all children of its name have acknowledged.
class Rival
{
public:
    Rival(QString url, QString name)
        : m_url(std::move(url))
        , m_name(std::move(name))
    {
        start();
    }
    ~Rival() { kill(); }
    Rival(const Rival&) = delete;
    Rival& operator=(const Rival&) = delete;

    void start()
    {
        m_child = std::make_unique<QProcess>();
        ++m_lives;
        m_child->start(QCoreApplication::applicationFilePath(),
                       {QStringLiteral("--step-forever"), m_url, m_name + QString::number(m_lives),
                        QString::number(m_lives * 31)});
    }
    void kill()
    {
        // Of a child that has ended the id is 0, which would mean this test and all around it.
        if (const auto id = static_cast<pid_t>(m_child->processId()); id > 0) {
            ::kill(id, SIGKILL);
            m_child->waitForFinished(20000);
        }
        take();
    }
    /// Only whole lines count: the last one may be cut.
    void take()
    {
        m_output += m_child->readAllStandardOutput();
        const auto end = m_output.lastIndexOf('\n');
        for (const QByteArray& line : m_output.left(end + 1).split('\n'))
            if (line.startsWith("refused: "))
                m_errors += line + '\n';
            else if (!line.isEmpty())
                m_acknowledged.insert(line.toStdString());
        m_output = m_child->state() == QProcess::NotRunning ? QByteArray() : m_output.mid(end + 1);
    }
    [[nodiscard]] const std::set<std::string>& acknowledged() const { return m_acknowledged; }
    [[nodiscard]] const QByteArray& errors() const { return m_errors; }

private:
    const QString m_url;
    const QString m_name;
    std::unique_ptr<QProcess> m_child;
    unsigned m_lives = 0;
    QByteArray m_output;
    QByteArray m_errors; ///< what the engine refused; what Qt says of a killed connection is not
    std::set<std::string> m_acknowledged; ///< "entity version"
};

} // namespace

class TwoPrograms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void noStepIsLostOrMadeTwice();
};

void TwoPrograms::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
}

void TwoPrograms::noStepIsLostOrMadeTwice()
{
    const StorePlace place;
    {
        EngineBed bed(place.url());
        for (int i = 0; i < entities; ++i)
            must(bed.engine().setTargetVersion("n", nameOf(i), "v1"));
    }
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("ROLLOUT_TEST_SECONDS", &isNumber);
    const qint64 most = 1000 * (isNumber ? asked : 5);
    std::array<std::unique_ptr<Rival>, 2> rivals{
        std::make_unique<Rival>(QString::fromStdString(place.url()), QStringLiteral("a")),
        std::make_unique<Rival>(QString::fromStdString(place.url()), QStringLiteral("b"))};
    std::mt19937 dice(7);
    int kills = 0;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < most) {
        const qint64 next = timer.elapsed() + std::uniform_int_distribution<int>(700, 2500)(dice);
        QVERIFY(QTest::qWaitFor([&] {
            for (auto& rival : rivals)
                rival->take();
            return timer.elapsed() > next;
        }));
        Rival& victim = *rivals[dice() % 2];
        victim.kill();
        victim.start();
        ++kills;
        if (kills % 3 == 0)
            place.killConnections(); // the server's side of it
    }
    std::set<std::string> acknowledged;
    QByteArray errors;
    for (auto& rival : rivals) {
        rival->kill();
        acknowledged.insert(rival->acknowledged().begin(), rival->acknowledged().end());
        errors += rival->errors();
    }
    QVERIFY2(errors.isEmpty(), errors.constData());

    EngineBed bed(place.url());
    std::set<std::string> done;
    std::size_t steps = 0;
    for (int i = 0; i < entities; ++i) {
        const auto snapshot = must(bed.engine().snapshot("n", nameOf(i)));
        JournalFilter filter;
        filter.entity = snapshot->key;
        filter.kinds = {JournalKind::TargetAdded, JournalKind::ReportChanged};
        std::uint64_t step = 0;
        for (const JournalRow& row : must(bed.engine().journalAfter(filter, 0, 1000000))) {
            QCOMPARE(row.step, ++step);
            QVERIFY2(done.insert(nameOf(i) + " " + row.version).second, "a report was taken twice");
        }
        QCOMPARE(snapshot->state.step, step);
        steps += step;
    }
    for (const std::string& one : acknowledged)
        QVERIFY2(done.count(one) == 1, ("acknowledged, and lost: " + one).c_str());
    qInfo("%lld s: %d kills, %zu steps of %d entities, %zu acknowledged",
          static_cast<long long>(timer.elapsed() / 1000), kills, steps, entities,
          acknowledged.size());
    QVERIFY(steps > 50);
}

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments[1] == QStringLiteral("--step-forever"))
        return stepForever(arguments[2].toStdString(), arguments[3].toStdString(),
                           arguments[4].toUInt());
    TwoPrograms test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_two_programs.moc"
