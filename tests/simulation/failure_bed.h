#pragma once

// A fleet to try failure models on, and what statistics say of what came of it.

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "simulation/fates.h"
#include "simulation/simulated_fleet.h"

namespace rollout::test {

inline constexpr Time start = std::chrono::sys_days(std::chrono::year(2030) / 1 / 1);
inline constexpr std::uint32_t targets = 20'000;
inline constexpr int groups = 100;

/// Evenly over groups; every tenth has the tag "canary", and every target one of four zones.
inline Fleet fleetOf(std::uint32_t count = targets)
{
    Fleet fleet;
    Target target;
    target.reported.version = target.expectedVersion = fleet.versions().intern("v1");
    target.currentChangedAt = target.expectedChangedAt = start - std::chrono::days(1);
    std::vector<std::string> names;
    std::vector<std::string> groupNames;
    for (std::uint32_t i = 0; i < count; ++i) {
        names.push_back(std::to_string(100'000 + i));
        groupNames.push_back("g" + std::to_string(i * groups / count));
    }
    std::vector<Fleet::Addition> additions;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::string zone = "zone" + std::to_string(i % 4);
        target.reported.tags = fleet.tags().intern(i % 10 == 0 ? "canary, " + zone : zone);
        additions.push_back({groupNames[i], names[i], target});
    }
    fleet.add(additions);
    fleet.reportTimes() = ReportTimes(start, {});
    return fleet;
}

inline VersionModel version(const char* name = "v2")
{
    VersionModel model;
    model.version = name;
    return model;
}

inline SimulationSettings settingsOf(std::vector<VersionModel> models)
{
    SimulationSettings settings;
    settings.versions = std::move(models);
    return settings;
}

inline VersionFates fatesOf(const VersionModel& model, std::uint64_t run = 0)
{
    return {settingsOf({model}), run, model.version};
}

inline std::vector<Fate> drawn(const Fleet& fleet, const VersionFates& fates)
{
    std::vector<Fate> kept;
    fates.draw(fleet, fleet.slots(), kept);
    return kept;
}

template <typename Is>
double share(const std::vector<Fate>& fates, Is is)
{
    return static_cast<double>(std::count_if(fates.begin(), fates.end(), is))
        / static_cast<double>(fates.size());
}

/// Within four standard errors of a probability, measured `n` times.
inline bool isNear(double measured, double p, double n)
{
    const double error = std::sqrt(p * (1.0 - p) / n);
    const bool ok = std::abs(measured - p) <= 4.0 * error;
    if (!ok)
        qWarning("%g is not %g ± 4 × %g", measured, p, error);
    return ok;
}

inline std::vector<double> seconds(const std::vector<Fate>& fates, Milliseconds Fate::*length)
{
    std::vector<double> lengths;
    for (const Fate& fate : fates)
        if (fate.*length != forever)
            lengths.push_back(std::chrono::duration<double>(fate.*length).count());
    std::sort(lengths.begin(), lengths.end());
    return lengths;
}

inline double mean(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The share of values that are at most `limit` is what the distribution function says.
inline bool hasShareBelow(const std::vector<double>& values, double limit, double p)
{
    const auto below = std::upper_bound(values.begin(), values.end(), limit) - values.begin();
    return isNear(static_cast<double>(below) / static_cast<double>(values.size()), p,
                  static_cast<double>(values.size()));
}

inline TargetId id(std::uint32_t number)
{
    return static_cast<TargetId>(number);
}

/// Tells all targets to run a version, and lets it adopt it at `start` + 20 s.
inline void adoptAll(Fleet& fleet, const SimulationSettings& settings, const char* name)
{
    for (std::uint32_t i = 0; i < fleet.slots(); ++i) {
        Target target = fleet.target(id(i));
        target.expectedVersion = fleet.versions().intern(name);
        target.expectedChangedAt = start;
        fleet.setTarget(id(i), target);
    }
    const Time now = start + Seconds(20);
    (void)recordReport(fleet, simulatedReports(fleet, settings, 0, now),
                       RecordContext{now, Seconds(60), VersionId::None});
}

inline double errorShare(Fleet& fleet, const SimulationSettings& settings, Time now)
{
    const auto reports = simulatedReports(fleet, settings, 0, now);
    return static_cast<double>(std::count_if(
               reports.begin(), reports.end(),
               [](const IndexedReport& report) { return report.reported.isError != 0; }))
        / static_cast<double>(reports.size());
}

} // namespace rollout::test
