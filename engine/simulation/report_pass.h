#pragma once

// One pass over a fleet: what each target reports now. Internal to simulated_fleet.cpp; a template
// so that fates may be drawn as they are needed or looked up.
//
// Fates answers, for a version: isHarmless (nothing ever goes wrong on it), hasFalsePositives,
// isFalselyAccused(target, version, now), and for a target on it: adoptDelay, healthyFor,
// fallsSilent; and for all versions: hasSilence.

#include <algorithm>

#include "simulation/simulated_fleet.h"

namespace rollout {

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
    [[nodiscard]] bool isSettled() const { return m_isSettled; }

private:
    IndexedReport* visit(const Block& block, std::size_t i, TargetId id, IndexedReport* next)
    {
        const Reported& last = block.reported[i];
        // Most targets of most steps run a version on which nothing can happen to them.
        if (last.version == block.expectedVersion[i] && last.isError == 0
            && m_fates.isHarmless(last.version) && !m_hasSilence) {
            m_watchedCount += last.version == m_watched ? 1 : 0;
            *next = {id, last};
            return next + 1;
        }
        return consider(block, i, id, next);
    }

    IndexedReport* consider(const Block& block, std::size_t i, TargetId id, IndexedReport* next)
    {
        Reported reported = block.reported[i];
        Time since = block.currentChangedAt[i];
        bool reports = !m_hasSilence || !fellSilent(block, i, id);
        if (reports && block.expectedVersion[i] != reported.version)
            reports = adoptIfDue(block, i, id, reported, since);
        const bool failing = judge(reported, since, id);
        const std::int64_t watched = reported.version == m_watched ? 1 : 0;
        m_watchedCount += reports ? watched : 0;
        m_failingCount += failing ? watched : 0;
        m_isSettled = m_isSettled && reports;
        *next = {id, reported};
        return next + (reports ? 1 : 0);
    }

    /// Takes over the expected version if it is time; false: falls silent by it.
    bool adoptIfDue(const Block& block, std::size_t i, TargetId id, Reported& reported, Time& since)
    {
        const VersionId expected = block.expectedVersion[i];
        if (expected == VersionId::None)
            return true;
        const Milliseconds delay = m_fates.adoptDelay(id, expected);
        const auto waited = m_now - block.expectedChangedAt[i];
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
    [[nodiscard]] bool fellSilent(const Block& block, std::size_t i, TargetId id) const
    {
        return m_fleet.reportTimes().at(id) < block.expectedChangedAt[i];
    }

    /// Sets error and message; whether the target truly fails.
    bool judge(Reported& reported, Time since, TargetId id)
    {
        const Milliseconds healthyFor = m_fates.healthyFor(id, reported.version);
        const bool failing = m_now - since >= healthyFor;
        const bool isNoisy = m_fates.hasFalsePositives(reported.version);
        m_isSettled = m_isSettled && (failing || healthyFor == forever) && !isNoisy;
        if (failing)
            setError(reported,
                     healthyFor > Milliseconds(0) ? m_messages.failedLater : m_messages.crashed);
        else if (isNoisy && m_fates.isFalselyAccused(id, reported.version, m_now))
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

    const Fleet& m_fleet;
    const Fates& m_fates;
    const SimulatedMessages m_messages;
    const VersionId m_watched;
    const Time m_now;
    const bool m_hasSilence;
    std::int64_t m_watchedCount = 0;
    std::int64_t m_failingCount = 0;
    bool m_isSettled = true;
};

} // namespace rollout
