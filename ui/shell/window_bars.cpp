#include "ui/shell/window_bars.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QToolBar>

#include <initializer_list>

#include "ui/shell/actions.h"
#include "ui/shell/page_host.h"
#include "ui/shell/run_bar.h"

namespace rollout {

namespace {

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

} // namespace

void fillMenuBar(QMenuBar& bar, const Actions& actions, const PageHost& pages,
                 const QDockWidget& fleetDock)
{
    addMenu(bar, actions, Bars::tr("&Fleet"),
            {Command::NewNamespace, Command::NewEntity, Command::Rename, Command::Delete, line,
             Command::Import, Command::Export, line, Command::OpenSample, Command::OpenStore, line,
             Command::Quit});
    addMenu(bar, actions, Bars::tr("&Edit"),
            {Command::Undo, Command::Redo, line, Command::Filter, Command::ClearFilter});
    addMenu(bar, actions, Bars::tr("&Rollout"),
            {Command::SetVersion, Command::ForceVersion, line, Command::Step, Command::RunPause,
             Command::Stop, Command::Faster, Command::Slower});
    QMenu& view = addMenu(bar, actions, Bars::tr("&View"),
                          {Command::Palette, Command::NextPane, Command::ResetLayout, line});
    for (QAction* action : pages.tabActions())
        view.addAction(action);
    view.addSeparator();
    view.addAction(fleetDock.toggleViewAction());
    for (const QDockWidget* dock : pages.docks())
        view.addAction(dock->toggleViewAction());
    addMenu(bar, actions, Bars::tr("&Help"), {Command::KeySheet, Command::Palette});
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
    bar.addAction(actions[Command::Import]);
    bar.addSeparator();
    bar.addAction(actions[Command::Palette]);
    auto* gap = new QWidget(&bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar.addWidget(gap);
    bar.addWidget(&clock);
    return speed;
}

} // namespace rollout
