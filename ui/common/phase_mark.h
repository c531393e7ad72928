#pragma once

// A target's phase as a small square: colour, hatching, glyph and, where the colour is pale, an
// outline.

#include <QIcon>
#include <QRectF>

#include "ui/common/palette.h"

class QPainter;

namespace rollout {

/// Fills `rect` with the phase's colour and hatching; outlined where the ground needs it.
void paintPhaseFill(QPainter& painter, const QRectF& rect, TargetPhase phase, Scheme scheme);
/// The same with the phase's glyph in the middle.
void paintPhaseMark(QPainter& painter, const QRectF& rect, TargetPhase phase, Scheme scheme);
/// A mark of any state that has a colour and a glyph.
void paintMark(QPainter& painter, const QRectF& rect, const QColor& fill, QChar glyph,
               Scheme scheme);
/// The mark for buttons and lists, sharp at 1× and 2×.
[[nodiscard]] QIcon phaseIcon(TargetPhase phase, Scheme scheme);

} // namespace rollout
