#include "ui/shell/window_bars.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

#include <array>
#include <initializer_list>

#include "ui/common/icons.h"
#include "ui/shell/actions.h"
#include "ui/shell/page_host.h"
#include "ui/shell/run_bar.h"

namespace rollout {

namespace {

constexpr int wordsWidth = 1280; // of a window that has room for the tool bar's words and the clock
constexpr Command line = Command::count; // stands for a separator

struct Bars
{
    Q_DECLARE_TR_FUNCTIONS(rollout::Bars)
};

QMenu& addMenu(QMenuBar& bar, const Actions& actions, const QString& title,
               std::initializer_list<Command> commands)
{
    QMenu* menu = bar.addMenu(title);
    for (const Command command : commands)
        if (command == line)
            menu->addSeparator();
        else
            menu->addAction(actions[command]);
    return *menu;
}

constexpr std::array ofTargets{Command::ExcludeSelected, Command::IncludeSelected,
                               Command::RetrySelected, Command::ApproveSelected,
                               Command::RejectSelected};

void fillRolloutMenu(QMenuBar& bar, const Actions& actions, const PageHost& pages)
{
    QMenu& menu = addMenu(
        bar, actions, Bars::tr("&Rollout"),
        {Command::SetVersion, Command::ForceVersion, Command::WhatIf, line, Command::PauseRollout,
         Command::ResumeRollout, Command::AbortRollout, Command::PromoteRollout,
         Command::ReleaseWave, Command::RetryFailed, Command::ExcludeFailing, Command::RetryVersion,
         line, Command::ReviewApprovals, Command::ApproveAll, Command::RejectAll, line});
    QMenu* targets = menu.addMenu(Bars::tr("Selected &targets"));
    for (const Command command : ofTargets)
        targets->addAction(actions[command]);
    menu.addSeparator();
    for (const QMenu* ofPage : pages.menus())
        menu.addAction(ofPage->menuAction());
    menu.addSeparator();
    for (const Command command :
         {Command::FreezeWindows, Command::LockEntity, Command::UnlockEntity})
        menu.addAction(actions[command]);
}

QAction* separator(QObject* parent)
{
    auto* action = new QAction(parent);
    action->setSeparator(true);
    return action;
}

/// One button: pause, or resume what is paused.
void addPauseButton(QToolBar& bar, const Actions& actions)
{
    auto* button = new QToolButton(&bar);
    button->setObjectName(QStringLiteral("pauseButton"));
    QAction* pause = actions[Command::PauseRollout];
    QAction* resume = actions[Command::ResumeRollout];
    button->setDefaultAction(pause);
    button->setToolButtonStyle(bar.toolButtonStyle());
    QObject::connect(&bar, &QToolBar::toolButtonStyleChanged, button,
                     &QToolButton::setToolButtonStyle);
    // The bar is the context: a button forgets all connections of an action that it loses.
    QObject::connect(resume, &QAction::enabledChanged, &bar, [=](bool isPaused) {
        button->removeAction(isPaused ? pause : resume);
        button->setDefaultAction(isPaused ? resume : pause);
    });
    bar.addWidget(button);
}

void addLayoutMenu(QMenu& view, const Actions& actions)
{
    QMenu* layouts = view.addMenu(icon(QStringLiteral("layout")), Bars::tr("&Layout"));
    for (const auto& [command, text] : {std::pair(Command::LayoutOperate, Bars::tr("&Operate")),
                                        std::pair(Command::LayoutAnalyse, Bars::tr("&Analyse")),
                                        std::pair(Command::LayoutTrain, Bars::tr("&Train")),
                                        std::pair(Command::LayoutPresent, Bars::tr("&Present"))}) {
        actions[command]->setIconText(text);
        layouts->addAction(actions[command]);
    }
    layouts->addSeparator();
    layouts->addAction(actions[Command::ResetLayout]);
    view.addSeparator();
}

QWidget* makeGap(QWidget& bar)
{
    auto* gap = new QWidget(&bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return gap;
}

} // namespace

void fillTargetsMenu(const QWidget& window, const Actions& actions)
{
    auto* table = window.findChild<QTableView*>(QStringLiteral("targetsTable"));
    if (!table)
        return;
    table->addAction(separator(table));
    for (const Command command : ofTargets)
        table->addAction(actions[command]);
}

std::vector<QAction*> rolloutActions(const Actions& actions)
{
    return {actions[Command::PauseRollout],  actions[Command::ResumeRollout],
            actions[Command::AbortRollout],  actions[Command::PromoteRollout],
            actions[Command::ReleaseWave],   actions[Command::RetryFailed],
            actions[Command::RetryVersion],  nullptr,
            actions[Command::FreezeWindows], actions[Command::LockEntity],
            actions[Command::UnlockEntity],  nullptr};
}

QDockWidget* addFleetDock(QMainWindow& window, QWidget& fleet)
{
    auto* dock = new QDockWidget(Bars::tr("Fleet"), &window);
    dock->setObjectName(QStringLiteral("dock_fleet"));
    dock->setWidget(&fleet);
    window.addDockWidget(Qt::LeftDockWidgetArea, dock);
    dock->toggleViewAction()->setText(Bars::tr("Show or hide Fleet"));
    dock->toggleViewAction()->setIcon(icon(QStringLiteral("fleet")));
    return dock;
}

void fillMenuBar(QMenuBar& bar, const Actions& actions, const PageHost& pages,
                 const std::vector<const QDockWidget*>& ownDocks)
{
    addMenu(bar, actions, Bars::tr("&Fleet"),
            {Command::NewNamespace, Command::NewEntity, Command::NewSimulation, Command::Rename,
             Command::Delete, line, Command::Import, Command::Export, line, Command::OpenSample,
             Command::OpenStore, Command::ConnectStore, line, Command::Retention, line,
             Command::Quit});
    addMenu(bar, actions, Bars::tr("&Edit"),
            {Command::Undo, Command::Redo, line, Command::Filter, Command::ClearFilter, line,
             Command::YourName});
    fillRolloutMenu(bar, actions, pages);
    addMenu(bar, actions, Bars::tr("R&un"),
            {Command::Step, Command::RunPause, Command::Stop, Command::Faster, Command::Slower,
             line, Command::SimulateFromHere, Command::BackToNow, Command::CompareEntities});
    QMenu& view = addMenu(bar, actions, Bars::tr("&View"), {Command::Palette, Command::NextPane});
    addLayoutMenu(view, actions);
    for (QAction* action : pages.tabActions())
        view.addAction(action);
    view.addSeparator();
    for (const QDockWidget* dock : ownDocks)
        view.addAction(dock->toggleViewAction());
    for (const QDockWidget* dock : pages.docks())
        view.addAction(dock->toggleViewAction());
    addMenu(bar, actions, Bars::tr("&Help"),
            {Command::PlayDemo, line, Command::KeySheet, Command::Palette});
}

SpeedBox* fillToolBar(QToolBar& bar, const Actions& actions, Session& session, QWidget& clock)
{
    bar.setObjectName(QStringLiteral("toolBar"));
    bar.setMovable(false);
    bar.setIconSize(QSize(20, 20));
    bar.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (const Command command : {Command::Step, Command::RunPause, Command::Stop})
        bar.addAction(actions[command]);
    auto* speed = new SpeedBox(session, &bar);
    bar.addWidget(speed);
    bar.addSeparator();
    bar.addAction(actions[Command::SetVersion]);
    addPauseButton(bar, actions);
    bar.addAction(actions[Command::AbortRollout]);
    bar.addAction(actions[Command::WhatIf]);
    bar.addSeparator();
    bar.addAction(actions[Command::Import]);
    bar.addSeparator();
    bar.addAction(actions[Command::Palette]);
    bar.addWidget(makeGap(bar));
    bar.addWidget(&clock);
    return speed;
}

void fillPresentBar(QToolBar& bar, const Actions& actions, QWidget& clock, QAction& leave)
{
    bar.setObjectName(QStringLiteral("presentBar"));
    bar.setMovable(false);
    bar.setIconSize(QSize(24, 24));
    bar.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (const Command command : {Command::Step, Command::RunPause, Command::Stop})
        bar.addAction(actions[command]);
    bar.addWidget(makeGap(bar));
    bar.addWidget(&clock);
    bar.addAction(&leave);
}

void fitToolBar(QToolBar& bar, int width)
{
    bar.setToolButtonStyle(width < wordsWidth ? Qt::ToolButtonIconOnly
                                              : Qt::ToolButtonTextBesideIcon);
}

} // namespace rollout
