#pragma once

// What a policy comes to on a fleet, as rows of a table. Pure.

#include <vector>

#include "ui/common/policy_review.h"
#include "ui/inspector/selection_words.h"

namespace rollout {

/// Slots, a good version, a bad one, and integers that the options alone do not give; empty for a
/// policy that is out of range and without targets.
[[nodiscard]] std::vector<Fact> forecastOf(const PolicyReview& review);

} // namespace rollout
