#pragma once

// How a version looks in chart and legend.

#include <QBrush>

#include <string>
#include <vector>

#include "ui/common/palette.h"

namespace rollout {

/// Colour and dashes by age; the empty version is grey and does not use up a colour.
[[nodiscard]] VersionStyle styleOf(int age, const std::vector<std::string>& versions);
/// Hatched and darker: the part of a version whose targets are in error.
[[nodiscard]] QBrush failingBrush(const QColor& colour);

} // namespace rollout
