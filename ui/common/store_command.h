#pragma once

// What a person changed in a store's definitions, so that it can be undone. A command is pushed
// once the store has taken the change; its first redo() therefore does nothing.

#include <QPointer>
#include <QUndoCommand>

#include <functional>

#include "ui/common/session.h"

namespace rollout {

class StoreCommand : public QUndoCommand
{
public:
    using Change = std::function<Result<void>(Orchestrator&)>;

    /// One way: what the store is asked, and what is done once it has done so.
    struct Way
    {
        Change change;
        std::function<void()> done = [] {};
    };

    /// Nothing is done() once `context` is gone.
    StoreCommand(Session& session, QObject* context, const QString& text, Way undo, Way redo);

    void undo() override;
    void redo() override;

private:
    void go(const Way& way);

    Session& m_session;
    QPointer<QObject> m_context;
    Way m_undo;
    Way m_redo;
    bool m_isDone = true;
};

} // namespace rollout
