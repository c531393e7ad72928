#pragma once

// Edits of definitions that can be taken back.

#include <QUndoCommand>

#include "ui/common/session.h"

namespace rollout {

class SetOptionsCommand : public QUndoCommand
{
public:
    SetOptionsCommand(Session& session, const EntitySnapshot& entity, const RolloutOptions& after);

    void undo() override { set(m_before); }
    void redo() override { set(m_after); }

private:
    void set(const RolloutOptions& options);

    Session& m_session;
    EntityKey m_key;
    RolloutOptions m_before;
    RolloutOptions m_after;
};

class SetSimulationCommand : public QUndoCommand
{
public:
    SetSimulationCommand(Session& session, const EntitySnapshot& entity,
                         const SimulationSettings& after);

    void undo() override { set(m_before); }
    void redo() override { set(m_after); }

private:
    void set(const std::optional<SimulationSettings>& settings);

    Session& m_session;
    EntityKey m_key;
    std::optional<SimulationSettings> m_before;
    std::optional<SimulationSettings> m_after;
};

} // namespace rollout
