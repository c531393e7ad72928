#pragma once

// A rollout whose hooks are answered by a small shell program.

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "controllers/command_controller.h"
#include "core/step_bed.h"

namespace rollout::test {

inline CommandSettings shell(const std::string& script, Hooks hooks,
                             std::vector<std::string> arguments = {})
{
    // What follows the script is $0, $1, ….
    arguments.insert(arguments.begin(), {"-c", script, "gate"});
    return {"/bin/sh", std::move(arguments), Seconds(30), hooks};
}

/// v1 is last known good on a to d, v2 is rolling and nobody was told yet; the next step may tell
/// two.
inline Bed readyBed()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(4000));
    return bed;
}

/// The next step of `bed`, its questions put to the program.
inline Plan stepWith(Bed& bed, const CommandSettings& settings, std::int64_t now = 5000)
{
    const std::shared_ptr<Controller> controller = makeController(settings);
    return bed.step(at(now), controller->hooks(), [&](const Question& question, const Step& step) {
        return controller->ask(question, step);
    });
}

} // namespace rollout::test
