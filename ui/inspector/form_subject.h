#pragma once

#include <cstdint>

namespace rollout {

/// Whether a form is shown the entity that it shows already. Of another one: whatever was typed is
/// forgotten.
enum class Subject : std::uint8_t { Same, Other };

} // namespace rollout
