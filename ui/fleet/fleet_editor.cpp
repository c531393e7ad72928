#include "ui/fleet/fleet_editor.h"

#include <QUndoStack>

#include "ui/common/words.h"
#include "ui/fleet/fleet_commands.h"

namespace rollout {

FleetEditor::FleetEditor(Session& session, QUndoStack& undo, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_undo(undo)
{
}

void FleetEditor::push(const QString& text, Change redo, Change undo)
{
    m_undo.push(new FleetCommand(m_session, text, std::move(undo), std::move(redo)));
}

void FleetEditor::change(const QString& text, Change redo, Change undo)
{
    m_session.attempt(this, redo, [this, text, redo, undo] { push(text, redo, undo); });
}

void FleetEditor::createNamespace(const QString& name)
{
    m_session.attempt(
        this, [name = utf8(name)](Orchestrator& engine) { return engine.createNamespace(name); },
        [this, name](NamespaceKey key) {
            push(
                tr("create namespace %1").arg(name),
                [key](Orchestrator& engine) { return engine.restoreNamespace(key); },
                [key](Orchestrator& engine) { return engine.deleteNamespace(key); });
            Q_EMIT namespaceCreated(key);
        });
}

void FleetEditor::createEntity(const QString& ns, const QString& name)
{
    m_session.attempt(
        this,
        [ns = utf8(ns), name = utf8(name)](Orchestrator& engine) {
            return engine.createEntity(ns, name);
        },
        [this, name](EntityKey key) {
            push(
                tr("create entity %1").arg(name),
                [key](Orchestrator& engine) { return engine.restoreEntity(key); },
                [key](Orchestrator& engine) { return engine.deleteEntity(key); });
            Q_EMIT entityCreated(key);
        });
}

void FleetEditor::renameNamespace(NamespaceKey key, const QString& from, const QString& to)
{
    change(
        tr("rename namespace %1").arg(from),
        [key, name = utf8(to)](Orchestrator& engine) { return engine.renameNamespace(key, name); },
        [key, name = utf8(from)](Orchestrator& engine) {
            return engine.renameNamespace(key, name);
        });
}

void FleetEditor::renameEntity(EntityKey key, const QString& from, const QString& to)
{
    change(
        tr("rename entity %1").arg(from),
        [key, name = utf8(to)](Orchestrator& engine) { return engine.renameEntity(key, name); },
        [key, name = utf8(from)](Orchestrator& engine) { return engine.renameEntity(key, name); });
}

void FleetEditor::deleteNamespace(NamespaceKey key, const QString& name)
{
    change(
        tr("delete namespace %1").arg(name),
        [key](Orchestrator& engine) { return engine.deleteNamespace(key); },
        [key](Orchestrator& engine) { return engine.restoreNamespace(key); });
}

void FleetEditor::deleteEntity(EntityKey key, const QString& name)
{
    change(
        tr("delete entity %1").arg(name),
        [key](Orchestrator& engine) { return engine.deleteEntity(key); },
        [key](Orchestrator& engine) { return engine.restoreEntity(key); });
}

} // namespace rollout
