#pragma once

// Which names, versions and texts are allowed. Every way into the engine asks here.

#include <cstddef>
#include <string>
#include <string_view>

#include "core/client_state.h"
#include "core/result.h"

namespace rollout {

inline constexpr std::size_t maximumNameBytes = 1024;
inline constexpr std::size_t maximumMessageBytes = 65536;

/// Valid UTF-8 (no surrogates, no overlong forms, at most U+10FFFF) without U+0000.
[[nodiscard]] bool isCleanUtf8(std::string_view text);

/// What somebody else's program said, fit to be kept and passed on: bytes that are no clean UTF-8
/// become U+FFFD, what is over maximumMessageBytes is cut off.
[[nodiscard]] std::string cleanMessage(std::string text);

/// 1 to 1,024 bytes of clean UTF-8. `what` names the thing in the error ("entity name", "version").
[[nodiscard]] Result<void> checkName(std::string_view what, std::string_view name);
/// The same, but empty is fine (groups, tags, reported versions).
[[nodiscard]] Result<void> checkOptionalName(std::string_view what, std::string_view name);
/// Every field of a reported client state; the error names the target.
[[nodiscard]] Result<void> checkClientState(const ClientState& state);

} // namespace rollout
