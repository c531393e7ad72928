#include "core/wave_schedule.h"

#include "core/waves.h"

#include <algorithm>
#include <deque>

namespace rollout {

namespace {

/// Targets of one wave that were assigned in one step.
struct Cohort
{
    std::size_t wave;
    std::int64_t size;
    Seconds assignedAt;
};

class Scheduler
{
public:
    Scheduler(const ScheduleCase& at, FleetFate fate)
        : m_case(at)
        , m_guards(at.policy.guards)
        , m_waves(at.policy.waves)
        , m_figures(figuresOf(at.options))
        , m_isBad(fate == FleetFate::AllBad)
        , m_left(at.waveSizes)
        , m_succeeded(m_left.size())
        , m_failed(m_left.size())
    {
    }

    Schedule run()
    {
        for (std::optional<Seconds> next = Seconds(0); next && !m_result.bad; next = nextMoment()) {
            m_now = *next;
            step();
        }
        if (m_result.bad)
            countWaited();
        return m_result;
    }

private:
    void step()
    {
        judge();
        if (m_allFailed >= m_figures.tolerated && (!m_result.good || isWatched()))
            m_result.bad = m_now;
        else
            decide();
    }
    void decide()
    {
        noteGood();
        if (!m_result.good)
            goThroughWaves();
        if (m_result.bad)
            return;
        assign();
        noteGood();
    }

    void judge()
    {
        while (!m_open.empty() && m_now - m_open.front().assignedAt >= firstJudged())
            close();
        while (!m_late.empty() && m_now - m_late.front().assignedAt >= m_figures.goodSlot) {
            const Cohort& cohort = m_late.front();
            fail(cohort, -cohort.size);
            succeed(cohort);
            m_late.pop_front();
        }
    }
    /// The oldest cohort in rollout is judged.
    void close()
    {
        const Cohort cohort = m_open.front();
        m_open.pop_front();
        m_inRollout -= cohort.size;
        if (!m_isBad && m_figures.isPossible)
            return succeed(cohort);
        fail(cohort, cohort.size);
        if (!m_isBad)
            m_late.push_back(cohort); // it succeeds after its deadline
    }
    [[nodiscard]] Seconds firstJudged() const
    {
        return m_isBad ? m_figures.badSlot : std::min(m_figures.badSlot, m_figures.goodSlot);
    }
    void succeed(const Cohort& cohort)
    {
        m_succeeded[cohort.wave] += cohort.size;
        m_allSucceeded += cohort.size;
    }
    void fail(const Cohort& cohort, std::int64_t count)
    {
        m_failed[cohort.wave] += count;
        m_allFailed += count;
    }

    [[nodiscard]] bool isWatched() const
    {
        return m_guards.watchAfterGood > Seconds(0)
            && m_now - *m_result.good <= m_guards.watchAfterGood;
    }
    /// The new version is rolling since the step before the first that may assign.
    [[nodiscard]] Seconds minimumOver() const
    {
        const Seconds tick = m_case.options.tick;
        return std::max(Seconds(0), toSteps(m_guards.minimumTime, tick) - tick);
    }
    void noteGood()
    {
        const std::int64_t atLeast = std::min(m_guards.minimumTargets, m_case.options.targets);
        const bool isEnough = m_allSucceeded >= m_figures.needed && m_allSucceeded >= atLeast;
        if (!m_result.good && isEnough && m_now >= minimumOver() && m_wave >= m_waves.size())
            m_result.good = m_now;
    }

    void goThroughWaves()
    {
        for (std::size_t begun = 0; begun < m_waves.size(); ++begun) {
            if (isTooMany(m_waves[begun], m_failed[begun], m_case.waveSizes[begun])) {
                m_result.bad = m_now;
                return;
            }
            if (begun < m_wave)
                continue;
            if (!isWaveOver())
                return;
            ++m_wave;
            m_doneSince.reset();
        }
    }
    bool isWaveOver()
    {
        const Wave& wave = m_waves[m_wave];
        if (m_succeeded[m_wave] < neededIn(wave, m_case.waveSizes[m_wave])) {
            m_doneSince.reset();
            return false;
        }
        if (!m_doneSince)
            m_doneSince = m_now;
        return m_now - *m_doneSince >= wave.bake;
    }

    [[nodiscard]] bool standsStill() const
    {
        const bool isFailing =
            m_isBad && !m_open.empty() && m_now - m_open.front().assignedAt >= m_figures.adoption;
        return m_guards.stopWhileUnhealthy && (m_allFailed > 0 || isFailing);
    }
    [[nodiscard]] std::int64_t batch() const
    {
        const bool isInWave = !m_result.good && m_wave < m_waves.size() && m_waves[m_wave].batch;
        return isInWave
            ? std::max<std::int64_t>(1, m_waves[m_wave].batch->of(m_case.waveSizes[m_wave]))
            : m_figures.batch;
    }
    void assign()
    {
        std::int64_t room = standsStill() ? 0 : batch() - m_inRollout;
        const std::size_t last = m_result.good ? m_waves.size() : m_wave;
        for (; room > 0; ++m_first) {
            const std::int64_t size = std::min(room, m_left[m_first]);
            if (size > 0)
                tell({m_first, size, m_now});
            room -= size;
            if (m_left[m_first] > 0 || m_first == last)
                break;
        }
    }
    void tell(const Cohort& cohort)
    {
        m_left[cohort.wave] -= cohort.size;
        m_inRollout += cohort.size;
        m_result.assigned += cohort.size;
        m_open.push_back(cohort);
        if (m_isBad)
            m_told.push_back(cohort);
        if (m_result.assigned == m_case.options.targets)
            m_result.told = m_now;
    }

    [[nodiscard]] std::optional<Seconds> nextMoment() const
    {
        std::optional<Seconds> next;
        const auto note = [&](Seconds at) {
            if (at > m_now)
                next = std::min(next.value_or(at), at);
        };
        if (!m_open.empty())
            note(m_open.front().assignedAt + firstJudged());
        if (!m_late.empty())
            note(m_late.front().assignedAt + m_figures.goodSlot);
        if (m_doneSince && m_wave < m_waves.size())
            note(*m_doneSince + toSteps(m_waves[m_wave].bake, m_case.options.tick));
        note(minimumOver());
        return next;
    }
    void countWaited()
    {
        for (const Cohort& cohort : m_told) {
            const Seconds failing = *m_result.bad - cohort.assignedAt;
            m_result.waited += static_cast<double>(cohort.size * failing.count());
        }
    }

    const ScheduleCase& m_case;
    const Guards& m_guards;
    const std::vector<Wave>& m_waves;
    const PolicyFigures m_figures;
    const bool m_isBad;
    Seconds m_now{0};
    std::size_t m_wave = 0; ///< under way
    std::size_t m_first = 0; ///< first wave with targets that were not told
    std::optional<Seconds> m_doneSince; ///< the wave under way has its successes
    std::vector<std::int64_t> m_left; ///< of each wave, not told yet
    std::vector<std::int64_t> m_succeeded;
    std::vector<std::int64_t> m_failed;
    std::int64_t m_allSucceeded = 0;
    std::int64_t m_allFailed = 0;
    std::int64_t m_inRollout = 0;
    std::deque<Cohort> m_open; ///< in rollout, oldest first
    std::deque<Cohort> m_late; ///< failed, and will succeed yet
    std::vector<Cohort> m_told; ///< all, when all is bad
    Schedule m_result;
};

} // namespace

Schedule scheduleOf(const ScheduleCase& at, FleetFate fate)
{
    return Scheduler(at, fate).run();
}

} // namespace rollout
