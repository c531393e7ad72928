#pragma once

// Creates, renames and deletes namespaces and entities, each as one command that can be undone.
// Answers come later; errors are reported by the session.

#include <QObject>

#include <functional>

#include "ui/common/session.h"

class QUndoStack;

namespace rollout {

class FleetEditor : public QObject
{
    Q_OBJECT
public:
    /// Both outlive this.
    FleetEditor(Session& session, QUndoStack& undo, QObject* parent = nullptr);

    void createNamespace(const QString& name);
    /// In a namespace that comes into being with it, if need be.
    void createEntity(const QString& ns, const QString& name);
    void renameNamespace(NamespaceKey key, const QString& from, const QString& to);
    void renameEntity(EntityKey key, const QString& from, const QString& to);
    void deleteNamespace(NamespaceKey key, const QString& name);
    void deleteEntity(EntityKey key, const QString& name);

Q_SIGNALS:
    void namespaceCreated(rollout::NamespaceKey key);
    void entityCreated(rollout::EntityKey key);

private:
    using Change = std::function<Result<void>(Orchestrator&)>;
    /// Does `redo` now; pushes the pair when the store has taken it.
    void change(const QString& text, Change redo, Change undo);
    void push(const QString& text, Change redo, Change undo);

    Session& m_session;
    QUndoStack& m_undo;
};

} // namespace rollout
