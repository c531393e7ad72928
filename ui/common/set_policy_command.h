#pragma once

// A policy given to an entity, so that it can be taken back.

#include <QUndoCommand>

#include "ui/common/session.h"

namespace rollout {

/// Options, guards, waves and approval at once.
class SetPolicyCommand : public QUndoCommand
{
public:
    SetPolicyCommand(Session& session, const EntitySnapshot& entity, const Policy& after,
                     Signature signature);

    void undo() override { set(m_before); }
    void redo() override { set(m_after); }

private:
    void set(const Policy& policy);

    Session& m_session;
    EntityKey m_key;
    Policy m_before;
    Policy m_after;
    Signature m_signature;
};

} // namespace rollout
