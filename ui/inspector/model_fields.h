#pragma once

// The numbers of a version's model that a form edits, in the order of its parts. Pure.

#include <span>

#include "core/simulation_settings.h"
#include "ui/inspector/number_field.h"

namespace rollout {

using ModelField = NumberField<VersionModel>;

[[nodiscard]] std::span<const ModelField> crashFields(); ///< F1, F6
[[nodiscard]] std::span<const ModelField> laterFields(); ///< F4, F17
[[nodiscard]] std::span<const ModelField> reportFields(); ///< F5, F7, F9 to F11
[[nodiscard]] std::span<const ModelField> leavingFields(); ///< F13, F14
[[nodiscard]] std::span<const ModelField> refusalFields(); ///< F2
/// F3 of a version: its adoption, when it has one of its own.
[[nodiscard]] std::span<const ModelField> adoptionFields();

} // namespace rollout
