#include "ui/shell/main_window.h"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include "ui/common/settings.h"
#include "ui/fleet/fleet_editor.h"
#include "ui/fleet/fleet_panel.h"
#include "ui/shell/actions.h"
#include "ui/shell/demo_commands.h"
#include "ui/shell/entity_header.h"
#include "ui/shell/jobs_dock.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/layouts.h"
#include "ui/shell/live_frame.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/operator_commands.h"
#include "ui/shell/page_host.h"
#include "ui/shell/palette_items.h"
#include "ui/shell/panes.h"
#include "ui/shell/run_bar.h"
#include "ui/shell/store_bar.h"
#include "ui/shell/time_commands.h"
#include "ui/shell/welcome_page.h"
#include "ui/shell/window_bars.h"
#include "ui/shell/window_commands.h"

namespace rollout {

MainWindow::MainWindow(WindowParts parts)
    : m_parts(std::move(parts))
    , m_context{m_parts.session, m_focus, m_undo, m_parts.prompts, m_parts.settings}
    , m_actions(new Actions(m_undo, this))
    , m_editor(new FleetEditor(m_parts.session, m_undo, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Rollout Console"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/rollout-console.svg")));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    makeCentre();
    makeFleet();
    m_pages = new PageHost(m_context, m_parts.pages, *m_tabs, *this, *m_actions);
    m_jobs = new JobsDock(m_parts.session.jobs(), *statusBar(), this);
    m_actions->add(m_jobs->toggleViewAction());
    m_commands = new WindowCommands(m_context, *m_actions, *m_messages, m_parts.secrets,
                                    m_parts.liveClock, this);
    m_operator = new OperatorCommands(m_context, *m_actions, this);
    m_toolBar = addToolBar(tr("Commands"));
    m_speed = fillToolBar(*m_toolBar, *m_actions, m_parts.session, *m_clock);
    fillMenuBar(*menuBar(), *m_actions, *m_pages, {m_fleetDock, m_jobs});
    fillTargetsMenu(*this, *m_actions);
    m_layouts = new Layouts({*this, m_context, *m_pages, *m_fleetDock, *m_jobs, *m_toolBar,
                             *m_actions, m_parts.liveClock},
                            this);
    makeDemos();
    connectSession();
    connectCommands();
    m_layouts->start();
    m_jobs->hideIfEmpty();
    showWhatIsThere();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeCentre()
{
    m_messages = new MessageBar(this);
    m_welcome = new WelcomePage(*m_actions, this);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setDocumentMode(true);
    auto* frame = new LiveFrame(this);
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(new EntityHeader(m_parts.session, m_focus, frame));
    inside->addWidget(new NoticeBar(m_parts.session, m_focus, *m_actions, frame));
    m_time = new TimeCommands(m_context, *m_actions, this);
    inside->addWidget(m_time->bar());
    inside->addWidget(m_tabs, 1);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(frame);
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(new StoreBar(m_parts.session, m_parts.liveClock, this));
    layout->addWidget(m_stack, 1);
    setCentralWidget(centre);
    m_clock = new ClockLabel(m_parts.session, m_focus, m_parts.liveClock, this);
    connect(m_clock, &ClockLabel::liveChanged, frame, &LiveFrame::setLive);
}

void MainWindow::makeFleet()
{
    const Actions& actions = *m_actions;
    m_fleet = new FleetPanel(m_context, *m_editor,
                             {actions[Command::NewNamespace], actions[Command::NewEntity],
                              actions[Command::Rename], actions[Command::Delete],
                              actions[Command::SetVersion], actions[Command::Import],
                              rolloutActions(actions)});
    m_fleetDock = addFleetDock(*this, *m_fleet);
    m_actions->add(m_fleetDock->toggleViewAction());
}

void MainWindow::makeDemos()
{
    m_demos =
        new DemoCommands(m_context, *m_actions, m_time->travel(), *m_layouts, *m_messages, this);
    centralWidget()->layout()->addWidget(m_demos->bar());
    connect(m_demos, &DemoCommands::backAsked, m_commands, &WindowCommands::openStore);
}

void MainWindow::connectSession()
{
    Session& session = m_parts.session;
    connect(&session, &Session::failed, this, [this](const QString& sentence) {
        m_messages->show(MessageBar::Tone::Problem, sentence);
    });
    connect(&session, &Session::opened, this, &MainWindow::becomeOpened);
    connect(&session, &Session::directoryChanged, this, &MainWindow::showWhatIsThere);
    connect(&m_focus, &Focus::entityChanged, this, &MainWindow::noteFocus);
    connect(m_welcome, &WelcomePage::storeAsked, m_commands, &WindowCommands::openStore);
    connect(m_commands, &WindowCommands::sampleAsked, this, m_parts.openSample);
    connect(m_commands, &WindowCommands::entityImported, m_fleet, &FleetPanel::await);
    const auto note = [this](EntityKey key, const QString& words) {
        m_messages->showNote(key, words);
    };
    connect(m_operator, &OperatorCommands::done, m_messages, note);
    connect(m_time, &TimeCommands::forked, m_messages, note);
    connect(m_time, &TimeCommands::forked, m_fleet, &FleetPanel::await);
    connect(m_commands, &WindowCommands::goneOnFromPast, m_time, &TimeCommands::goOnFromPast);
    connect(m_operator, &OperatorCommands::reviewAsked, m_pages,
            [this] { m_pages->reveal(QStringLiteral("approvals")); });
    m_commands->setProposedNamespace([this] { return m_fleet->currentNamespace(); });
}

