#include "ui/shell/operator_commands.h"

#include <QWidget>

#include "ui/common/focus.h"
#include "ui/common/session.h"
#include "ui/operate/operator_desk.h"

namespace rollout {

OperatorCommands::OperatorCommands(const PageContext& context, const Actions& actions,
                                   QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_actions(actions)
    , m_desk(new OperatorDesk(context, window))
{
    for (std::size_t number = 0; number < actCount; ++number) {
        const auto act = static_cast<Act>(number);
        m_tips << actions[commandOf(act)]->toolTip();
        connect(actions[commandOf(act)], &QAction::triggered, this, [this, act] {
            if (const auto entity = m_context.focus.entity())
                m_desk->act(act, *entity, m_context.focus.targets());
        });
    }
    connect(actions[Command::YourName], &QAction::triggered, m_desk, &OperatorDesk::askName);
    connect(m_desk, &OperatorDesk::reviewAsked, this, &OperatorCommands::reviewAsked);
    connect(m_desk, &OperatorDesk::done, this, &OperatorCommands::done);
    connect(&context.focus, &Focus::entityChanged, this, qOverload<>(&OperatorCommands::refresh));
    connect(&context.focus, &Focus::pastChanged, this, qOverload<>(&OperatorCommands::refresh));
    connect(&context.focus, &Focus::targetsChanged, this, qOverload<>(&OperatorCommands::refresh));
    connect(&context.session, &Session::opened, this, qOverload<>(&OperatorCommands::refresh));
    connect(&context.session, &Session::entityChanged, this, [this](EntityKey key) {
        if (m_context.focus.entity() == key)
            refresh();
    });
    refresh();
}

void OperatorCommands::refresh()
{
    const auto entity = m_context.focus.entity();
    const SnapshotPtr snapshot = entity ? m_context.session.snapshot(*entity) : nullptr;
    const SummaryPtr summary = entity ? m_context.session.summary(*entity) : nullptr;
    for (std::size_t number = 0; number < actCount; ++number) {
        const auto act = static_cast<Act>(number);
        if (m_context.focus.past())
            refresh(act,
                    tr("You see the past, which stays as it was: go back to now, or fork here."));
        else
            refresh(act,
                    snapshot && summary
                        ? whyNot(act, *snapshot, *summary, m_context.focus.targets())
                        : tr("No entity is selected."));
    }
}

void OperatorCommands::refresh(Act act, const QString& reason)
{
    QAction* action = m_actions[commandOf(act)];
    const QString& tip = m_tips[static_cast<int>(act)];
    action->setEnabled(reason.isEmpty());
    action->setToolTip(reason.isEmpty() ? tip : tip + u'\n' + reason);
}

} // namespace rollout
