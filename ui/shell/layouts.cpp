#include "ui/shell/layouts.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>

#include <array>

#include "ui/common/icons.h"
#include "ui/shell/actions.h"
#include "ui/shell/jobs_dock.h"
#include "ui/shell/page_host.h"
#include "ui/shell/run_bar.h"
#include "ui/shell/window_bars.h"

namespace rollout {

namespace {

constexpr int layoutVersion = 3; // raise it when docks come or go: an old layout is left alone then
constexpr int titleBarHeight = 32;
constexpr int narrowFleet = 250; // names can still be read
constexpr int narrowInspectorWidth = 300; // its forms need no scrolling sideways
constexpr double presentedType = 1.35; // times as large

struct Row
{
    const char* id; ///< in the settings
    const char* tab; ///< in front at first
    Command command;
};

constexpr std::array<Row, layoutCount> rows{{
    {"operate", "overview", Command::LayoutOperate},
    {"analyse", "whatif", Command::LayoutAnalyse},
    {"train", "overview", Command::LayoutTrain},
    {"present", "versions", Command::LayoutPresent},
}};

const Row& rowOf(Layout layout)
{
    return rows[static_cast<std::size_t>(layout)];
}

QString keyOf(Layout layout, const char* what)
{
    return QStringLiteral("layouts/%1/%2")
        .arg(QLatin1String(rowOf(layout).id), QLatin1String(what));
}

QString geometryKey()
{
    return QStringLiteral("window/geometry");
}

QString currentKey()
{
    return QStringLiteral("layouts/current");
}

} // namespace

Layouts::Layouts(const LayoutParts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    makePresentBar();
    connectActions();
}

Layouts::~Layouts()
{
    if (m_current == Layout::Present)
        QApplication::setFont(m_plainFont);
}

void Layouts::makePresentBar()
{
    m_presentBar = m_parts.window.addToolBar(tr("Presentation"));
    auto* clock = new ClockLabel(m_parts.context.session, m_parts.context.focus, m_parts.liveClock,
                                 m_presentBar);
    auto* leave = new QAction(icon(QStringLiteral("close")), tr("Leave"), m_presentBar);
    leave->setObjectName(QStringLiteral("leavePresent"));
    leave->setToolTip(tr("Leave full screen (Esc)"));
    connect(leave, &QAction::triggered, this, &Layouts::leavePresent);
    fillPresentBar(*m_presentBar, m_parts.actions, *clock, *leave);
    m_presentBar->hide();
}

void Layouts::connectActions()
{
    auto* group = new QActionGroup(this);
    for (std::size_t i = 0; i < layoutCount; ++i) {
        QAction* action = m_parts.actions[rows[i].command];
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, layout = static_cast<Layout>(i)] {
            if (layout != Layout::Present || !leavePresent())
                choose(layout);
        });
    }
    m_parts.actions[rowOf(m_current).command]->setChecked(true);
    connect(m_parts.actions[Command::ResetLayout], &QAction::triggered, this, &Layouts::reset);
}

void Layouts::start()
{
    const QSettings& settings = m_parts.context.settings;
    const QString last = settings.value(currentKey()).toString();
    for (std::size_t i = 0; i < layoutCount; ++i)
        if (last == QLatin1String(rows[i].id) && static_cast<Layout>(i) != Layout::Present)
            m_current = static_cast<Layout>(i);
    m_parts.actions[rowOf(m_current).command]->setChecked(true);
    arrange(firstSize());
    (void)m_parts.window.restoreGeometry(settings.value(geometryKey()).toByteArray());
    (void)restore();
}

void Layouts::choose(Layout layout)
{
    if (layout == m_current)
        return;
    save();
    if (layout == Layout::Present)
        m_before = m_current;
    const bool wasPresenting = m_current == Layout::Present;
    m_current = layout;
    if (wasPresenting || layout == Layout::Present)
        setPresenting(layout == Layout::Present);
    arrangeDocks(m_parts.window.size());
    (void)restore();
    m_parts.jobs.hideIfEmpty();
    m_parts.actions[rowOf(layout).command]->setChecked(true);
}

bool Layouts::leavePresent()
{
    if (m_current != Layout::Present)
        return false;
    choose(m_before);
    return true;
}

void Layouts::arrange(QSize size)
{
    m_parts.window.resize(size);
    arrangeDocks(size);
}

