#include "ui/common/palette.h"

#include <array>
#include <cmath>

namespace rollout {

namespace {

struct PhaseLook
{
    QRgb light;
    QRgb dark;
    char16_t glyph;
    Qt::BrushStyle hatch;
};

constexpr std::array<PhaseLook, targetPhaseCount> phaseLooks{{
    {0xFFBBBBBB, 0xFFBBBBBB, u'\u00B7', Qt::SolidPattern}, // Old
    {0xFFF0E442, 0xFFF0E442, u'a', Qt::Dense6Pattern}, // Assigned
    {0xFF56B4E9, 0xFF56B4E9, u'~', Qt::HorPattern}, // Baking
    {0xFF0072B2, 0xFF0072B2, u'\u2713', Qt::SolidPattern}, // Succeeded
    {0xFFD55E00, 0xFFD55E00, u'\u2717', Qt::DiagCrossPattern}, // Failed
    {0xFF882255, 0xFFAA3377, u'\u2039', Qt::BDiagPattern}, // RollingBack
    {0xFF000000, 0xFFFFFFFF, u'?', Qt::VerPattern}, // Silent
    {0xFF666666, 0xFF666666, u'\u2205', Qt::CrossPattern}, // Excluded
}};

const PhaseLook& lookOf(TargetPhase phase)
{
    return phaseLooks.at(static_cast<std::size_t>(phase));
}

/// The phase of a single target that looks like the rollout as a whole.
TargetPhase likeTarget(RolloutPhase phase)
{
    switch (phase) {
    case RolloutPhase::Empty:
        return TargetPhase::Old;
    case RolloutPhase::Establishing:
        return TargetPhase::Assigned;
    case RolloutPhase::Settled:
        return TargetPhase::Succeeded;
    case RolloutPhase::RollingOut:
        return TargetPhase::Baking;
    case RolloutPhase::RollingBack:
        return TargetPhase::RollingBack;
    case RolloutPhase::RolledBack:
        return TargetPhase::Failed;
    }
    return TargetPhase::Old;
}

TargetPhase likeTarget(NoteKind kind)
{
    switch (kind) {
    case NoteKind::NewTarget:
        return TargetPhase::Old;
    case NoteKind::RollingOut:
    case NoteKind::ConfirmingGood:
        return TargetPhase::Assigned;
    case NoteKind::RollingBack:
        return TargetPhase::RollingBack;
    case NoteKind::Succeeded:
        return TargetPhase::Succeeded;
    case NoteKind::TimedOut:
    case NoteKind::Unhealthy:
    case NoteKind::FellSilent:
        return TargetPhase::Failed;
    case NoteKind::TriedAgain:
        return TargetPhase::Assigned;
    }
    return TargetPhase::Old;
}

TargetPhase likeTarget(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Assigned:
    case JournalKind::BatchAssigned:
    case JournalKind::Paused:
    case JournalKind::ApprovalAsked:
        return TargetPhase::Assigned;
    case JournalKind::Locked:
        return TargetPhase::RollingBack;
    case JournalKind::Resumed:
    case JournalKind::Unlocked:
    case JournalKind::FreezeAdded:
    case JournalKind::RollingStarted:
    case JournalKind::VersionAsked:
    case JournalKind::VersionForced:
    case JournalKind::WaveBegun:
    case JournalKind::WaveReleased:
    case JournalKind::Promoted:
    case JournalKind::Retried:
    case JournalKind::TargetsRetried:
        return TargetPhase::Baking;
    case JournalKind::TargetSucceeded:
    case JournalKind::BecameGood:
    case JournalKind::RollbackDone:
    case JournalKind::RolloutDone:
    case JournalKind::TargetApproved:
        return TargetPhase::Succeeded;
    case JournalKind::TargetFailed:
    case JournalKind::BecameBad:
    case JournalKind::Aborted:
    case JournalKind::TargetRejected:
        return TargetPhase::Failed;
    case JournalKind::TargetExcluded:
        return TargetPhase::Excluded;
    case JournalKind::RollbackBegun:
        return TargetPhase::RollingBack;
    case JournalKind::TargetForgotten:
        return TargetPhase::Silent;
    default:
        return TargetPhase::Old;
    }
}

constexpr std::array<QRgb, 6> versionColours{0xFF0072B2, 0xFFE69F00, 0xFF009E73,
                                             0xFFCC79A7, 0xFF56B4E9, 0xFFD55E00};
constexpr std::array<Qt::PenStyle, 5> versionDashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine,
                                                    Qt::DashDotLine, Qt::DashDotDotLine};

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

