#pragma once

// The sample: two namespaces, five entities, 1,000 simulated targets. checkout is in the middle of
// a rollout that will succeed, search was just asked for a version that will fail and go back,
// gateways was rolled back.

#include <functional>
#include <string>

#include "core/result.h"

namespace rollout {

struct SampleWatch
{
    std::function<void(double)> progress; ///< 0 to 1; may be empty
    std::function<bool()> isCancelled; ///< may be empty
};

/// Fills an empty store, in the caller's thread. Always the same.
[[nodiscard]] Result<void> buildSample(const std::string& storeUrl, const SampleWatch& watch);

} // namespace rollout
