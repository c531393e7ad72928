#pragma once

// Conformance traces: what was done to one entity of a fresh engine, and what the engine must have
// made of it. A file is {"name", "steps": [{"at": ms, "op": …}, …]}; the operations are the structs
// below.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/client_state.h"
#include "core/result.h"
#include "core/rollout.h"
#include "core/time.h"

namespace rollout {

namespace trace {

struct SetOptions
{
    RolloutOptions options;
};

struct SetTargetVersion
{
    std::string version;
};

struct ForceTargetVersion
{
    std::string version;
};

/// What a scripted selection or approval hook returns of the list it is given.
enum class ListRule : std::uint8_t {
    All, ///< ""
    None, ///< "none"
    Fail, ///< "error": the hook fails
    Reverse, ///< "reverse": all, in reverse order
    Odd, ///< "odd": the 2nd, 4th, …
    OfGroup, ///< "group:NAME": those of that group
    NewFirst, ///< "new": first new1 and new2 of group "blue", reporting v0, then all; selection
              ///< only
};

struct ListScript
{
    ListRule rule = ListRule::All;
    std::string group; ///< OfGroup

    bool operator==(const ListScript&) const = default;
};

enum class RemovalRule : std::uint8_t {
    None, ///< ""
    Fail, ///< "error"
    First, ///< "first": the first `count` of the list
};

struct SetTargetController
{
    ListScript selection;
    ListScript approval;
    RemovalRule removal = RemovalRule::None;
    std::vector<std::string> monitoringFails; ///< names of targets, in any group
};

struct SetMonitoringController
{
    bool fails = false;
};

/// After it, the entity's targets and rollout must be exactly these.
struct Orchestrate
{
    std::vector<ClientState> report; ///< group, name, version, isError
    std::vector<ClientState> targets; ///< group, name, expected version, isError; by (group, name)
    RolloutVersions rollout;
    bool fails = false; ///< the step must end with an error
};

} // namespace trace

using TraceOperation =
    std::variant<trace::SetOptions, trace::SetTargetVersion, trace::ForceTargetVersion,
                 trace::SetTargetController, trace::SetMonitoringController, trace::Orchestrate>;

struct TraceStep
{
    Time at{};
    TraceOperation operation;
};

struct Trace
{
    std::string name;
    std::vector<TraceStep> steps;
};

/// Errors name the file, the step (from 1) and what is wrong with it.
[[nodiscard]] Result<Trace> readTrace(const std::string& path);
/// The same from a text; `path` is for errors only.
[[nodiscard]] Result<Trace> parseTrace(const std::string& text, const std::string& path);

} // namespace rollout
