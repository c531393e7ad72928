#pragma once

// The one error type of the engine. Expected failures (bad input, a name that does not exist, a
// store that refuses) are values; programmer errors are assertions.

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace rollout {

enum class ErrorCode {
    InvalidArgument, ///< a value outside what is allowed; nothing was changed
    NotFound, ///< the namespace, entity, group or target does not exist
    AlreadyExists, ///< a name that is taken
    NoTargetVersion, ///< a step on an entity for which no version was ever asked
    HookFailed, ///< a controller's hook failed, and the step ended with its error
    Busy, ///< somebody else holds what is needed; trying again may help
    Conflict, ///< somebody else changed it meanwhile; begin again from what it is now
    Locked, ///< an operator has locked the entity
    Cancelled, ///< the person who asked for it changed their mind
    Io, ///< a file, disk or connection refused
    Unreachable, ///< a server does not answer; what was asked of it may have to be asked again
    Corrupt, ///< stored data is not what it should be
    TooNew, ///< stored data was written by a newer version of this program
};

struct Error
{
    ErrorCode code;
    /// One sentence for a person: what, where, what would be right. UTF-8, no trailing full stop
    /// needed.
    std::string message;

    bool operator==(const Error&) const = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, std::string message)
{
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

} // namespace rollout
