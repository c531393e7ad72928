#include "ui/common/set_policy_command.h"

#include "ui/common/words.h"

namespace rollout {

SetPolicyCommand::SetPolicyCommand(Session& session, const EntitySnapshot& entity,
                                   const Policy& after, Signature signature)
    : QUndoCommand(Words::tr("set policy of %1").arg(rollout::text(entity.entityName)))
    , m_session(session)
    , m_key(entity.key)
    , m_before(entity.state.policy())
    , m_after(after)
    , m_signature(std::move(signature))
{
}

void SetPolicyCommand::set(const Policy& policy)
{
    m_session.attempt([key = m_key, policy, signature = m_signature](Orchestrator& engine) {
        return engine.setPolicy(key, policy, signature);
    });
}

} // namespace rollout
