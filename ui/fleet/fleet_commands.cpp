#include "ui/fleet/fleet_commands.h"

namespace rollout {

FleetCommand::FleetCommand(Session& session, const QString& text, Change undo, Change redo)
    : QUndoCommand(text)
    , m_session(session)
    , m_undo(std::move(undo))
    , m_redo(std::move(redo))
{
}

void FleetCommand::undo()
{
    m_session.attempt(m_undo);
}

void FleetCommand::redo()
{
    if (std::exchange(m_isDone, false))
        return;
    m_session.attempt(m_redo);
}

} // namespace rollout
