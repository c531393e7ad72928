#include "ui/inspector/forecast_words.h"

#include <QCoreApplication>

#include "ui/common/format.h"

namespace rollout {

namespace {

struct ForecastWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::ForecastWords)
};

QString goodWords(const Predictions& predictions)
{
    if (predictions.goodRolledBack)
        return ForecastWords::tr("rolled back after %1")
            .arg(formatDuration(*predictions.goodRolledBack));
    if (!predictions.lastKnownGood)
        return ForecastWords::tr("never last known good");
    QString words = ForecastWords::tr("last known good after %1")
                        .arg(formatDuration(*predictions.lastKnownGood));
    if (predictions.complete)
        words = ForecastWords::tr("%1, complete after %2")
                    .arg(words, formatDuration(*predictions.complete));
    return predictions.waitsForPeople
        ? ForecastWords::tr("%1, and what people take to answer").arg(words)
        : words;
}

QString badWords(const PolicyReview& review)
{
    const AllBad& bad = review.predictions.allBad;
    const QString words =
        ForecastWords::tr("%1 exposed").arg(formatOf(bad.exposed, review.input.targets));
    if (!bad.isDetected)
        return review.predictions.allBadStalls
            ? ForecastWords::tr("%1, then it stands still").arg(words)
            : ForecastWords::tr("%1, and yet last known good").arg(words);
    return ForecastWords::tr("%1, detected after %2, rolled back after %3")
        .arg(words, formatDuration(bad.detected), formatDuration(bad.rolledBack));
}

} // namespace

std::vector<Fact> forecastOf(const PolicyReview& review)
{
    if (!review.isValid || review.input.targets == 0)
        return {};
    const Predictions& predictions = review.predictions;
    const PolicyFigures& figures = predictions.figures;
    std::vector<Fact> facts;
    if (predictions.needed != figures.needed)
        facts.push_back({ForecastWords::tr("Needed"),
                         ForecastWords::tr("%1, for the minimum of the guards")
                             .arg(formatCount(predictions.needed))});
    if (figures.rollbackBatch != figures.batch)
        facts.push_back({ForecastWords::tr("Rolling back"),
                         ForecastWords::tr("batch %1").arg(formatCount(figures.rollbackBatch))});
    facts.push_back({ForecastWords::tr("Good slot τs"),
                     ForecastWords::tr("%1 until a good target succeeds")
                         .arg(formatDuration(figures.goodSlot))});
    facts.push_back({ForecastWords::tr("Bad slot τf"),
                     ForecastWords::tr("%1 until a bad one counts; leak %2")
                         .arg(formatDuration(figures.badSlot), formatCount(figures.leak))});
    if (predictions.needsFleet) {
        facts.push_back({ForecastWords::tr("Good version"),
                         ForecastWords::tr("only a fleet tells how long its waves take")});
        return facts;
    }
    facts.push_back({ForecastWords::tr("Good version"), goodWords(predictions)});
    facts.push_back({ForecastWords::tr("All bad"), badWords(review)});
    return facts;
}

} // namespace rollout
