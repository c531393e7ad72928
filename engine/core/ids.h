#pragma once

// Small integers that stand for strings and targets inside one fleet. They mean nothing outside of
// the fleet that handed them out, are never stored, and never shown.

#include <cstdint>

namespace rollout {

/// An interned version. None is the empty version: "no version".
enum class VersionId : std::uint32_t { None = 0 };
/// An interned message. None is the empty message.
enum class TextId : std::uint32_t { None = 0 };
/// An interned group name. None is the empty group.
enum class GroupId : std::uint32_t { None = 0 };
/// An interned tags string. None is "no tags".
enum class TagsId : std::uint32_t { None = 0 };

/// A target's slot in its fleet. A slot is given once and not used again, so it identifies the
/// target for as long as the entity lives; the store keys its rows by it.
enum class TargetId : std::uint32_t {};

template <typename Id>
[[nodiscard]] constexpr std::uint32_t raw(Id id)
{
    return static_cast<std::uint32_t>(id);
}

} // namespace rollout
