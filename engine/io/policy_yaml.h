#pragma once

// Policies as YAML, for people to write, keep and pass on. Everything but the four options may be
// missing, and is then off:
//
//     name: careful
//     description: One target, then the rest.
//     batch: 10 %
//     success: 100 %
//     success-timeout: 10 min        # seconds, or s, min, h, d
//     duration-timeout: 14 min
//     guards:
//       forget-after: 15 min
//       silent-counts-as-failed: true
//       stop-while-unhealthy: false
//       rollback-batch: 33 %
//       open-for-rollback: true
//       watch-after-good: 1 h
//       monitoring: roll-back        # or hold, report
//       minimum-time: 30 min
//       minimum-targets: 5
//     waves:
//       - name: one box
//         group: eu                  # targets of this group only
//         tag: canary                # targets with this tag only
//         size: 1 target             # or 10 %
//         batch: 100 %               # or 5 targets
//         success: 100 %
//         error: 0 %
//         bake: 1 h
//         manual: false
//     approval:
//       required: 2
//       timeout: 1 d
//       on-timeout: reject           # or approve
//       for-rollback: false
//
// An option that is missing has its default. Any thread; nothing is kept between calls.

#include <string>

#include "core/policy.h"
#include "core/result.h"

namespace rollout {

/// One error reads "careful.yaml:3:8: what is wrong; what would be right". Unknown and repeated
/// keys, wrong types and values out of range are errors (InvalidArgument). `path` is for errors
/// only. The name may be missing, and is then empty.
[[nodiscard]] Result<NamedPolicy> parsePolicy(const std::string& text, const std::string& path);
/// The same from a file; a policy without a name is called after it. Io: the file.
[[nodiscard]] Result<NamedPolicy> readPolicy(const std::string& path);

/// What parsePolicy() reads back to the same value; leaves out what is off. The policy must pass
/// checkPolicy, its texts be clean UTF-8.
[[nodiscard]] std::string policyText(const NamedPolicy& named);
/// Writes the file whole, or leaves it as it was.
[[nodiscard]] Result<void> writePolicy(const std::string& path, const NamedPolicy& named);

} // namespace rollout
