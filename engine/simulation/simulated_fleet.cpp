#include "simulation/simulated_fleet.h"

#include <algorithm>

#include "simulation/report_pass.h"

namespace rollout {
namespace {

/// Fates drawn when they are asked for.
class DrawnFates
{
public:
    DrawnFates(const Fleet& fleet, const SimulationSettings& settings, std::uint64_t run)
        : m_fleet(fleet)
    {
        for (std::uint32_t number = 0; number < fleet.versions().size(); ++number)
            m_versions.emplace_back(settings, run, fleet.versions().at(VersionId(number)));
    }
    [[nodiscard]] const VersionFates& drawn(VersionId version) const
    {
        return m_versions[raw(version)];
    }
    [[nodiscard]] const VersionTraits& traits(VersionId version) const
    {
        return drawn(version).traits();
    }
    [[nodiscard]] Milliseconds adoptDelay(TargetId target, VersionId version) const
    {
        return drawn(version).adoptDelay(m_fleet, target);
    }
    [[nodiscard]] Milliseconds healthyFor(TargetId target, VersionId version) const
    {
        return drawn(version).healthyFor(m_fleet, target);
    }
    [[nodiscard]] bool fallsSilent(TargetId target, VersionId version) const
    {
        return drawn(version).fallsSilent(m_fleet, target);
    }
    [[nodiscard]] bool isRestless(TargetId target, VersionId version) const
    {
        return drawn(version).isRestless(m_fleet, target);
    }
    [[nodiscard]] Leaving leaving(TargetId target, VersionId version) const
    {
        return drawn(version).leaving(m_fleet, target);
    }
    [[nodiscard]] bool hasSilence() const
    {
        return std::any_of(m_versions.begin(), m_versions.end(),
                           [](const VersionFates& fates) { return fates.traits().hasSilence; });
    }
    [[nodiscard]] bool hasLoad() const
    {
        return std::any_of(m_versions.begin(), m_versions.end(),
                           [](const VersionFates& fates) { return fates.traits().hasLoad; });
    }

private:
    const Fleet& m_fleet;
    std::vector<VersionFates> m_versions;
};

} // namespace

/// Fates drawn before.
class SimulatedFleet::KeptFates
{
public:
    explicit KeptFates(const std::vector<Version>& versions)
        : m_versions(versions.data())
    {
        for (const Version& version : versions) {
            m_hasSilence |= version.fates.traits().hasSilence;
            m_hasLoad |= version.fates.traits().hasLoad;
        }
    }
    [[nodiscard]] const VersionFates& drawn(VersionId version) const { return of(version).fates; }
    [[nodiscard]] const VersionTraits& traits(VersionId version) const
    {
        return of(version).fates.traits();
    }
    [[nodiscard]] Milliseconds adoptDelay(TargetId target, VersionId version) const
    {
        return of(version).fate(target).adoptDelay;
    }
    [[nodiscard]] Milliseconds healthyFor(TargetId target, VersionId version) const
    {
        return of(version).fate(target).healthyFor;
    }
    [[nodiscard]] bool fallsSilent(TargetId target, VersionId version) const
    {
        return of(version).fate(target).fallsSilent;
    }
    [[nodiscard]] bool isRestless(TargetId target, VersionId version) const
    {
        return of(version).fate(target).isRestless;
    }
    [[nodiscard]] Leaving leaving(TargetId target, VersionId version) const
    {
        return of(version).fate(target).leaving;
    }
    [[nodiscard]] bool hasSilence() const { return m_hasSilence; }
    [[nodiscard]] bool hasLoad() const { return m_hasLoad; }

private:
    [[nodiscard]] const Version& of(VersionId version) const { return m_versions[raw(version)]; }

