#pragma once

// An entity on its way through its journal, row by row: replay.h's inside. Targets stand in slots,
// of which some are empty for a time; a Fleet is made only of what somebody looks at.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/entity_state.h"
#include "core/journal.h"
#include "core/plan.h"

namespace rollout {

/// A target, or none while it is not live.
struct ReplaySlot
{
    std::string group;
    std::string name;
    Target target;
    bool isLive = false;
};

/// A journal row whose names are found.
struct ReplayChange
{
    static constexpr std::uint32_t noSlot = UINT32_MAX;

    JournalKind kind{};
    std::uint32_t slot = noSlot;
    VersionId version = VersionId::None;
    VersionId previous = VersionId::None;
    TextId text = TextId::None; ///< of TargetRenamed: the new group, a slash, the new name
    TextId by = TextId::None;
    Time at{};
    Time entityAt{};
    std::uint64_t step = 0;
    std::int64_t count = 0;
    std::int64_t threshold = 0;
};

class ReplayedEntity
{
public:
    /// `base` has everything but the targets, which are in `slots`; the pools of its fleet know
    /// every version and text of the changes.
    ReplayedEntity(EntityState base, std::vector<ReplaySlot> slots);

    /// The rows of one moment, at least one, after which so many steps have been taken. `isStep`:
    /// among them are a step's.
    void tell(std::span<const ReplayChange> changes, std::uint64_t steps, bool isStep);

    /// The state, with `clock` as it stood then.
    [[nodiscard]] EntityState state() const;
    [[nodiscard]] std::shared_ptr<const Plan> plan() const;

private:
    void beginPlan(std::span<const ReplayChange> changes);
    void tellTarget(const ReplayChange& change);
    void tellVersion(const ReplayChange& change);
    void tellOperator(const ReplayChange& change);
    void tellPlan(const ReplayChange& change);
    void add(ReplaySlot& slot, const ReplayChange& change) const;
    void report(Target& target, const ReplayChange& change) const;
    void judge(Target& target, const ReplayChange& change) const;
    void assign(Target& target, const ReplayChange& change) const;
    void rename(ReplaySlot& slot, const ReplayChange& change) const;
    void becomeBad(VersionId version);
    void retry(const ReplayChange& change);
    void retryTargets(const ReplayChange& change);
    [[nodiscard]] Signature signatureOf(const ReplayChange& change) const;
    [[nodiscard]] EntityClock clockThen() const;

    EntityState m_state; ///< the fleet has no targets
    std::vector<ReplaySlot> m_slots;
    EntityClock m_laterClock;
    std::optional<Plan> m_plan;
    RolloutState m_assigning; ///< as it stands when the moment's step assigns
    Time m_clock{};
    Time m_now{};
};

/// Whether a step wrote the row; else a report, a person or another change between steps did.
[[nodiscard]] bool isOfStep(JournalKind kind);

} // namespace rollout
