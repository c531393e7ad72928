#pragma once

// What the inspector says of selected targets. Pure.

#include <QString>

#include <vector>

#include "service/orchestrator.h"

namespace rollout {

/// A line a fact: caption and value.
struct Fact
{
    QString caption;
    QString value;
};

/// One target: everything known of it. Several: how many are in each phase. Targets that are gone
/// are left out.
[[nodiscard]] std::vector<Fact> factsOf(const EntitySnapshot& snapshot,
                                        const std::vector<TargetId>& targets);

} // namespace rollout
