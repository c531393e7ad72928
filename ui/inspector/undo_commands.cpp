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

SetOptionsCommand::SetOptionsCommand(Session& session, const EntitySnapshot& entity,
                                     const RolloutOptions& after)
    : QUndoCommand(UndoWords::tr("set rollout options of %1").arg(rollout::text(entity.entityName)))
    , m_session(session)
    , m_key(entity.key)
    , m_before(entity.state.options)
    , m_after(after)
{
}

void SetOptionsCommand::set(const RolloutOptions& options)
{
    // By key: the entity may have another name by the time this is undone.
    m_session.attempt([key = m_key, options](Orchestrator& engine) -> Result<void> {
        const auto entity = engine.snapshot(key);
        if (!entity)
            return tl::unexpected(entity.error());
        return engine.setRolloutOptions((*entity)->namespaceName, (*entity)->entityName, options);
    });
}

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

} // namespace rollout
