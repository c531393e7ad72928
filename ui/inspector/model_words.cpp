#include "ui/inspector/model_words.h"

#include <QCoreApplication>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct ModelWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::ModelWords)
};

/// "30 %", "0.2 %", "0.001 %"
QString percent(double share)
{
    return ModelWords::tr("%1 %").arg(share * 100.0, 0, 'g', 4);
}

QString length(Milliseconds time)
{
    return formatDuration(wholeSeconds(time));
}

QString timeOfDay(std::chrono::minutes minute)
{
    return QStringLiteral("%1:%2")
        .arg(minute.count() / 60, 2, 10, QLatin1Char('0'))
        .arg(minute.count() % 60, 2, 10, QLatin1Char('0'));
}

/// "45 min", "45 min ± 5 min"
QString pollLength(const Adoption& adoption)
{
    const QString words = length(adoption.pollEvery);
    return adoption.pollJitter > Milliseconds(0)
        ? ModelWords::tr("%1 ± %2").arg(words, length(adoption.pollJitter))
        : words;
}

QString adoptionWords(const Adoption& adoption)
{
    QString words = ModelWords::tr("adopted after %1").arg(length(adoption.median));
    if (adoption.sigma > 0)
        words = ModelWords::tr("%1 (median, sigma %2)").arg(words).arg(adoption.sigma);
    if (adoption.pollEvery > Milliseconds(0))
        words = ModelWords::tr("%1, asked for every %2").arg(words, pollLength(adoption));
    return words;
}

QString targetsWords(const VersionModel& model)
{
    QString words = versionText(model.version);
    if (!model.group.empty())
        words = ModelWords::tr("%1 in group %2").arg(words, text(model.group));
    if (!model.tag.empty())
        words = ModelWords::tr("%1 with tag %2").arg(words, text(model.tag));
    return words;
}

void addAdoption(QStringList& words, const VersionModel& model)
{
    if (model.adoption)
        words << adoptionWords(*model.adoption);
    if (model.neverAdoptProbability > 0)
        words << ModelWords::tr("%1 never adopt it").arg(percent(model.neverAdoptProbability));
}

void addFailures(QStringList& words, const VersionModel& model)
{
    if (model.failProbability > 0) {
        words << ModelWords::tr("%1 crash on start").arg(percent(model.failProbability));
        if (model.failCorrelation > 0)
            words.back() += model.cluster == Cluster::Group
                ? ModelWords::tr(" (whole groups alike)")
                : ModelWords::tr(" (those with the same tags alike)");
    }
    if (model.latentMean > Milliseconds(0)) {
        words << ModelWords::tr("%1 fail later, after %2 on average")
                     .arg(percent(model.latentShare), length(model.latentMean));
        if (model.latentShape != 1.0)
            words.back() += ModelWords::tr(" (shape %1)").arg(model.latentShape);
    }
    if (model.loadProbability > 0)
        words << ModelWords::tr("%1 fail while more than %2 run it")
                     .arg(percent(model.loadProbability), percent(model.loadThreshold));
    if (model.failingHours)
        words << ModelWords::tr("all fail from %1 to %2 every day")
                     .arg(timeOfDay(model.failingHours->from), timeOfDay(model.failingHours->to));
}

void addReports(QStringList& words, const VersionModel& model)
{
    if (model.intermittentShare > 0)
        words << ModelWords::tr("%1 report an error now and then (%2 of their reports)")
                     .arg(percent(model.intermittentShare), percent(model.intermittentProbability));
    if (model.flappingShare > 0) {
        words << ModelWords::tr("%1 flap every %2")
                     .arg(percent(model.flappingShare), length(model.flappingHalfPeriod));
        if (model.flappingJitter > 0)
            words.back() += ModelWords::tr(" ± %1").arg(percent(model.flappingJitter));
    }
    if (model.silentProbability > 0)
        words << ModelWords::tr("%1 fall silent").arg(percent(model.silentProbability));
    if (model.falsePositiveProbability > 0)
        words << ModelWords::tr("%1 of healthy reports are false alarms")
                     .arg(percent(model.falsePositiveProbability));
    if (model.missedErrorProbability > 0)
        words << ModelWords::tr("%1 of errors are not reported")
                     .arg(percent(model.missedErrorProbability));
}

void addLeaving(QStringList& words, const VersionModel& model)
{
    if (model.stuckProbability > 0)
        words << ModelWords::tr("%1 never leave it").arg(percent(model.stuckProbability));
    if (model.brokenProbability > 0)
        words << ModelWords::tr("%1 stay broken when they leave it")
                     .arg(percent(model.brokenProbability));
    if (model.leavingFactor == 1.0 && model.leavingSigma <= 0)
        return;
    words << ModelWords::tr("leaving it takes %1 times as long").arg(model.leavingFactor);
    if (model.leavingSigma > 0)
        words.back() += ModelWords::tr(" (median, sigma %1)").arg(model.leavingSigma);
}

QString joined(void (*add)(QStringList&, const VersionModel&), const VersionModel& model)
{
    QStringList words;
    add(words, model);
    return words.join(QLatin1String(", "));
}

} // namespace

QString failureWords(const VersionModel& model)
{
    return joined(addFailures, model);
}

QString reportWords(const VersionModel& model)
{
    return joined(addReports, model);
}

QString adoptingWords(const VersionModel& model)
{
    return joined(addAdoption, model);
}

QString leavingWords(const VersionModel& model)
{
    return joined(addLeaving, model);
}

QString modelWords(const VersionModel& model)
{
    QStringList words;
    addAdoption(words, model);
    addFailures(words, model);
    addReports(words, model);
    addLeaving(words, model);
    if (words.isEmpty())
        words << ModelWords::tr("nothing goes wrong");
    return ModelWords::tr("%1: %2.").arg(targetsWords(model), words.join(QLatin1String(", ")));
}

QString pollWords(const Adoption& adoption)
{
    return adoption.pollEvery > Milliseconds(0)
        ? ModelWords::tr("Targets ask every %1.").arg(pollLength(adoption))
        : QString();
}

QStringList wholeFleetWords(const SimulationSettings& settings)
{
    QStringList sentences;
    if (settings.silence.share > 0)
        sentences << ModelWords::tr("%1 of all targets are silent at any time, each for %2 on "
                                    "average.")
                         .arg(percent(settings.silence.share), length(settings.silence.mean));
    if (settings.churn.joinsPerHour > 0 || settings.churn.leavesPerHour > 0)
        sentences << ModelWords::tr("Every hour %1 targets join, and %2 of 1,000 leave.")
                         .arg(settings.churn.joinsPerHour)
                         .arg(settings.churn.leavesPerHour);
    if (settings.outages.perDay > 0)
        sentences << ModelWords::tr("The controller service is out %1 times a day, for %2 on "
                                    "average.")
                         .arg(settings.outages.perDay)
                         .arg(length(settings.outages.mean));
    if (settings.operatorDelay)
        sentences << ModelWords::tr("People take %1 to approve (median, sigma %2).")
                         .arg(length(settings.operatorDelay->median))
                         .arg(settings.operatorDelay->sigma);
    return sentences;
}

QStringList simulationWords(const SimulationSettings& settings)
{
    QStringList sentences{ModelWords::tr("A version is %1.").arg(adoptionWords(settings.adoption))};
    for (const VersionModel& model : settings.versions)
        sentences << modelWords(model);
    return sentences << wholeFleetWords(settings);
}

} // namespace rollout
