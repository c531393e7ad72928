#include "ui/shell/time_commands.h"

#include <QWidget>

#include "ui/common/focus.h"
#include "ui/common/session.h"
#include "ui/timeline/compare_dialog.h"
#include "ui/timeline/fork_dialog.h"
#include "ui/timeline/time_travel.h"
#include "ui/timeline/timeline_bar.h"

namespace rollout {

TimeCommands::TimeCommands(const PageContext& context, const Actions& actions, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_actions(actions)
    , m_window(window)
    , m_travel(new TimeTravel(context, this))
    , m_bar(new TimelineBar(*m_travel, window))
{
    connect(actions[Command::SimulateFromHere], &QAction::triggered, this, &TimeCommands::askFork);
    connect(actions[Command::BackToNow], &QAction::triggered, m_travel, &TimeTravel::goToNow);
    connect(actions[Command::CompareEntities], &QAction::triggered, this,
            &TimeCommands::askComparison);
    connect(m_travel, &TimeTravel::forkAsked, this, &TimeCommands::askFork);
    connect(m_travel, &TimeTravel::forked, this, &TimeCommands::forked);
    connect(m_travel, &TimeTravel::changed, this, &TimeCommands::refreshEnabled);
    connect(&context.session, &Session::directoryChanged, this, &TimeCommands::refreshEnabled);
    connect(&context.session, &Session::entityChanged, this, &TimeCommands::refreshEnabled);
    refreshEnabled();
}

void TimeCommands::refreshEnabled()
{
    const bool isThere = shownSnapshot(m_context.focus, m_context.session) != nullptr;
    std::size_t entities = 0;
    const auto directory = m_context.session.directory();
    for (const DirectoryNode& node : *directory)
        entities += node.entities.size();
    m_actions[Command::SimulateFromHere]->setEnabled(isThere && m_travel->canBranch());
    m_actions[Command::BackToNow]->setEnabled(m_context.focus.past() != nullptr);
    m_actions[Command::CompareEntities]->setEnabled(isThere && entities > 1);
}

void TimeCommands::askFork()
{
    const SnapshotPtr shown = shownSnapshot(m_context.focus, m_context.session);
    if (!shown)
        return;
    auto* dialog = new ForkDialog(m_context.session, shown, m_window);
    connect(dialog, &QDialog::accepted, m_travel,
            [this, dialog] { m_travel->fork(dialog->original(), dialog->place()); });
    dialog->open();
}

void TimeCommands::askComparison()
{
    if (const auto entity = m_context.focus.entity())
        (new CompareDialog(m_context.session, *entity, m_window))->show();
}

void TimeCommands::goOnFromPast(Command command)
{
    m_travel->branch([this, command] {
        if (command == Command::RunPause)
            m_context.session.setRunning(true);
        else
            m_context.session.step(m_context.focus.entity());
    });
}

} // namespace rollout