    const Version* m_versions;
    bool m_hasSilence = false;
    bool m_hasLoad = false;
};

SimulatedMessages::SimulatedMessages(Fleet& fleet)
    : crashed(fleet.texts().intern("crashed on start"))
    , failedLater(fleet.texts().intern("failed after running for a while"))
    , falselyAccused(fleet.texts().intern("a check failed once"))
    , failsForNow(fleet.texts().intern("fails from time to time"))
    , cameBroken(fleet.texts().intern("broken by the version before"))
{
}

namespace {

template <typename Pass>
SimulatedReports reportsOf(Pass& pass, std::vector<IndexedReport>& buffer)
{
    const std::size_t count = pass.fill(buffer.data());
    return {.reports = std::span(buffer).first(count),
            .away = pass.away(),
            .watched = pass.watched(),
            .unhealthy = pass.unhealthy(),
            .failing = pass.failing(),
            .isSettled = pass.isSettled()};
}

} // namespace

SimulatedReports countedReports(Fleet& fleet, const SimulationSettings& settings,
                                const SimulatedMoment& moment, VersionId watched,
                                std::vector<IndexedReport>& buffer)
{
    const SimulatedMessages messages(fleet);
    const DrawnFates fates(fleet, settings, moment.run);
    const Absences absences(settings, moment.run);
    buffer.resize(fleet.slots());
    ReportPass pass(fleet, fates, absences, messages,
                    PassMoment{watched, moment.now, moment.clock});
    return reportsOf(pass, buffer);
}

std::vector<IndexedReport> simulatedReports(Fleet& fleet, const SimulationSettings& settings,
                                            std::uint64_t run, Time now, const EntityClock& clock)
{
    std::vector<IndexedReport> reports;
    const auto counted =
        countedReports(fleet, settings, {run, now, clock}, VersionId::None, reports);
    reports.resize(counted.reports.size());
    return reports;
}

std::vector<TargetId> takeNewcomers(Fleet& fleet, const Absences& absences,
                                    const RecordContext& context, Time now,
                                    const EntityClock& clock)
{
    std::vector<TargetId> ids;
    if (!absences.hasNewcomers())
        return ids;
    std::vector<ClientState> states;
    const Time since = clock.clockAt(fleet.reportTimes().base());
    for (Newcomer& newcomer : absences.newcomers(fleet, since, now)) {
        const std::string_view group = fleet.groups().at(newcomer.group);
        if (fleet.find(group, newcomer.name))
            continue;
        ClientState state;
        state.group = group;
        state.name = std::move(newcomer.name);
        state.version = fleet.versions().at(context.lastKnownGood);
        states.push_back(std::move(state));
    }
    if (states.empty())
        return ids;
    const auto first = static_cast<std::uint32_t>(fleet.slots());
    createTargets(fleet, states, context);
    for (std::uint32_t slot = first; slot < fleet.slots(); ++slot)
        ids.push_back(static_cast<TargetId>(slot));
    return ids;
}

Fill fromSimulation()
{
    return [](EntityState& next, const RecordContext& context) -> Result<RecordChanges> {
        const Time now = next.lastChangedAt;
        const SimulationSettings& settings = *next.simulation;
        std::vector<TargetId> newcomers =
            takeNewcomers(next.fleet, Absences(settings, 0), context, now, next.clock);
        const auto reports = simulatedReports(next.fleet, settings, 0, now, next.clock);
        RecordChanges changes = recordReport(next.fleet, reports, context);
        changes.created = std::move(newcomers);
        return changes;
    };
}

SimulatedFleet::SimulatedFleet(Fleet& fleet, const SimulationSettings& settings, std::uint64_t run,
                               VersionId watched)
    : m_settings(settings)
    , m_run(run)
    , m_absences(settings, run)
    , m_watched(watched)
    , m_messages(fleet)
{
    drawMissing(fleet);
}

void SimulatedFleet::setSettings(const Fleet& fleet, const SimulationSettings& settings)
{
    m_settings = settings;
    m_absences = Absences(settings, m_run);
    m_versions.clear();
    drawMissing(fleet);
}

SimulatedReports SimulatedFleet::report(const Fleet& fleet, Time now, const EntityClock& clock)
{
    drawMissing(fleet);
    m_reports.resize(fleet.slots());
    const KeptFates fates(m_versions);
    ReportPass pass(fleet, fates, m_absences, m_messages, PassMoment{m_watched, now, clock});
    return reportsOf(pass, m_reports);
}

const Fate& SimulatedFleet::fate(const Fleet& fleet, TargetId target, VersionId version)
{
    drawMissing(fleet);
    return m_versions[raw(version)].fate(target);
}

void SimulatedFleet::drawMissing(const Fleet& fleet)
{
    for (auto number = m_versions.size(); number < fleet.versions().size(); ++number) {
        const auto text = fleet.versions().at(VersionId(static_cast<std::uint32_t>(number)));
        m_versions.push_back({VersionFates(m_settings, m_run, text), {}});
    }
    for (Version& version : m_versions)
        version.fates.draw(fleet, version.fates.traits().isUniform ? 1 : fleet.slots(),
                           version.kept);
}

} // namespace rollout