constexpr double readableContrast = 3.0; // WCAG 2, for shapes

} // namespace

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

Scheme schemeOf(const QPalette& palette)
{
    return isDark(palette) ? Scheme::Dark : Scheme::Light;
}

QColor phaseColour(TargetPhase phase, Scheme scheme)
{
    const PhaseLook& look = lookOf(phase);
    return QColor::fromRgb(scheme == Scheme::Dark ? look.dark : look.light);
}

QChar phaseGlyph(TargetPhase phase)
{
    return lookOf(phase).glyph;
}

Qt::BrushStyle phaseHatch(TargetPhase phase)
{
    return lookOf(phase).hatch;
}

QColor rolloutPhaseColour(RolloutPhase phase, Scheme scheme)
{
    return phaseColour(likeTarget(phase), scheme);
}

QChar rolloutPhaseGlyph(RolloutPhase phase)
{
    // The whole fleet being back on the good version is an end, not a failure under way.
    return phase == RolloutPhase::RolledBack ? QChar(u'\u00AB') : phaseGlyph(likeTarget(phase));
}

QString rolloutPhaseIcon(RolloutPhase phase)
{
    switch (phase) {
    case RolloutPhase::Empty:
        return QStringLiteral("phase-empty");
    case RolloutPhase::Establishing:
        return QStringLiteral("phase-establishing");
    case RolloutPhase::Settled:
        return QStringLiteral("phase-settled");
    case RolloutPhase::RollingOut:
        return QStringLiteral("phase-rolling-out");
    case RolloutPhase::RollingBack:
        return QStringLiteral("phase-rolling-back");
    case RolloutPhase::RolledBack:
        return QStringLiteral("phase-rolled-back");
    }
    return {};
}

int rolloutPhaseSeverity(RolloutPhase phase)
{
    switch (phase) {
    case RolloutPhase::Empty:
        return 0;
    case RolloutPhase::Settled:
        return 1;
    case RolloutPhase::Establishing:
        return 2;
    case RolloutPhase::RollingOut:
        return 3;
    case RolloutPhase::RolledBack:
        return 4;
    case RolloutPhase::RollingBack:
        return 5;
    }
    return 0;
}

QColor noteColour(NoteKind kind, Scheme scheme)
{
    return phaseColour(likeTarget(kind), scheme);
}

QChar noteGlyph(NoteKind kind)
{
    return phaseGlyph(likeTarget(kind));
}

QColor verdictColour(Verdict verdict, Scheme scheme)
{
    if (isError(verdict) || verdict == Verdict::ThresholdCrossed)
        return phaseColour(TargetPhase::Failed, scheme);
    return phaseColour(TargetPhase::Succeeded, scheme);
}

QColor severityColour(Severity severity, Scheme scheme)
{
    switch (severity) {
    case Severity::Error:
        return phaseColour(TargetPhase::Failed, scheme);
    case Severity::Warning:
        return phaseColour(TargetPhase::Assigned, scheme);
    case Severity::Hint:
        return phaseColour(TargetPhase::Baking, scheme);
    case Severity::Info:
        break;
    }
    return phaseColour(TargetPhase::Old, scheme);
}

QChar severityGlyph(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u'\u2717';
    case Severity::Warning:
        return u'!';
    case Severity::Hint:
        return u'\u203A';
    case Severity::Info:
        break;
    }
    return u'i';
}

