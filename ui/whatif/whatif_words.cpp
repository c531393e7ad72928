#include "ui/whatif/whatif_words.h"

#include <array>
#include <cmath>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

enum class Unit : std::uint8_t { Time, Share, Targets, Minutes, Cost };

struct Row
{
    const char* text;
    const char* explained;
    Unit unit;
};

constexpr std::array<Row, whatIfMetricCount> rows{{
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Until last known good"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "How long a good version takes to become last known good."),
     Unit::Time},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Until complete"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "How long a good version takes to run on every target."),
     Unit::Time},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "To detect"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "From the first failing target until a bad version is known to be bad."),
     Unit::Time},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "To roll back"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "From knowing it to every target being back on the version before."),
     Unit::Time},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Share told"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "Share of the fleet that was ever told to run a bad version."),
     Unit::Share},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Share bad"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "Share of the fleet that was told to run it and is bad on it."),
     Unit::Share},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Most bad at once"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Targets that were failing on it at one time."),
     Unit::Targets},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Exposure, target-minutes"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "Minutes that targets were failing on a bad version, summed up."),
     Unit::Minutes},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "False rollback"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Share of runs in which a good version was bad."),
     Unit::Share},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Bad taken for good"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "Share of runs in which a bad version became last known good."),
     Unit::Share},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Unhealthy at the end"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "Targets that fail on whatever they run, or are gone, at the end."),
     Unit::Targets},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Targets lost"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Targets that were forgotten as silent."),
     Unit::Targets},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Operator waiting"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "How long a good version waits for people to approve or release."),
     Unit::Time},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Lowest healthy share"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "The smallest share of the fleet that was well at one time."),
     Unit::Share},
    {QT_TRANSLATE_NOOP("rollout::WhatIfWords", "Expected cost"),
     QT_TRANSLATE_NOOP("rollout::WhatIfWords",
                       "What a release costs on average, in target-minutes: exposure, bad versions "
                       "taken for good, false rollbacks and delay, by the share of bad releases."),
     Unit::Cost},
}};

const Row& rowOf(WhatIfMetric metric)
{
    return rows[static_cast<std::size_t>(metric)];
}

QString valueText(Unit unit, double value)
{
    switch (unit) {
    case Unit::Time:
        return formatDuration(Seconds(std::llround(value)));
    case Unit::Share:
        return WhatIfWords::tr("%1 %").arg(shortNumber(value * 100.0));
    default:
        return shortNumber(value);
    }
}

QString signedText(Unit unit, double value)
{
    if (value == 0.0)
        return valueText(unit, 0.0);
    return (value < 0.0 ? QStringLiteral("−") : QStringLiteral("+"))
        + valueText(unit, std::abs(value));
}

template <typename ValueText>
QString estimateText(const Estimate& estimate, ValueText textOf)
{
    if (!estimate.value)
        return QStringLiteral("–");
    QString value = textOf(*estimate.value);
    if (!estimate.low || !estimate.high)
        return value;
    return QStringLiteral("%1 [%2, %3]").arg(value, textOf(*estimate.low), textOf(*estimate.high));
}

} // namespace

QString metricText(WhatIfMetric metric)
{
    return WhatIfWords::tr(rowOf(metric).text);
}

QString metricExplained(WhatIfMetric metric)
{
    return WhatIfWords::tr(rowOf(metric).explained);
}

QString metricVersion(WhatIfMetric metric)
{
    switch (versionUsed(metric)) {
    case VersionUsed::Good:
        return WhatIfWords::tr("good");
    case VersionUsed::Bad:
        return WhatIfWords::tr("bad");
    case VersionUsed::Both:
        break;
    }
    return WhatIfWords::tr("both");
}

QString metricUnit(WhatIfMetric metric)
{
    switch (rowOf(metric).unit) {
    case Unit::Time:
        return QStringLiteral("s");
    case Unit::Share:
        return QStringLiteral("share");
    case Unit::Targets:
        return QStringLiteral("targets");
    default:
        return QStringLiteral("target-minutes");
    }
}

QString figureText(WhatIfMetric metric, const Estimate& estimate)
{
    return estimateText(estimate,
                        [&](double value) { return valueText(rowOf(metric).unit, value); });
}

QString differenceText(WhatIfMetric metric, const Estimate& estimate)
{
    return estimateText(estimate,
                        [&](double value) { return signedText(rowOf(metric).unit, value); });
}

QString shareText(const Estimate& estimate)
{
    return estimateText(estimate, [](double value) { return valueText(Unit::Share, value); });
}

QString outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Completed:
        return WhatIfWords::tr("completed");
    case Outcome::RolledBack:
        return WhatIfWords::tr("rolled back");
    case Outcome::Unfinished:
        break;
    }
    return WhatIfWords::tr("unfinished");
}

QString captionOf(const WhatIfFigures& figures)
{
    const auto runs = static_cast<std::int64_t>(figures.runs);
    const auto asked = static_cast<std::int64_t>(figures.asked);
    const QString count = runs < asked ? WhatIfWords::tr("%1 runs").arg(formatOf(runs, asked))
        : runs == 1                    ? WhatIfWords::tr("1 run")
                                       : WhatIfWords::tr("%1 runs").arg(formatCount(runs));
    return WhatIfWords::tr(
               "%1 of each policy on each version · seed %2 · %3, %4 · %5 % of releases "
               "are bad · 95 % intervals")
        .arg(count, QString::number(figures.seed), text(figures.title),
             formatTargets(figures.targets), shortNumber(figures.weights.badShare * 100.0));
}

QString shortNumber(double value)
{
    if (std::abs(value) >= 1000.0)
        return formatCount(std::llround(value));
    return QString::number(value, 'g', 3);
}

} // namespace rollout
