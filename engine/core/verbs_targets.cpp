// Verbs that concern single targets.

#include "core/verb_doer.h"

#include <algorithm>

namespace rollout {

Result<void> Doer::checkTargets(const std::vector<TargetId>& targets) const
{
    if (targets.empty())
        return refusal("no targets are named; name at least one");
    for (const TargetId id : targets)
        if (!m_next.fleet.isLive(id))
            return failure(ErrorCode::NotFound, "the entity has no target " + nameOf(id));
    return {};
}

std::string Doer::nameOf(TargetId id) const
{
    return m_next.fleet.isLive(id) ? "\"" + std::string(m_next.fleet.name(id)) + "\""
                                   : "number " + std::to_string(raw(id));
}

std::vector<TargetId> Doer::failedTargets() const
{
    const VersionId effective = m_next.rollout.rolling;
    std::vector<TargetId> failed;
    for (const TargetId id : m_next.fleet.order()) {
        const Block& block = m_next.fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        const bool isFailing = block.expectedIsError[i]
            || (block.reported[i].isError != 0 && block.reported[i].version == effective);
        if (block.expectedVersion[i] == effective && isFailing && !block.isExcluded[i])
            failed.push_back(id);
    }
    return failed;
}

/// Told the rolling version, and no success on it yet.
std::vector<TargetId> Doer::unprovenTargets() const
{
    std::vector<TargetId> targets;
    for (const TargetId id : m_next.fleet.order()) {
        const Target target = m_next.fleet.target(id);
        if (target.expectedVersion == m_next.rollout.rolling && !target.isExcluded
            && target.expectedNote.kind != NoteKind::Succeeded)
            targets.push_back(id);
    }
    return targets;
}

void Doer::tryAgain(const std::vector<TargetId>& targets)
{
    for (const TargetId id : targets) {
        Target target = m_next.fleet.target(id);
        target.expectedIsError = false;
        target.expectedNote = Note{NoteKind::TriedAgain, 0, 0, TextId::None};
        target.expectedChangedAt = now();
        target.expectedMessageAt = now();
        m_next.fleet.setTarget(id, target);
    }
}

Doer::Outcome Doer::operator()(const verb::RetryTargets& verb)
{
    const auto failed = failedTargets();
    if (failed.empty())
        return refusal("no target has failed on the version that is being rolled out");
    TargetSet hasFailed(m_next.fleet.slots());
    for (const TargetId id : failed)
        hasFailed.insert(id);
    for (const TargetId id : verb.targets)
        if (!hasFailed.contains(id))
            return refusal("target " + nameOf(id)
                           + " has not failed on the version that is being rolled out");
    const auto& chosen = verb.targets.empty() ? failed : verb.targets;
    tryAgain(chosen);
    auto retried = entry(JournalKind::TargetsRetried);
    retried.count = static_cast<std::int64_t>(chosen.size());
    return std::vector{std::move(retried)};
}

Doer::Outcome Doer::operator()(const verb::Exclude& verb)
{
    if (auto ok = checkTargets(verb.targets); !ok)
        return tl::unexpected(ok.error());
    std::vector<JournalEntry> journal;
    for (const TargetId id : verb.targets) {
        Target target = m_next.fleet.target(id);
        if (target.isExcluded)
            continue;
        target.isExcluded = true;
        m_next.fleet.setTarget(id, target);
        journal.push_back(entry(JournalKind::TargetExcluded));
        journal.back().target = id;
    }
    if (journal.empty())
        return refusal("target " + nameOf(verb.targets.front()) + " is excluded already");
    m_next.approvals.forget(verb.targets);
    return journal;
}

Doer::Outcome Doer::operator()(const verb::Include& verb)
{
    if (auto ok = checkTargets(verb.targets); !ok)
        return tl::unexpected(ok.error());
    std::vector<JournalEntry> journal;
    for (const TargetId id : verb.targets) {
        Target target = m_next.fleet.target(id);
        if (!target.isExcluded)
            continue;
        target.isExcluded = false;
        target.expectedChangedAt = now();
        m_next.fleet.setTarget(id, target);
        journal.push_back(entry(JournalKind::TargetIncluded));
        journal.back().target = id;
    }
    if (journal.empty())
        return refusal("target " + nameOf(verb.targets.front()) + " is not excluded");
    // Silence in maintenance is no silence.
    m_next.fleet.reportTimes().record(verb.targets, m_next.fleet.order(), now());
    return journal;
}

Doer::Outcome Doer::operator()(const verb::Decide& verb)
{
    std::vector<TargetId> targets = verb.targets;
    if (targets.empty())
        for (const ApprovalRequest& request : m_next.approvals.requests)
            if (standingOf(request, m_next.approval, now()) == ApprovalStanding::Pending)
                targets.push_back(request.target);
    if (targets.empty())
        return refusal("no target waits for approval");
    if (m_signature.by.empty())
        return refusal("an approval needs a name; say who decides");
    std::vector<JournalEntry> journal;
    for (const TargetId id : targets) {
        const Vote vote{m_signature.by, verb.isApproval, m_signature.reason, m_clock};
        if (!m_next.approvals.vote(id, vote))
            return refusal("target " + nameOf(id) + " does not wait for approval");
        journal.push_back(
            entry(verb.isApproval ? JournalKind::TargetApproved : JournalKind::TargetRejected));
        journal.back().target = id;
        journal.back().version = m_next.approvals.version;
    }
    return journal;
}

} // namespace rollout
