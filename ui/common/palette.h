#pragma once

// The one place that gives the engine's states a colour, a glyph and a line style. Words are in
// words.h. Colours are told apart in light and dark, and by people with each of the three common
// colour blindnesses; even so nothing is shown by colour alone: draw the glyph, the hatching or the
// dashes with it.

#include <QColor>
#include <QPalette>
#include <QPen>
#include <QString>

#include "core/entity_state.h"
#include "core/journal.h"
#include "core/lint.h"

namespace rollout {

enum class Scheme : std::uint8_t { Light, Dark };

/// By the lightness of the palette's window colour (Qt 6.4 has no colour scheme of its own).
[[nodiscard]] bool isDark(const QPalette& palette);
[[nodiscard]] Scheme schemeOf(const QPalette& palette);

[[nodiscard]] QColor phaseColour(TargetPhase phase, Scheme scheme);
[[nodiscard]] QChar phaseGlyph(TargetPhase phase);
/// Hatching that tells phases apart without colour; SolidPattern where the colour is plain.
[[nodiscard]] Qt::BrushStyle phaseHatch(TargetPhase phase);

[[nodiscard]] QColor rolloutPhaseColour(RolloutPhase phase, Scheme scheme);
[[nodiscard]] QChar rolloutPhaseGlyph(RolloutPhase phase);
/// Logical name of the icon, below ":/icons/".
[[nodiscard]] QString rolloutPhaseIcon(RolloutPhase phase);
/// How much a person has to care: the worst of a namespace's entities stands for it. Higher is
/// worse.
[[nodiscard]] int rolloutPhaseSeverity(RolloutPhase phase);

[[nodiscard]] QColor noteColour(NoteKind kind, Scheme scheme);
[[nodiscard]] QChar noteGlyph(NoteKind kind);

[[nodiscard]] QColor verdictColour(Verdict verdict, Scheme scheme);

[[nodiscard]] QColor journalColour(JournalKind kind, Scheme scheme);
[[nodiscard]] QChar journalGlyph(JournalKind kind);

/// How grave a finding of lint is.
[[nodiscard]] QColor severityColour(Severity severity, Scheme scheme);
[[nodiscard]] QChar severityGlyph(Severity severity);

/// Colour and dashes of a version by its age: 0 is the one seen first, beyond the sixth they come
/// round again (with a wider pen).
struct VersionStyle
{
    QColor colour;
    Qt::PenStyle dashes = Qt::SolidLine;
    qreal width = 2.0; ///< device-independent pixels

    [[nodiscard]] QPen pen() const { return QPen(QBrush(colour), width, dashes); }
};
[[nodiscard]] VersionStyle versionStyle(int age);
/// The grey of "no version".
[[nodiscard]] VersionStyle noVersionStyle();

/// Pale fills lack contrast with a light ground: they need a 1 px outline of outlineColour().
[[nodiscard]] bool needsOutline(const QColor& fill, Scheme scheme);
[[nodiscard]] QColor outlineColour(Scheme scheme);
/// Black or white, whichever reads better on `fill`.
[[nodiscard]] QColor textOn(const QColor& fill);
/// Contrast of two colours by WCAG 2: 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

/// The red of "this is live": frames and badges.
[[nodiscard]] QColor liveColour(Scheme scheme);
/// The ground of a check box in a dark window, where the style's own would not be seen.
[[nodiscard]] QColor checkGround();
/// Secondary text on the palette's window or base.
[[nodiscard]] QColor quietText(const QPalette& palette);

/// The two palettes of the Fusion style that the console is drawn with.
[[nodiscard]] QPalette consolePalette(Scheme scheme);

} // namespace rollout
