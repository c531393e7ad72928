#pragma once

// What a controller service reports of a target, and what it is answered. The same shape both ways.

#include <string>

namespace rollout {

/// All strings are UTF-8 without U+0000. name has 1 to 1,024 bytes; group, tags and version up to
/// 1,024 and may be empty; message up to 65,536. (name, group) identifies the target within its
/// entity.
struct ClientState
{
    std::string name;
    std::string group;
    std::string tags; ///< words separated by commas; one free string to the engine
    std::string version; ///< reported: what the target runs; answered: what it should run
    std::string message;
    bool isError = false;

    bool operator==(const ClientState&) const = default;
};

} // namespace rollout
