#pragma once

// Finding the targets that a report names, which is most of what a report of a large fleet costs:
// each row is a look into memory that no cache holds.

#include <span>
#include <vector>

#include "core/client_state.h"
#include "core/fleet.h"

namespace rollout {

struct FoundRow
{
    TargetId target{};
    bool isKnown = false;
    bool isSame = false; ///< the target's current side is what the row says, to the byte
};

/// A row's target and whether the row says what is known already, in the order of `report`. Reads
/// `fleet` from several threads when the report is long; they have ended when it returns.
[[nodiscard]] std::vector<FoundRow> findRows(const Fleet& fleet,
                                             std::span<const ClientState> report);

} // namespace rollout
