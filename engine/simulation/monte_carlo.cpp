#include "simulation/monte_carlo.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "simulation/digest.h"

namespace rollout {
namespace {

/// Hands out runs to threads, in order, and gathers the results. A run that was handed out is
/// finished, so the results have no gap.
class Workshop
{
public:
    Workshop(const Scenario& scenario, const MonteCarloSettings& settings, std::stop_token stop,
             const RunsProgress& progress)
        : m_scenario(scenario)
        , m_settings(settings)
        , m_stop(std::move(stop))
        , m_progress(progress)
        , m_established(establishedFleet(scenario))
        , m_results(settings.runs)
        , m_traces(std::min(settings.traced, settings.runs))
    {
    }

    void work()
    {
        while (!m_stop.stop_requested()) {
            const std::uint64_t run = m_next.fetch_add(1, std::memory_order_relaxed);
            if (run >= m_settings.runs)
                return;
            m_results[run] = simulateRun(m_scenario, m_established, m_settings.first + run,
                                         m_settings.quietSteps, watcherOf(run));
            finishOne();
        }
    }

    MonteCarloResult takeResults()
    {
        m_results.resize(m_done);
        m_traces.resize(std::min<std::size_t>(m_traces.size(), m_done));
        return {std::move(m_results), std::move(m_traces)};
    }

private:
    StepWatcher watcherOf(std::uint64_t run)
    {
        if (run >= m_traces.size())
            return {};
        const Time begin = firstAssigningStep(m_scenario);
        return [begin, trace = &m_traces[run]](const WatchedStep& step) {
            const std::chrono::duration<float> since = step.now - begin;
            const TracePoint point{since.count(), static_cast<std::int32_t>(step.reports.watched),
                                   static_cast<std::int32_t>(step.reports.failing)};
            if (trace->empty() || trace->back().onNew != point.onNew
                || trace->back().failing != point.failing)
                trace->push_back(point);
        };
    }

    void finishOne()
    {
        const std::lock_guard lock(m_mutex);
        ++m_done;
        const std::uint64_t every = std::max<std::uint64_t>(1, m_settings.runs / 100);
        if (m_progress && (m_done % every == 0 || m_done == m_settings.runs))
            m_progress(m_done, m_settings.runs);
    }

    const Scenario& m_scenario;
    const MonteCarloSettings& m_settings;
    const std::stop_token m_stop;
    const RunsProgress& m_progress;
    const EntityState m_established;
    std::vector<RunResult> m_results;
    std::vector<std::vector<TracePoint>> m_traces;
    std::atomic<std::uint64_t> m_next = 0;
    std::mutex m_mutex;
    std::uint64_t m_done = 0;
};

unsigned threadCount(const MonteCarloSettings& settings)
{
    const unsigned asked =
        settings.threads > 0 ? settings.threads : std::max(1U, std::thread::hardware_concurrency());
    return static_cast<unsigned>(std::clamp<std::uint64_t>(settings.runs, 1, asked));
}

std::vector<double> sampleOf(const std::vector<RunResult>& runs, Metric metric,
                             std::optional<Outcome> outcome)
{
    std::vector<double> sample;
    for (const RunResult& run : runs)
        if (run.metric(metric) && (!outcome || run.outcome == *outcome))
            sample.push_back(*run.metric(metric));
    return sample;
}

} // namespace

std::uint64_t MonteCarloResult::count(Outcome outcome) const
{
    return static_cast<std::uint64_t>(std::count_if(
        runs.begin(), runs.end(), [&](const RunResult& run) { return run.outcome == outcome; }));
}

std::uint64_t MonteCarloResult::badBecameGood() const
{
    return static_cast<std::uint64_t>(std::count_if(
        runs.begin(), runs.end(), [](const RunResult& run) { return run.badBecameGood; }));
}

SampleFigures MonteCarloResult::figures(Metric metric) const
{
    return figuresOf(sampleOf(runs, metric, std::nullopt));
}

SampleFigures MonteCarloResult::figures(Metric metric, Outcome outcome) const
{
    return figuresOf(sampleOf(runs, metric, outcome));
}

std::uint64_t MonteCarloResult::digest() const
{
    Digest digest;
    for (const RunResult& run : runs)
        digest.add(run.digest);
    return digest.value();
}

MonteCarloResult simulateRuns(const Scenario& scenario, const MonteCarloSettings& settings,
                              std::stop_token stop, const RunsProgress& progress)
{
    Workshop workshop(scenario, settings, std::move(stop), progress);
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < threadCount(settings); ++i)
            helpers.emplace_back([&workshop] { workshop.work(); });
        workshop.work();
    }
    return workshop.takeResults();
}

} // namespace rollout
