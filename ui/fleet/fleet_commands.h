#pragma once

// What a person changed in the fleet's definitions, so that it can be undone. A command is pushed
// once the store has taken the change; its first redo() therefore does nothing.

#include <QUndoCommand>

#include <functional>

#include "ui/common/session.h"

namespace rollout {

class FleetCommand : public QUndoCommand
{
public:
    using Change = std::function<Result<void>(Orchestrator&)>;

    FleetCommand(Session& session, const QString& text, Change undo, Change redo);

    void undo() override;
    void redo() override;

private:
    Session& m_session;
    Change m_undo;
    Change m_redo;
    bool m_isDone = true;
};

} // namespace rollout
