#pragma once

// Edits of definitions that can be taken back.

#include <QUndoCommand>

#include "ui/common/session.h"

namespace rollout {

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

class SetControllerCommand : public QUndoCommand
{
public:
    /// `after` nothing: no program answers any more.
    SetControllerCommand(Session& session, const EntitySnapshot& entity,
                         const std::optional<CommandSettings>& after, Signature signature);

    void undo() override { set(m_before); }
    void redo() override { set(m_after); }

private:
    void set(const std::optional<CommandSettings>& settings);

    Session& m_session;
    EntityKey m_key;
    std::optional<CommandSettings> m_before;
    std::optional<CommandSettings> m_after;
    Signature m_signature;
};

} // namespace rollout
