#pragma once

// Creates, renames and deletes namespaces and entities, each as one command that can be undone.
// Answers come later; errors are reported by the session.

#include <QObject>

#include <optional>

#include "ui/common/session.h"
#include "ui/common/store_command.h"

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
    void createEntity(const QString& ns, const QString& name,
                      const std::optional<SimulationSettings>& simulation); ///< nothing: live
    void renameNamespace(NamespaceKey key, const QString& from, const QString& to);
    void renameEntity(EntityKey key, const QString& from, const QString& to);
    void deleteNamespace(NamespaceKey key, const QString& name);
    void deleteEntity(EntityKey key, const QString& name);

Q_SIGNALS:
    /// Created, or brought back by undo or redo.
    void namespaceAppeared(rollout::NamespaceKey key);
    void entityAppeared(rollout::EntityKey key);

private:
    using Way = StoreCommand::Way;
    /// Does `redo` now; pushes the pair when the store has taken it.
    void change(const QString& text, const Way& redo, const Way& undo);
    void push(const QString& text, Way redo, Way undo);
    /// The two ways of a thing into being and out of it again.
    Way restoring(NamespaceKey key);
    Way restoring(EntityKey key);
    static Way deleting(NamespaceKey key);
    static Way deleting(EntityKey key);

    Session& m_session;
    QUndoStack& m_undo;
};

} // namespace rollout
