#pragma once

// What people did to an entity between two steps of a played scenario, so that it can be done
// again.

#include <span>
#include <vector>

#include "core/entity_state.h"
#include "core/time.h"
#include "simulation/script.h"
#include "store/store.h"

namespace rollout {

struct Deed
{
    Seconds before{0}; ///< of the step before which it was done; from t = 0
    ScriptedAct act; ///< its signature is theirs
};

/// `rows`: the journal from one state to another, in order; `before` and `after` those states, with
/// no step in between. Targets that somebody made, renamed or removed by hand are left out. Of
/// several policies the last is taken.
[[nodiscard]] std::vector<ScriptedAct>
actsBetween(const EntityState& before, const EntityState& after, std::span<const JournalRow> rows);

} // namespace rollout