void MainWindow::connectCommands()
{
    const auto on = [this](Command command, auto slot) {
        connect((*m_actions)[command], &QAction::triggered, this, slot);
    };
    on(Command::Faster, [this] { m_speed->faster(); });
    on(Command::Slower, [this] { m_speed->slower(); });
    on(Command::Palette, [this] { openPalette(); });
    on(Command::KeySheet, [this] { (new KeySheet(m_actions->all(), this))->open(); });
    on(Command::NewSimulation, [this] { m_pages->reveal(QStringLiteral("training")); });
    on(Command::Filter, [this] { goToFilter(); });
    on(Command::ClearFilter, [this] { clearFilterOrSelection(); });
    on(Command::NextPane, [this] { nextPane(); });
    on(Command::WhatIf, [this] { m_pages->reveal(QStringLiteral("whatif")); });
    on(Command::Quit, [this] { close(); });
    addActions(QList<QAction*>(m_actions->all().begin(), m_actions->all().end()));
}

void MainWindow::arrange(QSize size)
{
    m_layouts->arrange(size);
}

void MainWindow::showWhatIsThere()
{
    const auto directory = m_parts.session.directory();
    m_welcome->setStoreOpen(m_parts.session.hasStore());
    m_welcome->setRecentStores(recentStores(m_parts.settings));
    m_stack->setCurrentIndex(directory->empty() ? 0 : 1);
    if (m_isFirstLook)
        takeFirstLook(*directory);
}

/// The entity that was looked at last time, or else the first.
void MainWindow::takeFirstLook(const Directory& directory)
{
    const auto viewed = viewedEntity(m_parts.settings, m_parts.session.storeUrl());
    std::optional<EntityKey> found;
    for (const DirectoryNode& ns : directory)
        for (const auto& entity : ns.entities)
            if (!found || entity.key == viewed)
                found = entity.key;
    if (found)
        m_focus.setEntity(found);
}

void MainWindow::noteFocus()
{
    const auto entity = m_focus.entity();
    m_messages->focusMoved(entity);
    if (!entity)
        return;
    m_isFirstLook = false;
    setViewedEntity(m_parts.settings, m_parts.session.storeUrl(), *entity);
}

void MainWindow::becomeOpened(const QString& url)
{
    m_undo.clear(); // its commands speak of the store before
    m_focus.setEntity(std::nullopt);
    m_isFirstLook = true;
    m_messages->clear();
    addRecentStore(m_parts.settings, url);
    setWindowTitle(tr("%1 – Rollout Console").arg(url));
    showWhatIsThere();
}

void MainWindow::openPalette()
{
    const auto showTargets = [this] {
        if (auto* action = findChild<QAction*>(QStringLiteral("show_targets")))
            action->trigger();
    };
    showPalette(
        paletteItems(m_actions->all(), m_pages->commands(), *m_parts.session.directory(), m_focus),
        targetFinder(m_parts.session, m_focus, showTargets), *this);
}

void MainWindow::goToFilter()
{
    const EntityPage* page = m_pages->currentPage();
    const bool inFleet = m_fleet->isAncestorOf(focusWidget());
    QWidget* edit = page && !inFleet ? page->filterEdit() : nullptr;
    if (!edit || !edit->isVisible())
        edit = m_fleet->filterEdit();
    edit->setFocus(Qt::ShortcutFocusReason);
}

/// The key's shortcut keeps it from the pane that has the keyboard, which knows what its filter and
/// its selection are: it is handed on.
void MainWindow::clearFilterOrSelection()
{
    if (m_layouts->leavePresent())
        return;
    QWidget* pane = m_pages->currentPage(); // when the keyboard is in a bar or nowhere
    for (const QWidget* candidate : panes())
        if (candidate->isAncestorOf(focusWidget()) || candidate == focusWidget())
            pane = focusWidget();
    if (!offerEscape(pane))
        m_focus.setTargets({});
}

std::vector<QWidget*> MainWindow::panes() const
{
    std::vector<QWidget*> panes{m_fleet};
    if (QWidget* page = m_pages->currentPage())
        panes.push_back(page);
    for (const QDockWidget* dock : m_pages->docks())
        panes.push_back(dock->widget());
    panes.push_back(m_jobs->widget());
    return panes;
}

void MainWindow::nextPane()
{
    focusNextPane(panes(), focusWidget());
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    fitToolBar(*m_toolBar, width());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_layouts->save();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    m_commands->importFile(droppedFile(*event->mimeData()));
}

} // namespace rollout
