#pragma once

// The freeze window that a journal row of FreezeAdded or FreezeRemoved is about. A row has its
// first time only: not how often it comes again, nor its number.

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/control.h"
#include "core/time.h"

namespace rollout {

/// `count` and `threshold` are the row's.
[[nodiscard]] inline FreezeWindow freezeOfRow(std::int64_t count, std::int64_t threshold,
                                              Signature signature = {})
{
    return {Time(Milliseconds(count)), Time(Milliseconds(threshold)), Milliseconds(0),
            std::move(signature), 0};
}

/// The first of that time; the end: there is none.
[[nodiscard]] inline auto findFreeze(std::vector<FreezeWindow>& freezes, const FreezeWindow& row)
{
    return std::find_if(freezes.begin(), freezes.end(), [&](const FreezeWindow& window) {
        return window.from == row.from && window.to == row.to;
    });
}

inline void removeFreeze(Control& control, const FreezeWindow& row)
{
    if (const auto found = findFreeze(control.freezes, row); found != control.freezes.end())
        control.freezes.erase(found);
}

} // namespace rollout