QColor journalColour(JournalKind kind, Scheme scheme)
{
    return phaseColour(likeTarget(kind), scheme);
}

QChar journalGlyph(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Paused:
        return u'\u2016';
    case JournalKind::Resumed:
    case JournalKind::Unlocked:
    case JournalKind::WaveReleased:
    case JournalKind::WaveBegun:
        return u'\u203A';
    case JournalKind::Locked:
        return u'#';
    case JournalKind::FreezeAdded:
    case JournalKind::FreezeRemoved:
        return u'*';
    case JournalKind::Promoted:
        return u'\u2191';
    case JournalKind::ApprovalAsked:
        return u'?';
    case JournalKind::Retried:
    case JournalKind::TargetsRetried:
        return u'\u21BB';
    default:
        return phaseGlyph(likeTarget(kind));
    }
}

VersionStyle versionStyle(int age)
{
    const auto index = static_cast<std::size_t>(age);
    const qreal width = index < versionColours.size() ? 2.0 : 3.0;
    return {QColor::fromRgb(versionColours[index % versionColours.size()]),
            versionDashes[index % versionDashes.size()], width};
}

VersionStyle noVersionStyle()
{
    return {phaseColour(TargetPhase::Old, Scheme::Light), Qt::SolidLine, 1.0};
}

bool needsOutline(const QColor& fill, Scheme scheme)
{
    const QColor ground = consolePalette(scheme).color(QPalette::Base);
    return contrast(fill, ground) < readableContrast;
}

QColor outlineColour(Scheme scheme)
{
    return QColor::fromRgb(scheme == Scheme::Dark ? 0xFFAAAAAA : 0xFF555555);
}

QColor textOn(const QColor& fill)
{
    const QColor black = QColor::fromRgb(0xFF111111);
    return contrast(fill, black) >= contrast(fill, Qt::white) ? black : QColor(Qt::white);
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

QColor liveColour(Scheme scheme)
{
    return QColor::fromRgb(scheme == Scheme::Dark ? 0xFFFF5A4F : 0xFFC4161C);
}

QColor checkGround()
{
    return QColor::fromRgb(0xFF4A515B);
}

QColor quietText(const QPalette& palette)
{
    return QColor::fromRgb(isDark(palette) ? 0xFFA9B1BC : 0xFF5A6370);
}

QPalette consolePalette(Scheme scheme)
{
    const bool dark = scheme == Scheme::Dark;
    const auto pick = [dark](QRgb light, QRgb night) {
        return QColor::fromRgb(dark ? night : light);
    };
    QPalette palette(pick(0xFFF4F5F7, 0xFF23262B), pick(0xFFF4F5F7, 0xFF23262B));
    palette.setColor(QPalette::Base, pick(0xFFFFFFFF, 0xFF1B1D21));
    palette.setColor(QPalette::AlternateBase, pick(0xFFF8F9FB, 0xFF202328));
    palette.setColor(QPalette::Text, pick(0xFF1C2026, 0xFFE6E8EB));
    palette.setColor(QPalette::WindowText, pick(0xFF1C2026, 0xFFE6E8EB));
    palette.setColor(QPalette::ButtonText, pick(0xFF1C2026, 0xFFE6E8EB));
    palette.setColor(QPalette::PlaceholderText, pick(0xFF6B7480, 0xFF8C95A1));
    palette.setColor(QPalette::Highlight, pick(0xFF0B63A5, 0xFF2F7FC1));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, pick(0xFF0B63A5, 0xFF6FB7EE));
    palette.setColor(QPalette::ToolTipBase, pick(0xFF1C2026, 0xFF3A3F47));
    palette.setColor(QPalette::ToolTipText, pick(0xFFFFFFFF, 0xFFE6E8EB));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, pick(0xFF949BA5, 0xFF717985));
    return palette;
}

} // namespace rollout
