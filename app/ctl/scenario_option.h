#pragma once

// The scenario that a command line names.

#include <string>

#include "command.h"
#include "core/scenario.h"

namespace rollout::ctl {

/// Binds --scenario.
CLI::Option* addScenarioOption(CLI::App& command, std::string& scenario);

/// A file (a word with a slash or a dot, or one that exists), or one that ships, by name.
[[nodiscard]] Result<NamedScenario> findScenario(const std::string& word);

} // namespace rollout::ctl
