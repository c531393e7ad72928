#pragma once

// What the benchmarks share: time, memory, medians, and a rollout that is under way.

#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "command.h"
#include "core/advance.h"

namespace rollout::ctl {

/// Seconds that `work()` took.
template <typename Work>
[[nodiscard]] double secondsOf(Work work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

[[nodiscard]] double median(std::vector<double> values);
/// Resident memory of this process.
[[nodiscard]] std::int64_t residentBytes();

/// A fleet of which every target reports at every step, in an order shuffled afresh: names of 16
/// bytes, no tags, no messages; a target adopts its version at the step after it was assigned. v1
/// is last known good, v2 is asked for.
class BenchRollout
{
public:
    BenchRollout(std::int64_t targets, const RolloutOptions& options);

    [[nodiscard]] const EntityState& state() const { return m_state; }
    [[nodiscard]] const std::vector<ClientState>& rows() const { return m_rows; }
    /// Lets time pass by a tick, targets adopt, and the report be shuffled: what is not part of a
    /// step's cost.
    void prepare();
    /// The step itself, on the prepared report.
    [[nodiscard]] StepOutcome step() const;
    void take(const StepOutcome& outcome);

private:
    std::vector<ClientState> m_rows;
    std::mt19937_64 m_dice{1};
    EntityState m_state;
    std::shared_ptr<const Plan> m_lastPlan;
    Time m_now{};
};

/// The number in a target's name, which is its slot as well.
[[nodiscard]] std::uint32_t numberOf(const ClientState& state);

void addBenchStep(CLI::App& bench, Context& context);
void addBenchDurable(CLI::App& bench, Context& context);
void addBenchWhatIf(CLI::App& bench, Context& context);
void addBenchTimeline(CLI::App& bench, Context& context);

/// The policy of the benchmarks: a batch of a tenth of the fleet, steps 10 s apart.
[[nodiscard]] RolloutOptions benchOptions();

} // namespace rollout::ctl
