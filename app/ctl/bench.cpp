#include "bench.h"

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "commands.h"

namespace rollout::ctl {

namespace {

constexpr Seconds tick{10};

/// 16 bytes.
std::string nameOf(std::int64_t number)
{
    const std::string digits = std::to_string(number);
    return "target-" + std::string(9 - digits.size(), '0') + digits;
}

} // namespace

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::int64_t residentBytes()
{
    malloc_trim(0); // what was freed is no longer resident
    std::ifstream statm("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    statm >> total >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

RolloutOptions benchOptions()
{
    return {Percent(10), Percent(100), Seconds(60), Seconds(120)};
}

std::uint32_t numberOf(const ClientState& state)
{
    return static_cast<std::uint32_t>(std::stoul(state.name.substr(7)));
}

BenchRollout::BenchRollout(std::int64_t targets, const RolloutOptions& options)
    : m_now(Time(std::chrono::hours(24)))
{
    for (std::int64_t i = 0; i < targets; ++i) {
        m_rows.emplace_back();
        m_rows.back().name = nameOf(i);
        m_rows.back().version = "v1";
    }
    const VersionId v1 = m_state.fleet.versions().intern("v1");
    m_state.rollout = {v1, v1, v1, VersionId::None};
    m_state.options = options;
}

void BenchRollout::prepare()
{
    m_now += tick;
    const bool isFirst = m_state.fleet.size() == 0;
    for (ClientState& row : m_rows) {
        if (isFirst)
            break;
        const auto id = static_cast<TargetId>(numberOf(row));
        row.version = m_state.fleet.versions().at(m_state.fleet.target(id).expectedVersion);
    }
    std::shuffle(m_rows.begin(), m_rows.end(), m_dice);
}

StepOutcome BenchRollout::step() const
{
    auto outcome = advance(m_state, {m_now, fromReport(m_rows), Hooks{}, {}, m_lastPlan});
    if (!outcome)
        throw std::logic_error(outcome.error().message);
    return std::move(*outcome);
}

void BenchRollout::take(const StepOutcome& outcome)
{
    const bool isFirst = m_state.fleet.size() == 0;
    m_state = outcome.after;
    m_lastPlan = outcome.plan;
    if (isFirst) // everybody is there: from now on to v2
        m_state.rollout = withTargetVersion(m_state.rollout, m_state.fleet.versions().intern("v2"));
}

void addBenchCommand(CLI::App& app, Context& context)
{
    CLI::App* bench = app.add_subcommand(
        "bench", "Measure the engine, each figure beside its floor in the same run");
    bench->require_subcommand(1);
    addBenchStep(*bench, context);
    addBenchDurable(*bench, context);
    addBenchWhatIf(*bench, context);
    addBenchTimeline(*bench, context);
}

} // namespace rollout::ctl
