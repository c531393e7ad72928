#pragma once

#include <QPalette>
#include <QString>

#include <vector>

#include "ui/inspector/selection_words.h"

namespace rollout {

/// A table of captions and values as rich text; names are escaped.
[[nodiscard]] QString factTable(const std::vector<Fact>& facts, const QPalette& palette);

} // namespace rollout
