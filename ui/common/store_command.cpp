#include "ui/common/store_command.h"

namespace rollout {

StoreCommand::StoreCommand(Session& session, QObject* context, const QString& text, Way undo,
                           Way redo)
    : QUndoCommand(text)
    , m_session(session)
    , m_context(context)
    , m_undo(std::move(undo))
    , m_redo(std::move(redo))
{
}

void StoreCommand::go(const Way& way)
{
    m_session.attempt(m_context, way.change, way.done);
}

void StoreCommand::undo()
{
    go(m_undo);
}

void StoreCommand::redo()
{
    if (std::exchange(m_isDone, false))
        return;
    go(m_redo);
}

} // namespace rollout
