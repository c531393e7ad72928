#pragma once

// How verbs.h is done; internal to it. What concerns single targets is in verbs_targets.cpp.

#include <cstdint>
#include <string>
#include <vector>

#include "core/verbs.h"

namespace rollout {

/// One verb on its way, on a copy of the state.
class Doer
{
public:
    Doer(EntityState& next, const Signature& signature, Time clock)
        : m_next(next)
        , m_signature(signature)
        , m_clock(clock)
    {
    }

    using Outcome = Result<std::vector<JournalEntry>>;

    Outcome operator()(const verb::Pause&);
    Outcome operator()(const verb::Resume&);
    Outcome operator()(const verb::Abort&);
    Outcome operator()(const verb::Retry&);
    Outcome operator()(const verb::RetryTargets& verb);
    Outcome operator()(const verb::Promote&);
    Outcome operator()(const verb::Release&);
    Outcome operator()(const verb::Exclude& verb);
    Outcome operator()(const verb::Include& verb);
    Outcome operator()(const verb::Lock&);
    Outcome operator()(const verb::Unlock&);
    Outcome operator()(const verb::Freeze& verb);
    Outcome operator()(const verb::Unfreeze& verb);
    Outcome operator()(const verb::Decide& verb);

private:
    [[nodiscard]] JournalEntry entry(JournalKind kind) const;
    [[nodiscard]] Result<void> checkTargets(const std::vector<TargetId>& targets) const;
    [[nodiscard]] std::string nameOf(TargetId id) const;
    std::int64_t endStop();
    JournalEntry resume();
    [[nodiscard]] std::vector<TargetId> failedTargets() const;
    [[nodiscard]] std::vector<TargetId> unprovenTargets() const;
    void tryAgain(const std::vector<TargetId>& targets);
    [[nodiscard]] Time now() const { return m_next.clock.at(m_clock); }

    EntityState& m_next;
    const Signature& m_signature;
    const Time m_clock;
};

[[nodiscard]] inline tl::unexpected<Error> refusal(std::string sentence)
{
    return failure(ErrorCode::InvalidArgument, std::move(sentence));
}

} // namespace rollout
