#include "ui/inspector/option_hints.h"

#include <QCoreApplication>

#include <algorithm>

#include "simulation/closed_forms.h"
#include "ui/common/format.h"

namespace rollout {

namespace {

struct OptionHints
{
    Q_DECLARE_TR_FUNCTIONS(rollout::OptionHints)
};

std::optional<QString> impossibleWords(const RolloutOptions& options, std::int64_t total,
                                       const SimulationSettings& simulation)
{
    const PolicyFigures figures = figuresOf(
        {std::max<std::int64_t>(total, 1), options, simulation.tick, simulation.adoptMedian});
    if (figures.isPossible)
        return std::nullopt;
    return OptionHints::tr("Impossible: a healthy target needs %1 to succeed (adopt, then stay "
                           "healthy), but counts as "
                           "failed after %2. Raise the duration time-out to at least %3.")
        .arg(formatDuration(figures.goodSlot), formatDuration(figures.badSlot),
             formatDuration(figures.goodSlot - simulation.tick));
}

} // namespace

QString effectiveWords(const RolloutOptions& options, std::int64_t total)
{
    if (total == 0)
        return OptionHints::tr("No targets yet.");
    const Limits limits = limitsOf(options, total);
    return OptionHints::tr("Of %1 targets: batch %2, needed %3, tolerated %4.")
        .arg(formatCount(total), formatCount(limits.batch), formatCount(limits.needed),
             formatCount(limits.tolerated));
}

QStringList optionsWarnings(const RolloutOptions& options, std::int64_t total,
                            const std::optional<SimulationSettings>& simulation)
{
    QStringList warnings;
    if (simulation) {
        if (const auto words = impossibleWords(options, total, *simulation))
            warnings << *words;
    } else if (options.durationTimeout <= options.successTimeout) {
        warnings << OptionHints::tr(
            "Impossible: the duration time-out has to be longer than the success time-out, since "
            "targets also need time to adopt the version.");
    }
    if (total > 0 && limitsOf(options, total).needed == 0)
        warnings << OptionHints::tr(
            "Nothing is needed: a version is last known good before any target has run it.");
    return warnings;
}

} // namespace rollout
