#include "ui/inspector/model_fields.h"

#include <array>

#include "ui/inspector/field_kinds.h"

namespace rollout {

namespace {

template <auto Member>
constexpr auto inModel = [](auto& model) -> auto&
{
    return model.*Member;
};

template <auto Member>
constexpr ModelField modelPercent(const char* name, const char* label, const char* tip,
                                  double most = 100.0, int decimals = 2)
{
    return percentField<VersionModel, inModel<Member>>(name, label, tip, most, decimals);
}

template <auto Member>
constexpr ModelField modelNumber(const NumberFace& face)
{
    return numberField<VersionModel, inModel<Member>>(face);
}

template <TimeUnit Unit, auto Member>
constexpr ModelField modelTime(const char* name, const char* label, const char* tip)
{
    return timeField<VersionModel, Unit, inModel<Member>>(name, label, tip);
}

/// Of an adoption of its own, while it has one.
template <auto Member>
constexpr auto inAdoption = [](auto& model) -> auto&
{
    return (*model.adoption).*Member;
};

bool hasAdoption(const VersionModel& model)
{
    return model.adoption.has_value();
}

template <TimeUnit Unit, auto Member>
constexpr ModelField adoptionTime(const char* name, const char* label, const char* tip)
{
    return whereThere(timeField<VersionModel, Unit, inAdoption<Member>>(name, label, tip),
                      &hasAdoption);
}

constexpr std::array crash{
    modelPercent<&VersionModel::failProbability>(
        "modelFails", QT_TRANSLATE_NOOP("rollout::Fields", "Crash on start"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "So many targets fail as soon as they run it, and stay failing.")),
    modelPercent<&VersionModel::failCorrelation>(
        "modelCorrelation", QT_TRANSLATE_NOOP("rollout::Fields", "… alike"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "0 %: each target for itself; 100 %: all of a group, or none of it.")),
};

constexpr std::array later{
    modelTime<TimeUnit::InMinutes, &VersionModel::latentMean>(
        "modelLatentMean", QT_TRANSLATE_NOOP("rollout::Fields", "Fail later, after"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "Targets fail for good after this time of running it, on average. 0: "
                          "they do not.")),
    modelPercent<&VersionModel::latentShare>(
        "modelLatentShare", QT_TRANSLATE_NOOP("rollout::Fields", "… so many of them"),
        QT_TRANSLATE_NOOP("rollout::Fields", "Share of targets that fail later.")),
    modelNumber<&VersionModel::latentShape>(
        {"modelLatentShape", QT_TRANSLATE_NOOP("rollout::Fields", "… shape"),
         QT_TRANSLATE_NOOP("rollout::Fields",
                           "1: as likely at any time (Exponential); 2 or 3: the longer it runs the "
                           "likelier, as with a leak (Weibull)."),
         "", 0.1, 20, 2}),
    modelPercent<&VersionModel::loadProbability>(
        "modelLoad", QT_TRANSLATE_NOOP("rollout::Fields", "Fail under load"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "So many targets fail while too many of the fleet run it.")),
    modelPercent<&VersionModel::loadThreshold>(
        "modelLoadThreshold", QT_TRANSLATE_NOOP("rollout::Fields", "… while more than"),
        QT_TRANSLATE_NOOP("rollout::Fields", "The share of the fleet from which it is too many.")),
};

constexpr std::array reports{
    modelPercent<&VersionModel::intermittentShare>(
        "modelIntermittentShare", QT_TRANSLATE_NOOP("rollout::Fields", "Errors now and then"),
        QT_TRANSLATE_NOOP("rollout::Fields", "So many targets report an error now and then.")),
    modelPercent<&VersionModel::intermittentProbability>(
        "modelIntermittentProbability", QT_TRANSLATE_NOOP("rollout::Fields", "… of their reports"),
        QT_TRANSLATE_NOOP("rollout::Fields", "Share of their reports that are errors.")),
    modelPercent<&VersionModel::silentProbability>(
        "modelSilent", QT_TRANSLATE_NOOP("rollout::Fields", "Fall silent"),
        QT_TRANSLATE_NOOP("rollout::Fields", "So many targets stop reporting when they adopt it.")),
    modelPercent<&VersionModel::flappingShare>(
        "modelFlapping", QT_TRANSLATE_NOOP("rollout::Fields", "Flap"),
        QT_TRANSLATE_NOOP("rollout::Fields", "So many targets are healthy and failing in turn.")),
    modelTime<TimeUnit::InSeconds, &VersionModel::flappingHalfPeriod>(
        "modelHalfPeriod", QT_TRANSLATE_NOOP("rollout::Fields", "… every"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "Healthy for so long, then failing for so long. Half or twice the "
                          "success time-out is the hardest to see.")),
    modelPercent<&VersionModel::flappingJitter>(
        "modelFlappingJitter", QT_TRANSLATE_NOOP("rollout::Fields", "… more or less"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "A target's own half period is up to so much longer or shorter."),
        99.0),
    modelPercent<&VersionModel::falsePositiveProbability>(
        "modelFalseAlarms", QT_TRANSLATE_NOOP("rollout::Fields", "False alarms"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "So many reports of healthy targets say, once, that they failed."),
        100.0, 4),
    modelPercent<&VersionModel::missedErrorProbability>(
        "modelMissedErrors", QT_TRANSLATE_NOOP("rollout::Fields", "Errors not seen"),
        QT_TRANSLATE_NOOP("rollout::Fields", "So many reports of failing targets do not say so.")),
};

constexpr std::array leaving{
    modelPercent<&VersionModel::stuckProbability>(
        "modelStuck", QT_TRANSLATE_NOOP("rollout::Fields", "Never leave it"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "So many targets never take another version any more.")),
    modelPercent<&VersionModel::brokenProbability>(
        "modelBroken", QT_TRANSLATE_NOOP("rollout::Fields", "Stay broken"),
        QT_TRANSLATE_NOOP("rollout::Fields", "So many targets fail on the next version, too.")),
    modelNumber<&VersionModel::leavingFactor>(
        {"modelLeavingFactor", QT_TRANSLATE_NOOP("rollout::Fields", "Takes"),
         QT_TRANSLATE_NOOP("rollout::Fields",
                           "Leaving it takes so many times as long as adopting the next version "
                           "would, in the median."),
         QT_TRANSLATE_NOOP("rollout::Fields", " times as long"), 0, 1000, 2}),
    modelNumber<&VersionModel::leavingSigma>(
        {"modelLeavingSigma", QT_TRANSLATE_NOOP("rollout::Fields", "… sigma"),
         QT_TRANSLATE_NOOP("rollout::Fields",
                           "0: so many times for every target; otherwise LogNormal with this "
                           "sigma."),
         "", 0, 10, 2}),
};

constexpr std::array refusal{
    modelPercent<&VersionModel::neverAdoptProbability>(
        "modelNeverAdopts", QT_TRANSLATE_NOOP("rollout::Fields", "Never adopt it"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "So many targets go on reporting the version before.")),
};

constexpr std::array ownAdoption{
    adoptionTime<TimeUnit::InSeconds, &Adoption::median>(
        "modelAdoptMedian", QT_TRANSLATE_NOOP("rollout::Fields", "… median"),
        QT_TRANSLATE_NOOP("rollout::Fields", "From being told this version to reporting it.")),
    whereThere(numberField<VersionModel, inAdoption<&Adoption::sigma>>(
                   {"modelAdoptSigma", QT_TRANSLATE_NOOP("rollout::Fields", "… sigma"),
                    QT_TRANSLATE_NOOP("rollout::Fields",
                                      "0: every target takes the median; otherwise LogNormal with "
                                      "this sigma."),
                    "", 0, 10, 2}),
               &hasAdoption),
    adoptionTime<TimeUnit::InMinutes, &Adoption::pollEvery>(
        "modelPollEvery", QT_TRANSLATE_NOOP("rollout::Fields", "… asked for every"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "Targets ask at such intervals what to run. 0: they are told at once.")),
    adoptionTime<TimeUnit::InMinutes, &Adoption::pollJitter>(
        "modelPollJitter", QT_TRANSLATE_NOOP("rollout::Fields", "… more or less"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "A target's own interval is up to so much longer or shorter.")),
};

} // namespace

std::span<const ModelField> crashFields()
{
    return crash;
}

std::span<const ModelField> laterFields()
{
    return later;
}

std::span<const ModelField> reportFields()
{
    return reports;
}

std::span<const ModelField> leavingFields()
{
    return leaving;
}

std::span<const ModelField> refusalFields()
{
    return refusal;
}

std::span<const ModelField> adoptionFields()
{
    return ownAdoption;
}

} // namespace rollout
