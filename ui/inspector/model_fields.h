#pragma once

// The numbers of a version's model that a form edits: how each is called, in which unit and range,
// and where it is kept. Pure.

#include <QString>

#include <span>

#include "core/simulation_settings.h"

namespace rollout {

struct ModelField
{
    const char* name; ///< object name of its editor
    const char* label; ///< to be translated, as what follows
    const char* tip; ///< what it does to targets
    const char* unit; ///< behind the number: " %"
    double most; ///< in that unit; the least is 0
    int decimals;
    double (*get)(const VersionModel&); ///< in that unit
    void (*set)(VersionModel&, double);
};

/// In the order of a form.
[[nodiscard]] std::span<const ModelField> modelFields();
/// F3 of a version: its adoption, when it has one of its own.
[[nodiscard]] std::span<const ModelField> adoptionFields();

[[nodiscard]] QString labelOf(const ModelField& field);
[[nodiscard]] QString tipOf(const ModelField& field);
[[nodiscard]] QString unitOf(const ModelField& field);

} // namespace rollout
