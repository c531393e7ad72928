#include "app/console/screenshots.h"

#include <QApplication>
#include <QDir>

#include "ui/common/words.h"
#include "ui/shell/actions.h"
#include "ui/timeline/timeline_axis.h"

namespace rollout {

namespace {

constexpr int beatInterval = 60; // ms; a step and its repaint fit in
constexpr int settleBeats = 12; // history is fetched and drawn by then
constexpr int mostBeats = 4000;
constexpr std::int64_t targetsHalfWayBack = 80; // of the sample's search

std::int64_t inPhase(const EntitySnapshot& snapshot, TargetPhase phase)
{
    return phaseCounts(snapshot.state, snapshot.now)[static_cast<std::size_t>(phase)];
}

} // namespace

ScreenshotRun::ScreenshotRun(Console& console, QString folder, QObject* parent)
    : QObject(parent)
    , m_console(console)
    , m_folder(std::move(folder))
    , m_beat(this)
{
    m_beat.setInterval(beatInterval);
    connect(&m_beat, &QTimer::timeout, this, &ScreenshotRun::beat);
}

void ScreenshotRun::start()
{
    if (!QDir().mkpath(m_folder)) {
        Q_EMIT finished(tr("%1: no folder can be made there.").arg(m_folder));
        return;
    }
    m_stages.push_back(
        {[this] { m_console.session().open(QStringLiteral("memory:")); }, [] { return true; }});
    addPictures(QStringLiteral("empty-start"));
    m_stages.push_back({[this] { m_console.openSample(); },
                        [this] { return snapshotOf(QStringLiteral("checkout")) != nullptr; }});
    // One step, so that there is a last one to explain.
    m_stages.push_back({[this] { m_console.session().step(std::nullopt); },
                        [this] { return m_beats >= settleBeats; }});
    const QString checkout = QStringLiteral("checkout");
    const QString search = QStringLiteral("search");
    const auto underWay = [](const EntitySnapshot& s) {
        return inPhase(s, TargetPhase::Baking) > 5;
    };
    addScene(QStringLiteral("mid-rollout"), checkout, QStringLiteral("overview"), underWay);
    for (const auto* page : {"targets", "heatmap", "versions", "batches", "history"})
        addScene(QStringLiteral("mid-rollout-") + QLatin1String(page), checkout,
                 QLatin1String(page), underWay);
    const auto goingBack = [](const EntitySnapshot& s) {
        return s.lastPlan && s.lastPlan->before.isRollingBack()
            && inPhase(s, TargetPhase::RollingBack) < targetsHalfWayBack;
    };
    addScene(QStringLiteral("mid-rollback"), search, QStringLiteral("overview"), goingBack);
    for (const auto* page : {"heatmap", "versions", "history"})
        addScene(QStringLiteral("mid-rollback-") + QLatin1String(page), search, QLatin1String(page),
                 goingBack);
    const auto done = [](const EntitySnapshot& s) {
        return rolloutPhase(s.state) == RolloutPhase::Settled;
    };
    addScene(QStringLiteral("after-success"), checkout, QStringLiteral("overview"), done);
    addScene(QStringLiteral("after-success-versions"), checkout, QStringLiteral("versions"), done);
    // Back to the middle of it.
    m_stages.push_back(
        {[this] {
             if (auto* axis = m_console.window().findChild<TimelineAxis*>())
                 Q_EMIT axis->chosen(static_cast<std::size_t>(axis->value()) / 2);
         },
         [this] { return m_console.window().focusedEntity().past() && m_beats >= settleBeats; }});
    addPictures(QStringLiteral("past-versions"));
    m_beat.start();
}

void ScreenshotRun::addScene(const QString& name, const QString& entity, const QString& page,
                             const std::function<bool(const EntitySnapshot&)>& isReached)
{
    const auto begin = [this, entity, page] {
        if (const SnapshotPtr snapshot = snapshotOf(entity))
            m_console.window().focusedEntity().setEntity(snapshot->key);
        if (auto* show = m_console.window().findChild<QAction*>(QStringLiteral("show_") + page))
            show->trigger();
    };
    m_stages.push_back({begin, [this, entity, isReached] {
                            const SnapshotPtr snapshot = snapshotOf(entity);
                            if (!snapshot || isReached(*snapshot))
                                return snapshot != nullptr;
                            if (m_beats % 3 == 0) // let the news of the last step come first
                                m_console.session().step(std::nullopt);
                            return false;
                        }});
    addPictures(name);
}

void ScreenshotRun::addPictures(const QString& name)
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        m_stages.push_back({[scheme] { QApplication::setPalette(consolePalette(scheme)); },
                            [this] { return m_beats >= settleBeats; }});
        const QString suffix =
            scheme == Scheme::Light ? QStringLiteral("-light") : QStringLiteral("-dark");
        m_stages.push_back({[this, file = name + suffix] { save(file); }, [] { return true; }});
    }
}

void ScreenshotRun::beat()
{
    if (m_stages.empty() || !m_wrong.isEmpty() || m_beats > mostBeats) {
        m_beat.stop();
        if (m_beats > mostBeats)
            m_wrong = tr("The sample does not come to the moment that was to be shown.");
        Q_EMIT finished(m_wrong);
        return;
    }
    Stage& stage = m_stages.front();
    if (!std::exchange(m_hasBegun, true))
        stage.begin();
    ++m_beats;
    if (!stage.isReached())
        return;
    m_stages.pop_front();
    m_hasBegun = false;
    m_beats = 0;
}

void ScreenshotRun::save(const QString& name)
{
    const QString path = QDir(m_folder).filePath(name + QLatin1String(".png"));
    if (!m_console.window().grab().save(path))
        m_wrong = tr("%1: the picture cannot be written there.").arg(path);
}

SnapshotPtr ScreenshotRun::snapshotOf(const QString& entity) const
{
    const auto key = m_console.session().find(QStringLiteral("demo"), entity);
    return key ? m_console.session().snapshot(*key) : nullptr;
}

} // namespace rollout