void Layouts::reset()
{
    m_parts.context.settings.remove(keyOf(m_current, "state"));
    m_parts.context.settings.remove(keyOf(m_current, "tab"));
    if (m_current == Layout::Present)
        return arrangeDocks(m_parts.window.size());
    m_parts.context.settings.remove(geometryKey());
    arrange(firstSize());
}

void Layouts::save() const
{
    QSettings& settings = m_parts.context.settings;
    settings.setValue(keyOf(m_current, "state"), m_parts.window.saveState(layoutVersion));
    if (const EntityPage* page = m_parts.pages.currentPage())
        settings.setValue(keyOf(m_current, "tab"), page->objectName());
    if (m_current == Layout::Present)
        return; // the window is what it was before
    settings.setValue(geometryKey(), m_parts.window.saveGeometry());
    settings.setValue(currentKey(), QLatin1String(rowOf(m_current).id));
}

/// What was rearranged in the layout in use; false: nothing, or in another version of the window.
bool Layouts::restore()
{
    const QSettings& settings = m_parts.context.settings;
    if (!m_parts.window.restoreState(settings.value(keyOf(m_current, "state")).toByteArray(),
                                     layoutVersion))
        return false;
    m_parts.pages.showTab(settings.value(keyOf(m_current, "tab")).toString());
    return true;
}

/// What suits at the first start, as far as the screen has room for it and a title bar.
QSize Layouts::firstSize() const
{
    const QSize room = m_parts.window.screen()->availableSize() - QSize(0, titleBarHeight);
    return QSize(1600, 900).boundedTo(room);
}

QDockWidget* Layouts::dock(const QString& id) const
{
    return m_parts.window.findChild<QDockWidget*>(QStringLiteral("dock_") + id);
}

/// Of all, these.
void Layouts::showDocks(const QStringList& ids)
{
    m_parts.fleetDock.setVisible(ids.contains(QStringLiteral("fleet")));
    for (QDockWidget* dock : m_parts.pages.docks())
        dock->setVisible(ids.contains(dock->objectName().section(u'_', 1)));
}

/// As the layout in use is at first.
void Layouts::arrangeDocks(QSize size)
{
    m_parts.pages.arrangeDocks(m_parts.fleetDock, size);
    m_parts.pages.putBeside(m_parts.jobs);
    const bool isPresenting = m_current == Layout::Present;
    m_parts.toolBar.setVisible(!isPresenting);
    m_presentBar->setVisible(isPresenting);
    m_parts.pages.showTab(QLatin1String(rowOf(m_current).tab));
    if (m_current == Layout::Analyse)
        narrowInspector(size);
    else if (m_current == Layout::Train)
        widenTraining(size);
    else if (isPresenting)
        showDocks({});
}

void Layouts::narrowInspector(QSize size)
{
    showDocks({QStringLiteral("fleet"), QStringLiteral("inspector"), QStringLiteral("events")});
    QMainWindow& window = m_parts.window;
    if (isNarrow(size.width()))
        return m_parts.fleetDock.raise();
    window.resizeDocks({&m_parts.fleetDock}, {narrowFleet}, Qt::Horizontal);
    if (QDockWidget* inspector = dock(QStringLiteral("inspector")))
        window.resizeDocks({inspector}, {narrowInspectorWidth}, Qt::Horizontal);
    if (QDockWidget* events = dock(QStringLiteral("events")))
        window.resizeDocks({events}, {size.height() / 5}, Qt::Vertical);
}

void Layouts::widenTraining(QSize size)
{
    showDocks({QStringLiteral("fleet"), QStringLiteral("inspector"), QStringLiteral("training")});
    QDockWidget* training = dock(QStringLiteral("training"));
    if (!training)
        return;
    training->raise();
    if (isNarrow(size.width()))
        return;
    m_parts.window.resizeDocks({&m_parts.fleetDock}, {narrowFleet}, Qt::Horizontal);
    m_parts.window.resizeDocks({training}, {size.width() / 4}, Qt::Horizontal);
}

void Layouts::setPresenting(bool presenting)
{
    QMainWindow& window = m_parts.window;
    if (presenting) {
        m_plainFont = QApplication::font();
        QFont larger = m_plainFont;
        larger.setPointSizeF(larger.pointSizeF() * presentedType);
        QApplication::setFont(larger);
    } else {
        QApplication::setFont(m_plainFont);
    }
    window.menuBar()->setVisible(!presenting);
    window.statusBar()->setVisible(!presenting);
    window.setWindowState(window.windowState().setFlag(Qt::WindowFullScreen, presenting));
}

} // namespace rollout
