#include "ui/fleet/fleet_commands.h"

namespace rollout {

FleetCommand::FleetCommand(Session& session, QObject* context, const QString& text, Way undo,
                           Way redo)
    : QUndoCommand(text)
    , m_session(session)
    , m_context(context)
    , m_undo(std::move(undo))
    , m_redo(std::move(redo))
{
}

void FleetCommand::go(const Way& way)
{
    m_session.attempt(m_context, way.change, way.done);
}

void FleetCommand::undo()
{
    go(m_undo);
}

void FleetCommand::redo()
{
    if (std::exchange(m_isDone, false))
        return;
    go(m_redo);
}

} // namespace rollout
