#pragma once

// One pass over a fleet: what each target reports now. Internal to simulated_fleet.cpp; a template
// so that fates may be drawn as they are needed or looked up.
//
// Fates answers, for a version: drawn (its VersionFates) and traits; for a target on it:
// adoptDelay, healthyFor, fallsSilent, isRestless, leaving; and for all versions: hasSilence,
// hasLoad.

#include <algorithm>
#include <vector>

#include "simulation/absence.h"
#include "simulation/simulated_fleet.h"

namespace rollout {

struct PassMoment
{
    VersionId watched;
    Time now; ///< clock time
    const EntityClock& clock; ///< the entity's
};

template <typename Fates>
class ReportPass
{
public:
    ReportPass(const Fleet& fleet, const Fates& fates, const Absences& absences,
               const SimulatedMessages& messages, const PassMoment& moment)
        : m_fleet(fleet)
        , m_fates(fates)
        , m_absences(absences)
        , m_messages(messages)
        , m_watched(moment.watched)
        , m_now(moment.now)
        , m_clock(moment.clock != EntityClock{} ? &moment.clock : nullptr)
        , m_hasSilence(fates.hasSilence())
        , m_hasAbsent(absences.hasAbsent())
    {
        if (fates.hasLoad())
            countShares();
    }

    /// Writes to `out`, which has room for every slot; returns how many reports there are.
    std::size_t fill(IndexedReport* out)
    {
        IndexedReport* next = out;
        for (std::size_t index = 0; index < m_fleet.blockCount(); ++index) {
            const Block& block = m_fleet.blockAt(index);
            const std::size_t first = index * Block::size;
            const std::size_t count = std::min(Block::size, m_fleet.slots() - first);
            for (std::size_t i = 0; i < count; ++i)
                if (block.isLive[i])
                    next = visit(block, i, TargetId(static_cast<std::uint32_t>(first + i)), next);
        }
        return static_cast<std::size_t>(next - out);
    }
    [[nodiscard]] std::int64_t watched() const { return m_watchedCount; }
    [[nodiscard]] std::int64_t failing() const { return m_failingCount; }
    [[nodiscard]] std::int64_t away() const { return m_awayCount; }
    [[nodiscard]] std::int64_t unhealthy() const { return m_unhealthyCount; }
    [[nodiscard]] bool isSettled() const
    {
        return m_isSettled && !m_hasAbsent && !m_absences.hasNewcomers();
    }

private:
    IndexedReport* visit(const Block& block, std::size_t i, TargetId id, IndexedReport* next)
    {
        const Reported& last = block.reported[i];
        // Most targets of most steps run a version on which nothing can happen to them.
        if (last.version == block.expectedVersion[i] && last.isError == 0
            && m_fates.traits(last.version).isHarmless && !m_hasSilence && !m_hasAbsent) {
            m_watchedCount += last.version == m_watched ? 1 : 0;
            *next = {id, last};
            return next + 1;
        }
        return consider(block, i, id, next);
    }

    IndexedReport* consider(const Block& block, std::size_t i, TargetId id, IndexedReport* next)
    {
        Reported reported = block.reported[i];
        Milliseconds runsFor = elapsedSince(block.currentChangedAt[i]);
        bool reports = !m_hasSilence || !fellSilent(block, i, id);
        if (reports && block.expectedVersion[i] != reported.version)
            reports = adoptIfDue(block, i, id, reported, runsFor);
        const bool failing = judge(reported, runsFor, id);
        const bool isAway = reports && m_hasAbsent && m_absences.isSilent(id, m_now);
        const bool isThere = reports && !hasLeft(id);
        reports = isThere && !isAway;
        const std::int64_t watched = reported.version == m_watched ? 1 : 0;
        m_watchedCount += isThere ? watched : 0;
        m_awayCount += isThere && isAway ? 1 : 0;
        m_failingCount += failing ? watched : 0;
        m_unhealthyCount += failing || !isThere ? 1 : 0;
        m_isSettled = m_isSettled && reports;
        *next = {id, reported};
        return next + (reports ? 1 : 0);
    }

    /// Takes over the expected version if it is time; false: falls silent by it.
    bool adoptIfDue(const Block& block, std::size_t i, TargetId id, Reported& reported,
                    Milliseconds& runsFor)
    {
        const VersionId expected = block.expectedVersion[i];
        if (expected == VersionId::None)
            return true;
        const Leaving leaving = leavingOf(id, reported.version);
        const Milliseconds delay = delayOf(id, expected, leaving);
        const Milliseconds waited = elapsedSince(block.expectedChangedAt[i]);
        if (waited <= Milliseconds(0) || waited < delay) {
            m_isSettled = m_isSettled && delay == forever;
            return true;
        }
        if (m_hasSilence && m_fates.fallsSilent(id, expected))
            return false;
        reported.version = expected;
        runsFor = Milliseconds(0);
        reported.message = leaving.isBroken ? m_messages.cameBroken : TextId::None;
        return true;
    }

