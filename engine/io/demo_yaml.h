#pragma once

// Demos as YAML, for people to write, keep and pass on. Times as in a scenario.
//
//     name: caught
//     title: A bad release is caught
//     description: Who it is for, and what it shows.
//     scenario: crash-30           # one that ships, or a file beside this one: my-fleet.yaml
//     policy: nomad                # instead of the scenario's: one that ships, or its keys
//     seed: 7                      # instead of the scenario's
//     speed: 120                   # simulated seconds a second, 1 to 1000
//     scenes:
//       - caption: Three targets in ten crash on v2. Nobody knows yet.
//         page: versions           # overview, targets, heat-map, batches, history, what-if: in
//         front steps: 12                # how far to go, or until: rollback-begun    # good, bad,
//         rolled-back, done; or back-to: 4               # what was after this step speed: 600 # of
//         these steps pause: 4 s               # after that; without it, the time that reading
//         takes policy: {batch: 50 %}    # the scenario begins anew, with this policy do: # when
//         the scene begins, as in a scenario's events
//           - do: pause
//             reason: database migration
//           - inject: {fails: 100 %}
//
// Any thread; nothing is kept between calls.

#include <string>

#include "core/demo.h"
#include "core/result.h"

namespace rollout {

/// One error reads "caught.yaml:3:8: what is wrong; what would be right" (InvalidArgument); one of
/// the scenario's own file names that. `path` is for errors, and says where a scenario's file is.
[[nodiscard]] Result<DemoScript> parseDemo(const std::string& text, const std::string& path);
/// The same from a file; a demo without a name is called after it. Io: the file.
[[nodiscard]] Result<DemoScript> readDemo(const std::string& path);

} // namespace rollout
