#pragma once

// The policy that a command line names: a file, a preset or a saved one, and single options that
// override it.

#include <cstdint>
#include <optional>
#include <string>

#include "command.h"
#include "core/policy.h"

namespace rollout {
class Orchestrator;
}

namespace rollout::ctl {

struct PolicyOptions
{
    std::string policy; ///< empty: none was named
    std::optional<int> batchPercent;
    std::optional<int> successPercent;
    std::optional<std::int64_t> successTimeout;
    std::optional<std::int64_t> durationTimeout;

    [[nodiscard]] bool saysAny() const
    {
        return !policy.empty() || batchPercent || successPercent || successTimeout
            || durationTimeout;
    }
};

/// Binds --policy and the four options, all of them checked.
void addPolicyOptions(CLI::App& command, PolicyOptions& options);

/// Of a file (a word with a slash or a dot), a policy saved in an engine's store, which may be
/// null, or a preset, by name.
[[nodiscard]] Result<NamedPolicy> findPolicy(const std::string& word, const Orchestrator* saved);

/// `from`, or the named one in its place, with the single options in it.
[[nodiscard]] Result<Policy> policyOf(const PolicyOptions& options, const Policy& from,
                                      const Orchestrator* saved);

} // namespace rollout::ctl