    [[nodiscard]] Leaving leavingOf(TargetId id, VersionId version) const
    {
        return m_fates.traits(version).hasLeaving ? m_fates.leaving(id, version) : Leaving{};
    }

    [[nodiscard]] Milliseconds delayOf(TargetId id, VersionId expected,
                                       const Leaving& leaving) const
    {
        const Milliseconds delay = leaving.isStuck ? forever : m_fates.adoptDelay(id, expected);
        if (delay == forever || leaving.factor == 1.0)
            return delay;
        return scaled(delay, leaving.factor);
    }

    /// A target reports in the step that assigns it, unless it had fallen silent before or was away
    /// just then. (One that falls silent and would have been away at that moment comes back.)
    [[nodiscard]] bool fellSilent(const Block& block, std::size_t i, TargetId id) const
    {
        const Time told = block.expectedChangedAt[i];
        if (m_fleet.reportTimes().at(id) >= told)
            return false;
        return !m_hasAbsent || !m_absences.isSilent(id, clockAt(told));
    }

    [[nodiscard]] bool hasLeft(TargetId id) const
    {
        return m_hasAbsent && m_absences.hasLeft(id, clockAt(m_fleet.reportTimes().at(id)), m_now);
    }

    /// Sets error and message; whether the target truly fails.
    bool judge(Reported& reported, Milliseconds runsFor, TargetId id)
    {
        if (reported.message == m_messages.cameBroken) {
            setError(reported, m_messages.cameBroken);
            return true;
        }
        const VersionTraits& traits = m_fates.traits(reported.version);
        const Milliseconds healthyFor = m_fates.healthyFor(id, reported.version);
        const bool failsForGood = runsFor >= healthyFor;
        const bool failsNow = !failsForGood && traits.hasRestless && failsAt(id, reported, runsFor);
        const bool failing = failsForGood || failsNow;
        m_isSettled = m_isSettled && (failsForGood || healthyFor == forever)
            && !traits.hasFalsePositives && !traits.hasMissedErrors && !traits.hasRestless;
        if (failing)
            setFailing(reported, id, failsNow, healthyFor);
        else if (traits.hasFalsePositives && isFalselyAccused(id, reported))
            setError(reported, m_messages.falselyAccused);
        else if (reported.isError != 0)
            setHealthy(reported);
        return failing;
    }

    void setFailing(Reported& reported, TargetId id, bool failsNow, Milliseconds healthyFor)
    {
        if (m_fates.traits(reported.version).hasMissedErrors
            && m_fates.drawn(reported.version).isMissed(m_fleet, id, m_now))
            return setHealthy(reported);
        if (failsNow)
            return setError(reported, m_messages.failsForNow);
        setError(reported,
                 healthyFor > Milliseconds(0) ? m_messages.failedLater : m_messages.crashed);
    }

    [[nodiscard]] bool failsAt(TargetId id, const Reported& reported, Milliseconds runsFor) const
    {
        if (!m_fates.isRestless(id, reported.version))
            return false;
        const double share = m_shares.empty() ? 0.0 : m_shares[raw(reported.version)];
        return m_fates.drawn(reported.version).failsAt(m_fleet, id, {m_now, runsFor, share});
    }

    [[nodiscard]] bool isFalselyAccused(TargetId id, const Reported& reported) const
    {
        return m_fates.drawn(reported.version).isFalselyAccused(m_fleet, id, m_now);
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

    /// The share of the fleet that last reported each version.
    void countShares()
    {
        m_shares.resize(m_fleet.versions().size());
        for (const TargetId id : m_fleet.order())
            m_shares[raw(m_fleet.block(id).reported[Fleet::offset(id)].version)] += 1.0;
        for (double& share : m_shares)
            share /= static_cast<double>(std::max<std::size_t>(1, m_fleet.size()));
    }

    // Times of the fleet are the entity's own, targets live by the clock.
    [[nodiscard]] Milliseconds elapsedSince(Time since) const
    {
        return m_clock ? m_clock->elapsedSince(since, m_now) : m_now - since;
    }
    [[nodiscard]] Time clockAt(Time entity) const
    {
        return m_clock ? m_clock->clockAt(entity) : entity;
    }

    const Fleet& m_fleet;
    const Fates& m_fates;
    const Absences& m_absences;
    const SimulatedMessages m_messages;
    const VersionId m_watched;
    const Time m_now; ///< clock time
    const EntityClock* m_clock; ///< null: nothing was ever stopped
    const bool m_hasSilence;
    const bool m_hasAbsent;
    std::vector<double> m_shares; ///< by version; empty: nobody asks
    std::int64_t m_watchedCount = 0;
    std::int64_t m_awayCount = 0;
    std::int64_t m_failingCount = 0;
    std::int64_t m_unhealthyCount = 0;
    bool m_isSettled = true;
};

} // namespace rollout
