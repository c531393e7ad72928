#include "ui/inspector/undo_commands.h"

#include <QCoreApplication>

#include "ui/common/words.h"

namespace rollout {

namespace {

struct UndoWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::UndoWords)
};

} // namespace

SetSimulationCommand::SetSimulationCommand(Session& session, const EntitySnapshot& entity,
                                           const SimulationSettings& after)
    : QUndoCommand(UndoWords::tr("set simulation of %1").arg(rollout::text(entity.entityName)))
    , m_session(session)
    , m_key(entity.key)
    , m_before(entity.state.simulation)
    , m_after(after)
{
}

void SetSimulationCommand::set(const std::optional<SimulationSettings>& settings)
{
    m_session.attempt([key = m_key, settings](Orchestrator& engine) {
        return engine.setSimulation(key, settings);
    });
}

SetControllerCommand::SetControllerCommand(Session& session, const EntitySnapshot& entity,
                                           const std::optional<CommandSettings>& after,
                                           Signature signature)
    : QUndoCommand(
        (after ? UndoWords::tr("set controller of %1") : UndoWords::tr("remove controller of %1"))
            .arg(rollout::text(entity.entityName)))
    , m_session(session)
    , m_key(entity.key)
    , m_before(entity.state.controller)
    , m_after(after)
    , m_signature(std::move(signature))
{
}

void SetControllerCommand::set(const std::optional<CommandSettings>& settings)
{
    m_session.attempt([key = m_key, settings, signature = m_signature](Orchestrator& engine) {
        return engine.setCommand(key, settings, signature);
    });
}

} // namespace rollout
