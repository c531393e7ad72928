#include "ui/inspector/fleet_fields.h"

#include <array>

#include "ui/inspector/field_kinds.h"

namespace rollout {

namespace {

constexpr double leastMinutes = 0.1; // of what has to last some time

template <TimeUnit Unit, auto Place>
constexpr FleetField fleetTime(const char* name, const char* label, const char* tip,
                               double least = 0)
{
    return timeField<SimulationSettings, Unit, Place>(name, label, tip, least);
}

template <auto Place>
constexpr FleetField fleetNumber(const NumberFace& face)
{
    return numberField<SimulationSettings, Place>(face);
}

bool hasOperators(const SimulationSettings& settings)
{
    return settings.operatorDelay.has_value();
}

constexpr std::array adoption{fleetTime < TimeUnit::InSeconds,
                              [](auto& fleet) -> auto& {return fleet.adoption.median;
} // namespace
> ("adoptMedian", QT_TRANSLATE_NOOP("rollout::Fields", "Adoption, median"),
   QT_TRANSLATE_NOOP("rollout::Fields", "From being told a version to reporting it.")),
    fleetNumber < [](auto& fleet) -> auto&
{
    return fleet.adoption.sigma;
}
> ({"adoptSigma", QT_TRANSLATE_NOOP("rollout::Fields", "Adoption, sigma"),
    QT_TRANSLATE_NOOP("rollout::Fields",
                      "0: every target takes the median; otherwise LogNormal with this "
                      "sigma."),
    "", 0, 10, 2}),
}; // namespace rollout

constexpr std::array polls{fleetTime < TimeUnit::InMinutes,
                           [](auto& fleet) -> auto& {return fleet.adoption.pollEvery;
}
> ("pollEvery", QT_TRANSLATE_NOOP("rollout::Fields", "Targets ask every"),
   QT_TRANSLATE_NOOP("rollout::Fields",
                     "Targets ask at such intervals what to run. 0: they are told at once.")),
    fleetTime < TimeUnit::InMinutes, [](auto& fleet) -> auto&
{
    return fleet.adoption.pollJitter;
}
> ("pollJitter", QT_TRANSLATE_NOOP("rollout::Fields", "… more or less"),
   QT_TRANSLATE_NOOP("rollout::Fields",
                     "A target's own interval is up to so much longer or shorter.")),
}
;

constexpr std::array comingAndGoing{percentField < SimulationSettings,
                                    [](auto& fleet) -> auto& {return fleet.silence.share;
}
> ("silenceShare", QT_TRANSLATE_NOOP("rollout::Fields", "Silent at any time"),
   QT_TRANSLATE_NOOP("rollout::Fields",
                     "So many targets do not report for a while, whatever they run."),
   90.0),
    fleetTime < TimeUnit::InMinutes, [](auto& fleet) -> auto&
{
    return fleet.silence.mean;
}
> ("silenceMean", QT_TRANSLATE_NOOP("rollout::Fields", "… each for"),
   QT_TRANSLATE_NOOP("rollout::Fields", "How long one is silent, on average (Exponential)."),
   leastMinutes),
    fleetNumber < [](auto& fleet) -> auto&
{
    return fleet.churn.joinsPerHour;
}
> ({"churnJoins", QT_TRANSLATE_NOOP("rollout::Fields", "Targets join"),
    QT_TRANSLATE_NOOP("rollout::Fields",
                      "So many come in an hour, on the last known good version (Poisson)."),
    QT_TRANSLATE_NOOP("rollout::Fields", " per hour"), 0, 100'000, 2}),
    fleetNumber < [](auto& fleet) -> auto&
{
    return fleet.churn.leavesPerHour;
}
> ({"churnLeaves", QT_TRANSLATE_NOOP("rollout::Fields", "… and leave"),
    QT_TRANSLATE_NOOP("rollout::Fields",
                      "So many of 1,000 go in an hour and do not come back (Poisson)."),
    QT_TRANSLATE_NOOP("rollout::Fields", " ‰ per hour"), 0, 100'000, 2}),
    fleetNumber < [](auto& fleet) -> auto&
{
    return fleet.outages.perDay;
}
> ({"outagesPerDay", QT_TRANSLATE_NOOP("rollout::Fields", "Controller is out"),
    QT_TRANSLATE_NOOP("rollout::Fields",
                      "So often a day the controller service is out, and steps are missed "
                      "(Poisson)."),
    QT_TRANSLATE_NOOP("rollout::Fields", " times a day"), 0, 1000, 2}),
    fleetTime < TimeUnit::InMinutes, [](auto& fleet) -> auto&
{
    return fleet.outages.mean;
}
> ("outagesMean", QT_TRANSLATE_NOOP("rollout::Fields", "… for"),
   QT_TRANSLATE_NOOP("rollout::Fields", "How long an outage is, on average (Exponential)."),
   leastMinutes),
}
;

constexpr std::array operators{
    whereThere(fleetTime<TimeUnit::InMinutes, [](auto& fleet) -> auto& {
                   return fleet.operatorDelay->median;
               }>("operatorMedian", QT_TRANSLATE_NOOP("rollout::Fields", "… median"),
                  QT_TRANSLATE_NOOP("rollout::Fields",
                                    "From a target's or a wave's waiting to its being let go.")),
               &hasOperators),
    whereThere(fleetNumber<[](auto& fleet) -> auto& { return fleet.operatorDelay->sigma; }>(
                   {"operatorSigma", QT_TRANSLATE_NOOP("rollout::Fields", "… sigma"),
                    QT_TRANSLATE_NOOP("rollout::Fields",
                                      "0: always the median; otherwise LogNormal with this "
                                      "sigma."),
                    "", 0, 10, 2}),
               &hasOperators),
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
