#include "ui/inspector/model_fields.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace rollout {

namespace {

constexpr double tenYearsInMinutes = 5'256'000;
constexpr double tenYearsInSeconds = 315'360'000;
constexpr double millisecondsPerMinute = 60'000;

template <double VersionModel::*Member>
constexpr double percentOf(const VersionModel& model)
{
    return model.*Member * 100.0;
}
template <double VersionModel::*Member>
constexpr void setPercent(VersionModel& model, double value)
{
    model.*Member = value / 100.0;
}

template <double VersionModel::*Member>
constexpr ModelField percentField(const char* name, const char* label, const char* tip)
{
    return {name,
            label,
            tip,
            QT_TRANSLATE_NOOP("rollout::ModelFields", " %"),
            100.0,
            2,
            &percentOf<Member>,
            &setPercent<Member>};
}

Milliseconds milliseconds(double value)
{
    return Milliseconds(static_cast<std::int64_t>(std::llround(value)));
}

constexpr std::array fields{
    percentField<&VersionModel::failProbability>(
        "modelFails", QT_TRANSLATE_NOOP("rollout::ModelFields", "Crash on start"),
        QT_TRANSLATE_NOOP("rollout::ModelFields",
                          "So many targets fail as soon as they run it, and stay failing.")),
    percentField<&VersionModel::neverAdoptProbability>(
        "modelNeverAdopts", QT_TRANSLATE_NOOP("rollout::ModelFields", "Never adopt it"),
        QT_TRANSLATE_NOOP("rollout::ModelFields",
                          "So many targets go on reporting the version before.")),
    ModelField{"modelLatentMean", QT_TRANSLATE_NOOP("rollout::ModelFields", "Fail later, after"),
               QT_TRANSLATE_NOOP("rollout::ModelFields",
                                 "Targets fail for good after this time of running it, on "
                                 "average. 0: they do not."),
               QT_TRANSLATE_NOOP("rollout::ModelFields", " min"), tenYearsInMinutes, 1,
               [](const VersionModel& model) {
                   return static_cast<double>(model.latentMean.count()) / millisecondsPerMinute;
               },
               [](VersionModel& model, double value) {
                   model.latentMean = milliseconds(value * millisecondsPerMinute);
               }},
    percentField<&VersionModel::latentShare>(
        "modelLatentShare", QT_TRANSLATE_NOOP("rollout::ModelFields", "… so many of them"),
        QT_TRANSLATE_NOOP("rollout::ModelFields", "Share of targets that fail later.")),
    percentField<&VersionModel::intermittentShare>(
        "modelIntermittentShare", QT_TRANSLATE_NOOP("rollout::ModelFields", "Errors now and then"),
        QT_TRANSLATE_NOOP("rollout::ModelFields", "So many targets report an error now and then.")),
    percentField<&VersionModel::intermittentProbability>(
        "modelIntermittentProbability",
        QT_TRANSLATE_NOOP("rollout::ModelFields", "… of their reports"),
        QT_TRANSLATE_NOOP("rollout::ModelFields", "Share of their reports that are errors.")),
    percentField<&VersionModel::silentProbability>(
        "modelSilent", QT_TRANSLATE_NOOP("rollout::ModelFields", "Fall silent"),
        QT_TRANSLATE_NOOP("rollout::ModelFields",
                          "So many targets stop reporting when they adopt it.")),
    percentField<&VersionModel::stuckProbability>(
        "modelStuck", QT_TRANSLATE_NOOP("rollout::ModelFields", "Rollback: never leave"),
        QT_TRANSLATE_NOOP("rollout::ModelFields",
                          "So many targets never take another version any more.")),
    percentField<&VersionModel::brokenProbability>(
        "modelBroken", QT_TRANSLATE_NOOP("rollout::ModelFields", "Rollback: stay broken"),
        QT_TRANSLATE_NOOP("rollout::ModelFields",
                          "So many targets fail on the next version, too.")),
    percentField<&VersionModel::flappingShare>(
        "modelFlapping", QT_TRANSLATE_NOOP("rollout::ModelFields", "Flap"),
        QT_TRANSLATE_NOOP("rollout::ModelFields",
                          "So many targets are healthy and failing in turn.")),
    ModelField{"modelHalfPeriod", QT_TRANSLATE_NOOP("rollout::ModelFields", "… every"),
               QT_TRANSLATE_NOOP("rollout::ModelFields",
                                 "Healthy for so long, then failing for so long. Half or twice "
                                 "the success time-out is the hardest to see."),
               QT_TRANSLATE_NOOP("rollout::ModelFields", " s"), tenYearsInSeconds, 1,
               [](const VersionModel& model) {
                   return static_cast<double>(model.flappingHalfPeriod.count()) / 1000.0;
               },
               [](VersionModel& model, double value) {
                   model.flappingHalfPeriod = milliseconds(value * 1000.0);
               }},
};

constexpr std::array ownAdoption{
    ModelField{
        "modelAdoptMedian", QT_TRANSLATE_NOOP("rollout::ModelFields", "… median"),
        QT_TRANSLATE_NOOP("rollout::ModelFields", "From being told this version to reporting it."),
        QT_TRANSLATE_NOOP("rollout::ModelFields", " s"), tenYearsInSeconds, 1,
        [](const VersionModel& model) {
            return static_cast<double>(model.adoption.value_or(Adoption{}).median.count()) / 1000.0;
        },
        [](VersionModel& model, double value) {
            if (model.adoption)
                model.adoption->median = milliseconds(value * 1000.0);
        }},
    ModelField{"modelAdoptSigma", QT_TRANSLATE_NOOP("rollout::ModelFields", "… sigma"),
               QT_TRANSLATE_NOOP("rollout::ModelFields",
                                 "0: every target takes the median; otherwise LogNormal with this "
                                 "sigma."),
               "", 10.0, 2,
               [](const VersionModel& model) { return model.adoption.value_or(Adoption{}).sigma; },
               [](VersionModel& model, double value) {
                   if (model.adoption)
                       model.adoption->sigma = value;
               }},
};

QString translated(const char* words)
{
    return QCoreApplication::translate("rollout::ModelFields", words);
}

} // namespace

std::span<const ModelField> modelFields()
{
    return fields;
}

std::span<const ModelField> adoptionFields()
{
    return ownAdoption;
}

QString labelOf(const ModelField& field)
{
    return translated(field.label);
}

QString tipOf(const ModelField& field)
{
    return translated(field.tip);
}

QString unitOf(const ModelField& field)
{
    return translated(field.unit);
}

} // namespace rollout
