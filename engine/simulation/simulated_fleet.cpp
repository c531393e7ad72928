#include "simulation/simulated_fleet.h"

#include <algorithm>

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
    [[nodiscard]] const VersionFates& of(VersionId version) const
    {
        return m_versions[raw(version)];
    }
    [[nodiscard]] bool hasSilence() const
    {
        return std::any_of(m_versions.begin(), m_versions.end(),
                           [](const VersionFates& fates) { return fates.hasSilence(); });
    }

private:
    std::vector<VersionFates> m_versions;
};

/// Fates drawn before.
template <typename Versions>
class KeptFates
{
public:
    explicit KeptFates(const Versions& versions)
        : m_versions(versions)
    {
    }
    [[nodiscard]] Milliseconds adoptDelay(TargetId target, VersionId version) const
    {
        return fate(target, version).adoptDelay;
    }
    [[nodiscard]] Milliseconds healthyFor(TargetId target, VersionId version) const
    {
        return fate(target, version).healthyFor;
    }
    [[nodiscard]] bool fallsSilent(TargetId target, VersionId version) const
    {
        return fate(target, version).fallsSilent;
    }
    [[nodiscard]] const VersionFates& of(VersionId version) const
    {
        return m_versions[raw(version)].fates;
    }
    [[nodiscard]] bool hasSilence() const
    {
        return std::any_of(m_versions.begin(), m_versions.end(),
                           [](const auto& version) { return version.fates.hasSilence(); });
    }

private:
    [[nodiscard]] const Fate& fate(TargetId target, VersionId version) const
    {
        return m_versions[raw(version)].kept[raw(target)];
    }
    const Versions& m_versions;
};

/// One pass over the fleet: what each target reports now.
template <typename Fates>
class ReportPass
{
public:
    ReportPass(const Fleet& fleet, const Fates& fates, const SimulatedMessages& messages,
               VersionId watched, Time now)
        : m_fleet(fleet)
        , m_fates(fates)
        , m_messages(messages)
        , m_watched(watched)
        , m_now(now)
        , m_hasSilence(fates.hasSilence())
    {
    }

    /// Fills `out`, which has room for every slot; returns how many reports there are.
    std::size_t fill(std::vector<IndexedReport>& out)
    {
        m_out = out.data();
        for (std::size_t index = 0; index < m_fleet.blockCount(); ++index) {
            const Block& block = m_fleet.blockAt(index);
            const std::size_t first = index * Block::size;
            const std::size_t count = std::min(Block::size, m_fleet.slots() - first);
            for (std::size_t offset = 0; offset < count; ++offset)
                if (block.isLive[offset])
                    visit(block, offset, TargetId(static_cast<std::uint32_t>(first + offset)));
        }
        return static_cast<std::size_t>(m_out - out.data());
    }
    [[nodiscard]] std::int64_t watched() const { return m_watchedCount; }
    [[nodiscard]] std::int64_t failing() const { return m_failingCount; }
    [[nodiscard]] bool isSettled() const { return m_isSettled; }

private:
    void visit(const Block& block, std::size_t offset, TargetId id)
    {
        Reported reported = block.reported[offset];
        Time since = block.currentChangedAt[offset];
        bool reports = !m_hasSilence || !fellSilent(block, offset, id);
        if (reports && block.expectedVersion[offset] != reported.version)
            reports = adoptIfDue(block, offset, id, reported, since);
        const bool failing = judge(reported, since, id);
        count(reported.version, reports, failing);
        if (reports)
            *m_out++ = {id, reported};
        else
            m_isSettled = false;
    }

    /// Takes over the expected version if it is time; false: falls silent by it.
    bool adoptIfDue(const Block& block, std::size_t offset, TargetId id, Reported& reported,
                    Time& since)
    {
        const VersionId expected = block.expectedVersion[offset];
        if (expected == VersionId::None)
            return true;
        const Milliseconds delay = m_fates.adoptDelay(id, expected);
        const auto waited = m_now - block.expectedChangedAt[offset];
        if (waited <= Milliseconds(0) || waited < delay) {
            m_isSettled = m_isSettled && delay == forever;
            return true;
        }
        if (m_hasSilence && m_fates.fallsSilent(id, expected))
            return false;
        reported.version = expected;
        since = m_now;
        return true;
    }

    /// A target reports in the step that assigns it, unless it had fallen silent before.
    [[nodiscard]] bool fellSilent(const Block& block, std::size_t offset, TargetId id) const
    {
        return m_fleet.reportTimes().at(id) < block.expectedChangedAt[offset];
    }

    /// Sets error and message; whether the target truly fails.
    bool judge(Reported& reported, Time since, TargetId id)
    {
        const Milliseconds healthyFor = m_fates.healthyFor(id, reported.version);
        const bool failing = m_now - since >= healthyFor;
        const VersionFates& version = m_fates.of(reported.version);
        m_isSettled =
            m_isSettled && (failing || healthyFor == forever) && !version.hasFalsePositives();
        if (failing)
            setError(reported,
                     healthyFor > Milliseconds(0) ? m_messages.failedLater : m_messages.crashed);
        else if (version.hasFalsePositives() && version.isFalselyAccused(id, m_now))
            setError(reported, m_messages.falselyAccused);
        else if (reported.isError != 0)
            setHealthy(reported);
        return failing;
    }
    static void setError(Reported& reported, TextId message)
    {
        reported.isError = 1;
        reported.message = message;
    }
    static void setHealthy(Reported& reported)
    {
        reported.isError = 0;
        reported.message = TextId::None;
    }
    void count(VersionId version, bool reports, bool failing)
    {
        const std::int64_t watched = version == m_watched ? 1 : 0;
        m_watchedCount += reports ? watched : 0;
        m_failingCount += failing ? watched : 0;
    }

    const Fleet& m_fleet;
    const Fates m_fates;
    const SimulatedMessages& m_messages;
    const VersionId m_watched;
    const Time m_now;
    const bool m_hasSilence;
    IndexedReport* m_out = nullptr;
    std::int64_t m_watchedCount = 0;
    std::int64_t m_failingCount = 0;
    bool m_isSettled = true;
};

} // namespace

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
    std::vector<IndexedReport> reports(fleet.slots());
    ReportPass pass(fleet, DrawnFates(fleet, settings, run), messages, VersionId::None, now);
    reports.resize(pass.fill(reports));
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
    ReportPass pass(fleet, KeptFates(m_versions), m_messages, m_watched, now);
    const std::size_t count = pass.fill(m_reports);
    return {std::span(m_reports).first(count), pass.watched(), pass.failing(), pass.isSettled()};
}

const Fate& SimulatedFleet::fate(const Fleet& fleet, TargetId target, VersionId version)
{
    drawMissing(fleet);
    return m_versions[raw(version)].kept[raw(target)];
}

void SimulatedFleet::drawMissing(const Fleet& fleet)
{
    for (auto number = m_versions.size(); number < fleet.versions().size(); ++number) {
        const auto text = fleet.versions().at(VersionId(static_cast<std::uint32_t>(number)));
        m_versions.push_back({VersionFates(m_settings, m_run, text), {}});
    }
    for (Version& version : m_versions)
        for (auto slot = version.kept.size(); slot < fleet.slots(); ++slot)
            version.kept.push_back(version.fates.fate(TargetId(static_cast<std::uint32_t>(slot))));
}

} // namespace rollout
