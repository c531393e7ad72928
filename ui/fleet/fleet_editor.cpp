#include "ui/fleet/fleet_editor.h"

#include <QUndoStack>

#include "ui/common/words.h"

namespace rollout {

FleetEditor::FleetEditor(Session& session, QUndoStack& undo, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_undo(undo)
{
}

void FleetEditor::push(const QString& text, Way redo, Way undo)
{
    m_undo.push(new StoreCommand(m_session, this, text, std::move(undo), std::move(redo)));
}

void FleetEditor::change(const QString& text, const Way& redo, const Way& undo)
{
    m_session.attempt(this, redo.change, [this, text, redo, undo] { push(text, redo, undo); });
}

FleetEditor::Way FleetEditor::restoring(NamespaceKey key)
{
    return {[key](Orchestrator& engine) { return engine.restoreNamespace(key); },
            [this, key] { Q_EMIT namespaceAppeared(key); }};
}

FleetEditor::Way FleetEditor::restoring(EntityKey key)
{
    return {[key](Orchestrator& engine) { return engine.restoreEntity(key); },
            [this, key] { Q_EMIT entityAppeared(key); }};
}

FleetEditor::Way FleetEditor::deleting(NamespaceKey key)
{
    return {[key](Orchestrator& engine) { return engine.deleteNamespace(key); }};
}

FleetEditor::Way FleetEditor::deleting(EntityKey key)
{
    return {[key](Orchestrator& engine) { return engine.deleteEntity(key); }};
}

void FleetEditor::createNamespace(const QString& name)
{
    m_session.attempt(
        this, [name = utf8(name)](Orchestrator& engine) { return engine.createNamespace(name); },
        [this, name](NamespaceKey key) {
            push(tr("create namespace %1").arg(name), restoring(key), deleting(key));
            Q_EMIT namespaceAppeared(key);
        });
}

void FleetEditor::createEntity(const QString& ns, const QString& name,
                               const std::optional<SimulationSettings>& simulation)
{
    m_session.attempt(
        this,
        [ns = utf8(ns), name = utf8(name), simulation](Orchestrator& engine) {
            return engine.createEntity(ns, name, simulation);
        },
        [this, name](EntityKey key) {
            push(tr("create entity %1").arg(name), restoring(key), deleting(key));
            Q_EMIT entityAppeared(key);
        });
}

void FleetEditor::renameNamespace(NamespaceKey key, const QString& from, const QString& to)
{
    const auto naming = [key](const QString& name) {
        return Way{[key, name = utf8(name)](Orchestrator& engine) {
            return engine.renameNamespace(key, name);
        }};
    };
    change(tr("rename namespace %1").arg(from), naming(to), naming(from));
}

void FleetEditor::renameEntity(EntityKey key, const QString& from, const QString& to)
{
    const auto naming = [key](const QString& name) {
        return Way{[key, name = utf8(name)](Orchestrator& engine) {
            return engine.renameEntity(key, name);
        }};
    };
    change(tr("rename entity %1").arg(from), naming(to), naming(from));
}

void FleetEditor::deleteNamespace(NamespaceKey key, const QString& name)
{
    change(tr("delete namespace %1").arg(name), deleting(key), restoring(key));
}

void FleetEditor::deleteEntity(EntityKey key, const QString& name)
{
    change(tr("delete entity %1").arg(name), deleting(key), restoring(key));
}

} // namespace rollout
