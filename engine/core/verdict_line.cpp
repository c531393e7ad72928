#include "core/verdict_line.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/journal.h"

namespace rollout {

namespace {

/// By their numbers.
constexpr std::array<std::string_view, 6> verdictNames{
    "decided", "threshold-crossed", "no-target-version", "held", "removal-failed", "stopped"};
static_assert(verdictNames.size() == static_cast<std::size_t>(Verdict::Stopped) + 1);
constexpr std::array<std::string_view, 15> waitingNames{
    "nothing", "windows", "next-step", "selection", "approval", "version", "monitoring", "removal",
    "reports", "resume",  "thaw",      "health",    "wave",     "minimum", "release"};
static_assert(waitingNames.size() == static_cast<std::size_t>(Waiting::ForRelease) + 1);

struct Figure
{
    std::string_view name;
    std::int64_t& (*of)(StepFigures&);
};

constexpr std::array<Figure, 15> figures{{
    {"total", [](StepFigures& f) -> std::int64_t& { return f.total; }},
    {"batch", [](StepFigures& f) -> std::int64_t& { return f.limits.batch; }},
    {"needed", [](StepFigures& f) -> std::int64_t& { return f.limits.needed; }},
    {"tolerated", [](StepFigures& f) -> std::int64_t& { return f.limits.tolerated; }},
    {"expecting", [](StepFigures& f) -> std::int64_t& { return f.expecting; }},
    {"succeeded", [](StepFigures& f) -> std::int64_t& { return f.succeeded; }},
    {"failed", [](StepFigures& f) -> std::int64_t& { return f.failed; }},
    {"inRollout", [](StepFigures& f) -> std::int64_t& { return f.inRollout; }},
    {"available", [](StepFigures& f) -> std::int64_t& { return f.available; }},
    {"slots", [](StepFigures& f) -> std::int64_t& { return f.slots; }},
    {"selected", [](StepFigures& f) -> std::int64_t& { return f.selected; }},
    {"assigned", [](StepFigures& f) -> std::int64_t& { return f.assigned; }},
    {"removed", [](StepFigures& f) -> std::int64_t& { return f.removed; }},
    {"created", [](StepFigures& f) -> std::int64_t& { return f.created; }},
    {"pending", [](StepFigures& f) -> std::int64_t& { return f.pending; }},
}};
constexpr std::string_view pendingName = figures.back().name; ///< left out where it is 0

/// Reads "NAME=VALUE" words from the front of a line.
class Words
{
public:
    explicit Words(std::string_view line)
        : m_rest(line)
    {
    }

    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }
    /// Whether the next word has this name; its value then stands before rest().
    [[nodiscard]] bool take(std::string_view name)
    {
        if (!m_rest.starts_with(name) || m_rest.substr(name.size(), 1) != "=")
            return false;
        m_rest.remove_prefix(name.size() + 1);
        return true;
    }
    [[nodiscard]] std::string_view rest() const { return m_rest; }
    [[nodiscard]] std::string_view value()
    {
        const std::size_t end = m_rest.find(' ');
        const std::string_view value = m_rest.substr(0, end);
        m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
        return value;
    }
    /// With a unit behind it, and nothing else.
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view unit = {})
    {
        const std::string_view text = value();
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const auto read = static_cast<std::size_t>(end - text.data());
        if (error != std::errc() || text.substr(read) != unit)
            return std::nullopt;
        return number;
    }

private:
    std::string_view m_rest;
};

template <typename Value, std::size_t Count>
bool takeNamed(Words& words, std::string_view name,
               const std::array<std::string_view, Count>& names, Value& value)
{
    if (!words.take(name))
        return false;
    const auto found = std::find(names.begin(), names.end(), words.value());
    value = static_cast<Value>(found - names.begin());
    return found != names.end();
}

bool takeFigures(Words& words, StepFigures& read)
{
    for (const Figure& figure : figures) {
        if (!words.take(figure.name)) {
            if (figure.name == pendingName)
                continue;
            return false;
        }
        const auto number = words.number();
        if (!number)
            return false;
        figure.of(read) = *number;
    }
    return true;
}

} // namespace

std::string verdictLine(const Plan& plan)
{
    std::string line = "verdict=";
    line += verdictNames.at(static_cast<std::size_t>(plan.verdict));
    line += " waiting=";
    line += waitingNames.at(static_cast<std::size_t>(plan.waiting));
    StepFigures written = plan.figures;
    for (const Figure& figure : figures) {
        const std::int64_t value = figure.of(written);
        if (figure.name == pendingName && value <= 0)
            continue;
        line += ' ';
        line += figure.name;
        line += '=';
        line += std::to_string(value);
    }
    if (!plan.hookError.empty())
        line += " hook=" + plan.hookError;
    return line;
}

std::optional<Plan> readVerdictLine(std::string_view line)
{
    Words words(line);
    Plan plan;
    if (!takeNamed(words, "verdict", verdictNames, plan.verdict)
        || !takeNamed(words, "waiting", waitingNames, plan.waiting)
        || !takeFigures(words, plan.figures))
        return std::nullopt;
    if (words.take("hook"))
        plan.hookError = words.rest();
    else if (!words.isAtEnd())
        return std::nullopt;
    return plan;
}

std::optional<RolloutOptions> readOptionsLine(std::string_view line)
{
    Words words(line);
    const auto number = [&](std::string_view name,
                            std::string_view unit) -> std::optional<std::int64_t> {
        return words.take(name) ? words.number(unit) : std::nullopt;
    };
    const auto batch = number("batch", "%");
    const auto success = batch ? number("success", "%") : std::nullopt;
    const auto successTimeout = success ? number("successTimeout", "s") : std::nullopt;
    const auto durationTimeout = successTimeout ? number("durationTimeout", "s") : std::nullopt;
    if (!durationTimeout || !words.isAtEnd() || *batch > 100 || *success > 100)
        return std::nullopt;
    const RolloutOptions options{Percent(static_cast<int>(*batch)),
                                 Percent(static_cast<int>(*success)), Seconds(*successTimeout),
                                 Seconds(*durationTimeout)};
    return checkOptions(options) ? std::optional(options) : std::nullopt;
}

} // namespace rollout
