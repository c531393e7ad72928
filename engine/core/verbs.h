#pragma once

// What an operator can do to a rollout, as values. Each is one change of an entity's state with its
// journal rows, which say who did it, when and why.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/control.h"
#include "core/entity_state.h"
#include "core/journal.h"
#include "core/result.h"

namespace rollout::verb {

/// Nothing is judged or assigned until it is resumed; timers stand still, reports are recorded.
struct Pause
{
};
struct Resume
{
};
/// The rolling version is bad now; rolling back begins with the next step. Ends a pause. A version
/// that was asked for meanwhile is dropped.
struct Abort
{
};
/// The last known bad version may be tried again, its failed targets too.
struct Retry
{
};
/// Targets that failed on the rolling version get another chance, and its windows anew; none named:
/// all that failed.
struct RetryTargets
{
    std::vector<TargetId> targets;
};
/// All the rest is assigned the rolling version at once, past batch and waves.
struct Promote
{
};
/// The next wave may begin.
struct Release
{
};
/// Takes targets out of rollouts (maintenance): they are not judged, assigned, counted or
/// forgotten.
struct Exclude
{
    std::vector<TargetId> targets;
};
/// They take part again; windows begin anew.
struct Include
{
    std::vector<TargetId> targets;
};
/// Nobody can do anything until it is unlocked; timers stand still, reports are recorded.
struct Lock
{
};
struct Unlock
{
};
/// The window's signature is the verb's. It is given a number; one that was removed may come back
/// with its own.
struct Freeze
{
    FreezeWindow window;
};
/// Removes the freeze window of that number.
struct Unfreeze
{
    std::uint64_t number = 0;
};
/// Answers requests for approval. The signature's reason is the remark. None named: all that wait.
struct Decide
{
    std::vector<TargetId> targets;
    bool isApproval = true;
};

} // namespace rollout::verb

namespace rollout {

using Verb = std::variant<verb::Pause, verb::Resume, verb::Abort, verb::Retry, verb::RetryTargets,
                          verb::Promote, verb::Release, verb::Exclude, verb::Include, verb::Lock,
                          verb::Unlock, verb::Freeze, verb::Unfreeze, verb::Decide>;

/// Does it to `next`, which is a copy of what is stored, at a clock time; or one sentence why not,
/// and `next` is to be thrown away. Targets that are not there or not concerned are an error.
[[nodiscard]] Result<std::vector<JournalEntry>> applyVerb(EntityState& next, const Verb& verb,
                                                          const Signature& signature, Time clock);

/// Error, when an operator has locked the entity; says who and why.
[[nodiscard]] Result<void> checkUnlocked(const EntityState& state);
/// The same of a lock alone; `entity` begins the sentence.
[[nodiscard]] Result<void> checkUnlocked(const std::optional<Hold>& lock, std::string_view entity);

/// Whether doing it needs the entity to be unlocked: all but Unlock.
[[nodiscard]] bool needsUnlocked(const Verb& verb);

} // namespace rollout
