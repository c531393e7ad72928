#include "app/console/bench.h"

#include <QAbstractItemView>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QTableView>
#include <QTimer>

#include <cmath>

#include "service/orchestrator.h"
#include "service/runner.h"
#include "ui/common/job.h"
#include "ui/common/page.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr auto ns = "bench";
constexpr auto benchEntity = "fleet";
constexpr QSize windowSize(1600, 900); // whatever the screen has room for
constexpr int runMilliseconds = 15000;
constexpr int fastMilliseconds = 5000;
constexpr int speedOfTenSteps = 100; // a tick of 10 s, ten times a second
constexpr int highestSpeed = 1000;

std::vector<ClientState> manyTargets(std::int64_t count)
{
    std::vector<ClientState> fleet(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < fleet.size(); ++i) {
        fleet[i].name = "target-" + std::to_string(100'000'000 + i);
        fleet[i].group = "group-" + std::to_string(i % 10);
        fleet[i].version = "v1";
    }
    return fleet;
}

/// v1 is last known good, v2 is asked for: the window is opened on a fleet in the middle of its
/// work.
Result<void> fill(const std::string& url, std::int64_t targets)
{
    const SystemClock live;
    VirtualClock simulated;
    auto engine = Orchestrator::open(url, live, simulated);
    if (!engine)
        return tl::unexpected(engine.error());
    const auto key = (*engine)->createEntity(ns, benchEntity, SimulationSettings{});
    if (!key)
        return tl::unexpected(key.error());
    Runner runner(**engine, simulated);
    const auto tick = [&](int count) -> Result<void> {
        for (int i = 0; i < count; ++i)
            if (const auto failures = runner.tickSimulated(); !failures.empty())
                return tl::unexpected(failures.front().error);
        return {};
    };
    const RolloutOptions atOnce{Percent(100), Percent(100), Seconds(0), Seconds(120)};
    const RolloutOptions slowly{Percent(5), Percent(100), Seconds(60), Seconds(120)};
    return (*engine)
        ->record(ns, benchEntity, manyTargets(targets))
        .and_then([&] { return (*engine)->setRolloutOptions(ns, benchEntity, atOnce); })
        .and_then([&] { return (*engine)->setTargetVersion(ns, benchEntity, "v1"); })
        .and_then([&] { return tick(3); })
        .and_then([&] { return (*engine)->setRolloutOptions(ns, benchEntity, slowly); })
        .and_then([&] { return tick(8); })
        .and_then([&] { return (*engine)->setTargetVersion(ns, benchEntity, "v2"); });
}

double residentMiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
    return 0;
}

double milliseconds(const QElapsedTimer& since)
{
    return static_cast<double>(since.nsecsElapsed()) / 1e6;
}

double rounded(double value)
{
    return std::round(value * 100) / 100;
}

} // namespace

