#include "ui/common/journal_lines.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace rollout {

namespace {

/// In the order of the enum.
constexpr std::array<std::string_view, 6> verdicts{
    "decided", "threshold-crossed", "no-target-version", "held", "removal-failed", "stopped"};
constexpr std::array<std::string_view, 15> waitings{
    "nothing", "windows", "next-step", "selection", "approval", "version", "monitoring", "removal",
    "reports", "resume",  "thaw",      "health",    "wave",     "minimum", "release"};
constexpr std::string_view hook = "hook"; // the last one; its words may have spaces

using Pair = std::pair<std::string_view, std::string_view>;

std::vector<Pair> pairsOf(std::string_view line)
{
    std::vector<Pair> pairs;
    while (!line.empty()) {
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            break;
        const std::string_view name = line.substr(0, equals);
        const std::size_t end = name == hook ? line.size() : std::min(line.find(' '), line.size());
        if (end < equals)
            break;
        pairs.emplace_back(name, line.substr(equals + 1, end - equals - 1));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return pairs;
}

std::string_view valueOf(const std::vector<Pair>& pairs, std::string_view name)
{
    const auto found = std::find_if(pairs.begin(), pairs.end(),
                                    [name](const Pair& pair) { return pair.first == name; });
    return found == pairs.end() ? std::string_view() : found->second;
}

/// What stands before a unit; nothing when that is no number.
std::optional<std::int64_t> numberOf(const std::vector<Pair>& pairs, std::string_view name)
{
    const std::string_view value = valueOf(pairs, name);
    std::int64_t number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

template <typename Enum, std::size_t count>
std::optional<Enum> namedOf(const std::array<std::string_view, count>& names, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

StepFigures figuresOf(const std::vector<Pair>& pairs)
{
    const auto figure = [&pairs](std::string_view name) {
        return numberOf(pairs, name).value_or(0);
    };
    StepFigures figures;
    figures.total = figure("total");
    figures.limits = {figure("batch"), figure("needed"), figure("tolerated")};
    figures.expecting = figure("expecting");
    figures.succeeded = figure("succeeded");
    figures.failed = figure("failed");
    figures.inRollout = figure("inRollout");
    figures.available = figure("available");
    figures.slots = figure("slots");
    figures.selected = figure("selected");
    figures.assigned = figure("assigned");
    figures.removed = figure("removed");
    figures.created = figure("created");
    figures.pending = figure("pending");
    return figures;
}

} // namespace

std::optional<RolloutOptions> optionsOfLine(std::string_view line)
{
    const auto pairs = pairsOf(line);
    const auto batch = numberOf(pairs, "batch");
    const auto success = numberOf(pairs, "success");
    const auto successTimeout = numberOf(pairs, "successTimeout");
    const auto durationTimeout = numberOf(pairs, "durationTimeout");
    if (!batch || !success || !successTimeout || !durationTimeout)
        return std::nullopt;
    return RolloutOptions{Percent(static_cast<int>(*batch)), Percent(static_cast<int>(*success)),
                          Seconds(*successTimeout), Seconds(*durationTimeout)};
}

std::optional<Plan> planOfLine(std::string_view line)
{
    const auto pairs = pairsOf(line);
    const auto verdict = namedOf<Verdict>(verdicts, valueOf(pairs, "verdict"));
    const auto waiting = namedOf<Waiting>(waitings, valueOf(pairs, "waiting"));
    if (!verdict || !waiting)
        return std::nullopt;
    Plan plan;
    plan.verdict = *verdict;
    plan.waiting = *waiting;
    plan.figures = figuresOf(pairs);
    plan.hookError = valueOf(pairs, hook);
    return plan;
}

} // namespace rollout
