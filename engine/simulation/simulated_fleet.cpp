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
    {
        for (std::uint32_t number = 0; number < fleet.versions().size(); ++number)
            m_versions.emplace_back(settings, run, fleet.versions().at(VersionId(number)));
    }
    [[nodiscard]] bool isHarmless(VersionId version) const { return of(version).isHarmless(); }
    [[nodiscard]] bool hasFalsePositives(VersionId version) const
    {
        return of(version).hasFalsePositives();
    }
    [[nodiscard]] bool isFalselyAccused(TargetId target, VersionId version, Time now) const
    {
        return of(version).isFalselyAccused(target, now);
    }
    [[nodiscard]] Milliseconds adoptDelay(TargetId target, VersionId version) const
    {
        return of(version).adoptDelay(target);
    }
    [[nodiscard]] Milliseconds healthyFor(TargetId target, VersionId version) const
    {
        return of(version).healthyFor(target);
    }
    [[nodiscard]] bool fallsSilent(TargetId target, VersionId version) const
    {
        return of(version).fallsSilent(target);
    }
    [[nodiscard]] bool hasSilence() const
    {
        return std::any_of(m_versions.begin(), m_versions.end(),
                           [](const VersionFates& fates) { return fates.hasSilence(); });
    }

private:
    [[nodiscard]] const VersionFates& of(VersionId version) const
    {
        return m_versions[raw(version)];
    }
    std::vector<VersionFates> m_versions;
};

} // namespace

/// Fates drawn before.
class SimulatedFleet::KeptFates
{
public:
    explicit KeptFates(const std::vector<Version>& versions)
        : m_versions(versions.data())
        , m_hasSilence(std::any_of(versions.begin(), versions.end(), [](const Version& version) {
            return version.fates.hasSilence();
        }))
    {
    }
    [[nodiscard]] bool isHarmless(VersionId version) const { return of(version).isHarmless; }
    [[nodiscard]] bool hasFalsePositives(VersionId version) const
    {
        return of(version).fates.hasFalsePositives();
    }
    [[nodiscard]] bool isFalselyAccused(TargetId target, VersionId version, Time now) const
    {
        return of(version).fates.isFalselyAccused(target, now);
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
    [[nodiscard]] bool hasSilence() const { return m_hasSilence; }

private:
    [[nodiscard]] const Version& of(VersionId version) const { return m_versions[raw(version)]; }

    const Version* m_versions;
    bool m_hasSilence;
};

SimulatedMessages::SimulatedMessages(Fleet& fleet)
    : crashed(fleet.texts().intern("crashed on start"))
    , failedLater(fleet.texts().intern("failed after running for a while"))
    , falselyAccused(fleet.texts().intern("a check failed once"))
{
}

std::vector<IndexedReport> simulatedReports(Fleet& fleet, const SimulationSettings& settings,
                                            std::uint64_t run, Time now)
{
    const SimulatedMessages messages(fleet);
    const DrawnFates fates(fleet, settings, run);
    std::vector<IndexedReport> reports(fleet.slots());
    ReportPass pass(fleet, fates, messages, VersionId::None, now);
    reports.resize(pass.fill(reports.data()));
    return reports;
}

SimulatedFleet::SimulatedFleet(Fleet& fleet, const SimulationSettings& settings, std::uint64_t run,
                               VersionId watched)
    : m_settings(settings)
    , m_run(run)
    , m_watched(watched)
    , m_messages(fleet)
{
    drawMissing(fleet);
}

SimulatedReports SimulatedFleet::report(const Fleet& fleet, Time now)
{
    drawMissing(fleet);
    m_reports.resize(fleet.slots());
    const KeptFates fates(m_versions);
    ReportPass pass(fleet, fates, m_messages, m_watched, now);
    const std::size_t count = pass.fill(m_reports.data());
    return {std::span(m_reports).first(count), pass.watched(), pass.failing(), pass.isSettled()};
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
        const VersionFates fates(m_settings, m_run, text);
        m_versions.push_back({fates, fates.isHarmless(), fates.isUniform(), {}});
    }
    for (Version& version : m_versions) {
        const std::size_t wanted = version.isUniform ? 1 : fleet.slots();
        for (auto slot = version.kept.size(); slot < wanted; ++slot)
            version.kept.push_back(version.fates.fate(TargetId(static_cast<std::uint32_t>(slot))));
    }
}

} // namespace rollout
