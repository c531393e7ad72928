#pragma once

// Scenarios as YAML, for people to write, keep and pass on. Everything may be missing and then has
// the default of `rolloutctl simulate`. Times are whole seconds, or "90 s", "10 min", "6 h", "2 d";
// probabilities and shares "30 %", "0.2 %", or a number from 0 to 1.
//
//     name: bad-zone
//     title: One bad zone
//     description: Everything in zone-3 crashes.
//     fleet:
//       targets: 1000              # spread evenly over the groups g01, g02, …
//       groups: 10
//       parts:                     # or, instead of both:
//         - targets: 100
//           group: zone-1
//           tags: canary, eu
//       adoption:                  # F3
//         median: 20 s
//         sigma: 0.5               # 0: everybody takes the median
//         poll: 45 min
//         poll-jitter: 5 min
//       silence:                   # F8
//         share: 1 %
//         mean: 30 min
//       churn:                     # F15
//         joins-per-hour: 5
//         leaves-per-hour: 5       # of 1,000 targets
//     seed: 1
//     tick: 10 s
//     starts-at: "17:00"           # time of day of the first step that may assign, UTC
//     until: 30 d
//     policy: nomad                # one that ships, or its keys as in a policy's file
//     versions:                    # several of one version add up
//       - version: v2              # v2 is rolled out, v1 is what runs
//         group: zone-3            # for these targets only
//         tag: canary
//         adoption: {median: 45 min}
//         never-adopts: 0.2 %      # F2
//         fails: 30 %              # F1; of v1: F12
//         correlation: 0.1         # F6; 1: whole clusters
//         correlated-by: group     # or tags
//         latent:                  # F4
//           mean: 6 h
//           shape: 2               # Weibull's; 1: exponential
//           share: 100 %
//         intermittent:            # F5
//           share: 10 %
//           errors: 5 %            # of their reports
//         falls-silent: 100 %      # F7
//         flapping:                # F9
//           share: 100 %
//           half-period: 30 s
//           jitter: 10 %
//         false-errors: 0.01 %     # F10, of healthy targets' reports
//         missed-errors: 5 %       # F11, of failing targets' reports
//         stuck: 2 %               # F13: never goes back
//         stays-broken: 2 %        # F13: goes back, and fails there
//         leaving:                 # F14: how much longer going back takes
//           factor: 3
//           sigma: 0.5
//         under-load:              # F17
//           above: 50 %            # of the fleet on it
//           fails: 50 %
//         hours:                   # F19, time of day, UTC
//           from: "17:00"
//           to: "19:00"
//     outages:                     # F16
//       per-day: 2
//       mean: 10 min
//     operator:                    # F18: how long people take to approve or release
//       delay: 10 min
//       sigma: 1
//     events:
//       - at: 5 min                # from the first step that may assign
//         do: pause                # resume, abort, retry, retry-failed, promote, release, exclude,
//                                  # include, lock, unlock, freeze, approve, reject, set-version,
//                                  # force-version, outage
//         reason: database migration
//         group: zone-3            # exclude, include
//         tag: canary              # likewise
//         length: 1 h              # freeze, outage
//         version: v3              # set-version, force-version
//       - at: 6 min
//         inject: {fails: 100 %}   # a version behaves like this too from now on; keys as above
//       - at: 7 min
//         policy: {batch: 50 %}    # another policy from now on
//     training:
//       briefing: What you know beforehand.
//       goal: What you should bring about.
//       hints:
//         - The first hint.
//       questions:
//         - at: 3 min
//           bet: rolls-back        # or becomes-good
//
// Any thread; nothing is kept between calls.

#include <string>

#include "core/result.h"
#include "core/scenario.h"

namespace rollout {

/// One error reads "bad-zone.yaml:3:8: what is wrong; what would be right". Unknown and repeated
/// keys, wrong types and values out of range are errors (InvalidArgument). `path` is for errors
/// only. The name may be missing, and is then empty.
[[nodiscard]] Result<NamedScenario> parseScenario(const std::string& text, const std::string& path);
/// The same from a file; a scenario without a name is called after it. Io: the file.
[[nodiscard]] Result<NamedScenario> readScenario(const std::string& path);

} // namespace rollout