QString toJson(const WindowFigures& f)
{
    const QJsonObject object{{QStringLiteral("bench"), QStringLiteral("window")},
                             {QStringLiteral("targets"), static_cast<qint64>(f.targets)},
                             {QStringLiteral("stepsPerSecond"), rounded(f.stepsPerSecond)},
                             {QStringLiteral("stallP99Ms"), rounded(f.stallP99)},
                             {QStringLiteral("stallMaxMs"), rounded(f.stallMax)},
                             {QStringLiteral("timesRealTime"), rounded(f.fastest)},
                             {QStringLiteral("firstPaintMs"), rounded(f.firstPaint)},
                             {QStringLiteral("filterMs"), rounded(f.filter)},
                             {QStringLiteral("sortMs"), rounded(f.sort)},
                             {QStringLiteral("residentMiB"), rounded(f.residentMiB)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
}

QString toText(const WindowFigures& f)
{
    return WindowBench::tr("%1 targets, %2 steps a second\nstall p99 %3 ms, longest %4 ms\n"
                           "at most %9 times real time\nfirst paint %5 ms, filter %6 ms, sort "
                           "%7 ms\nresident %8 MiB\n")
        .arg(f.targets)
        .arg(f.stepsPerSecond, 0, 'f', 1)
        .arg(f.stallP99, 0, 'f', 1)
        .arg(f.stallMax, 0, 'f', 1)
        .arg(f.firstPaint, 0, 'f', 0)
        .arg(f.filter, 0, 'f', 1)
        .arg(f.sort, 0, 'f', 1)
        .arg(f.residentMiB, 0, 'f', 0)
        .arg(f.fastest, 0, 'f', 0);
}

WindowBench::WindowBench(Console& console, std::int64_t targets, QObject* parent)
    : QObject(parent)
    , m_console(console)
    , m_probe(this)
{
    m_figures.targets = targets;
}

void WindowBench::start()
{
    const std::string url = utf8(m_folder.filePath(QStringLiteral("bench.db")));
    auto* job = new Job(
        tr("Preparing the fleet"),
        [url, targets = m_figures.targets](const JobWatch&) { return fill(url, targets); }, this);
    connect(job, &Job::succeeded, this, &WindowBench::open);
    connect(job, &Job::failed, this,
            [this](const Error& error) { Q_EMIT failed(errorText(error)); });
    job->start();
}

void WindowBench::open()
{
    Session& session = m_console.session();
    m_console.window().arrange(windowSize);
    m_since.start();
    connect(
        &session, &Session::entityChanged, this,
        [this] {
            m_console.window().show();
            if (auto* show = m_console.window().findChild<QAction*>(QStringLiteral("show_targets")))
                show->trigger();
            m_console.window().repaint(); // now, so that it can be timed
            m_figures.firstPaint = milliseconds(m_since);
            run();
        },
        Qt::SingleShotConnection);
    session.open(QLatin1String("sqlite:") + m_folder.filePath(QStringLiteral("bench.db")));
}

std::uint64_t WindowBench::steps() const
{
    const auto key = m_console.session().find(QLatin1String(ns), QLatin1String(benchEntity));
    const SnapshotPtr snapshot = key ? m_console.session().snapshot(*key) : nullptr;
    return snapshot ? snapshot->state.step : 0;
}

void WindowBench::run()
{
    m_console.session().setSpeed(speedOfTenSteps);
    m_console.session().setRunning(true);
    QTimer::singleShot(2000, this, [this] { // past the first rush
        m_firstStep = steps();
        m_since.start();
        m_probe.start();
        QTimer::singleShot(runMilliseconds, this, [this] {
            m_probe.stop();
            m_figures.stepsPerSecond =
                static_cast<double>(steps() - m_firstStep) * 1000 / milliseconds(m_since);
            m_figures.stallP99 = m_probe.quantile(0.99);
            m_figures.stallMax = m_probe.quantile(1);
            m_figures.residentMiB = residentMiB();
            runFast();
        });
    });
}

/// As fast as the engine takes steps and the window shows them.
void WindowBench::runFast()
{
    Session& session = m_console.session();
    session.setSpeed(highestSpeed);
    m_simulatedSince = session.simulationNow();
    m_since.start();
    QTimer::singleShot(fastMilliseconds, this, [this, &session] {
        m_figures.fastest =
            static_cast<double>((session.simulationNow() - m_simulatedSince).count())
            / milliseconds(m_since);
        session.setRunning(false);
        QTimer::singleShot(1500, this, &WindowBench::measureFilter);
    });
}

void WindowBench::measureFilter()
{
    auto* page = m_console.window().findChild<EntityPage*>(QStringLiteral("targets"));
    auto* edit = page ? qobject_cast<QLineEdit*>(page->filterEdit()) : nullptr;
    auto* table = page ? page->findChild<QTableView*>() : nullptr;
    if (!edit || !table)
        return finish();
    const auto done = [this, edit] {
        m_figures.filter = milliseconds(m_since);
        edit->clear();
        QTimer::singleShot(1500, this, &WindowBench::measureSort);
    };
    connect(table->model(), &QAbstractItemModel::layoutChanged, this, done,
            Qt::SingleShotConnection);
    m_since.start();
    edit->setText(QStringLiteral("target-10000042"));
}

void WindowBench::measureSort()
{
    auto* page = m_console.window().findChild<EntityPage*>(QStringLiteral("targets"));
    auto* table = page->findChild<QTableView*>();
    connect(
        table->model(), &QAbstractItemModel::layoutChanged, this,
        [this] {
            m_figures.sort = milliseconds(m_since);
            finish();
        },
        Qt::SingleShotConnection);
    m_since.start();
    table->sortByColumn(1, Qt::DescendingOrder);
}

void WindowBench::finish()
{
    Q_EMIT finished(m_figures);
}

} // namespace rollout
