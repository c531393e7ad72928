#pragma once

// --format of commands that read or write a fleet file.

#include <string>

#include "command.h"
#include "io/fleet_file.h"

namespace rollout::ctl {

inline void addFormatOption(CLI::App& command, std::string& format)
{
    command.add_option("--format", format, "csv, json or ndjson, when the extension does not tell")
        ->type_name("FORMAT");
}

/// The one named, or the one that the extension tells.
[[nodiscard]] inline Result<FleetFormat> chosenFormat(const std::string& format,
                                                      const std::string& file)
{
    return format.empty() ? fleetFormatOf(file) : fleetFormatNamed(format);
}

} // namespace rollout::ctl
