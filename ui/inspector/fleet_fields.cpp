#include "ui/inspector/fleet_fields.h"

#include <array>

#include "ui/inspector/field_kinds.h"

namespace rollout {

namespace {

using Settings = SimulationSettings;

constexpr double leastMinutes = 0.1; // of what has to last some time

/// The fields of a part of the settings, by where the part and where the number in it is.
template <auto Part, auto Member>
constexpr auto inPart = [](auto& fleet) -> auto&
{
    return (fleet.*Part).*Member;
};

template <TimeUnit Unit, auto Part, auto Member>
constexpr FleetField partTime(const char* name, const char* label, const char* tip,
                              double least = 0)
{
    return timeField<Settings, Unit, inPart<Part, Member>>(name, label, tip, least);
}

template <auto Part, auto Member>
constexpr FleetField partNumber(const NumberFace& face)
{
    return numberField<Settings, inPart<Part, Member>>(face);
}

/// Of the operators' delay, while there is one.
template <auto Member>
constexpr auto inDelay = [](auto& fleet) -> auto&
{
    return (*fleet.operatorDelay).*Member;
};

bool hasDelay(const Settings& settings)
{
    return settings.operatorDelay.has_value();
}

constexpr std::array adoption{
    partTime<TimeUnit::InSeconds, &Settings::adoption, &Adoption::median>(
        "adoptMedian", QT_TRANSLATE_NOOP("rollout::Fields", "Adoption, median"),
        QT_TRANSLATE_NOOP("rollout::Fields", "From being told a version to reporting it.")),
    partNumber<&Settings::adoption, &Adoption::sigma>(
        {"adoptSigma", QT_TRANSLATE_NOOP("rollout::Fields", "Adoption, sigma"),
         QT_TRANSLATE_NOOP("rollout::Fields",
                           "0: every target takes the median; otherwise LogNormal with this "
                           "sigma."),
         "", 0, 10, 2}),
};

constexpr std::array polls{
    partTime<TimeUnit::InMinutes, &Settings::adoption, &Adoption::pollEvery>(
        "pollEvery", QT_TRANSLATE_NOOP("rollout::Fields", "Targets ask every"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "Targets ask at such intervals what to run. 0: they are told at once.")),
    partTime<TimeUnit::InMinutes, &Settings::adoption, &Adoption::pollJitter>(
        "pollJitter", QT_TRANSLATE_NOOP("rollout::Fields", "… more or less"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "A target's own interval is up to so much longer or shorter.")),
};

constexpr std::array comingAndGoing{
    percentField<Settings, inPart<&Settings::silence, &BackgroundSilence::share>>(
        "silenceShare", QT_TRANSLATE_NOOP("rollout::Fields", "Silent at any time"),
        QT_TRANSLATE_NOOP("rollout::Fields",
                          "So many targets do not report for a while, whatever they run."),
        90.0),
    partTime<TimeUnit::InMinutes, &Settings::silence, &BackgroundSilence::mean>(
        "silenceMean", QT_TRANSLATE_NOOP("rollout::Fields", "… each for"),
        QT_TRANSLATE_NOOP("rollout::Fields", "How long one is silent, on average (Exponential)."),
        leastMinutes),
    partNumber<&Settings::churn, &Churn::joinsPerHour>(
        {"churnJoins", QT_TRANSLATE_NOOP("rollout::Fields", "Targets join"),
         QT_TRANSLATE_NOOP("rollout::Fields",
                           "So many come in an hour, on the last known good version (Poisson)."),
         QT_TRANSLATE_NOOP("rollout::Fields", " per hour"), 0, 100'000, 2}),
    partNumber<&Settings::churn, &Churn::leavesPerHour>(
        {"churnLeaves", QT_TRANSLATE_NOOP("rollout::Fields", "… and leave"),
         QT_TRANSLATE_NOOP("rollout::Fields",
                           "So many of 1,000 go in an hour and do not come back (Poisson)."),
         QT_TRANSLATE_NOOP("rollout::Fields", " ‰ per hour"), 0, 100'000, 2}),
    partNumber<&Settings::outages, &Outages::perDay>(
        {"outagesPerDay", QT_TRANSLATE_NOOP("rollout::Fields", "Controller is out"),
         QT_TRANSLATE_NOOP("rollout::Fields",
                           "So often a day the controller service is out, and steps are missed "
                           "(Poisson)."),
         QT_TRANSLATE_NOOP("rollout::Fields", " times a day"), 0, 1000, 2}),
    partTime<TimeUnit::InMinutes, &Settings::outages, &Outages::mean>(
        "outagesMean", QT_TRANSLATE_NOOP("rollout::Fields", "… for"),
        QT_TRANSLATE_NOOP("rollout::Fields", "How long an outage is, on average (Exponential)."),
        leastMinutes),
};

constexpr std::array operators{
    whereThere(timeField<Settings, TimeUnit::InMinutes, inDelay<&OperatorDelay::median>>(
                   "operatorMedian", QT_TRANSLATE_NOOP("rollout::Fields", "… median"),
                   QT_TRANSLATE_NOOP("rollout::Fields",
                                     "From a target's or a wave's waiting to its being let go.")),
               &hasDelay),
    whereThere(numberField<Settings, inDelay<&OperatorDelay::sigma>>(
                   {"operatorSigma", QT_TRANSLATE_NOOP("rollout::Fields", "… sigma"),
                    QT_TRANSLATE_NOOP("rollout::Fields",
                                      "0: always the median; otherwise LogNormal with this "
                                      "sigma."),
                    "", 0, 10, 2}),
               &hasDelay),
};

} // namespace

std::span<const FleetField> fleetAdoptionFields()
{
    return adoption;
}

std::span<const FleetField> pollFields()
{
    return polls;
}

std::span<const FleetField> comingAndGoingFields()
{
    return comingAndGoing;
}

std::span<const FleetField> operatorFields()
{
    return operators;
}

} // namespace rollout
