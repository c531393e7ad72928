#pragma once

// Icons and badges by logical name, drawn in the colours of the palette in use.

#include <QColor>
#include <QIcon>
#include <QString>

#include "ui/common/palette.h"

namespace rollout {

/// Makes ":/icons/…" and ":/sample/…" known; once, before the first icon.
void initResources();

/// An icon of resources/icons, in the colour of button text; follows a change of palette.
[[nodiscard]] QIcon icon(const QString& name);

/// A rounded square with a glyph in it, as trees and headers show a phase.
[[nodiscard]] QIcon badge(QChar glyph, const QColor& fill, Scheme scheme);

} // namespace rollout
