#include "core/simulation_settings.h"

#include <algorithm>

#include "core/rollout.h"

namespace rollout {
namespace {

constexpr std::int64_t longest = Milliseconds(maximumTimeout).count();
constexpr const char* tenYears = "0 to ten years";

/// As a person would write it.
std::string plain(double value)
{
    std::string text = std::to_string(value);
    if (text.find('.') == std::string::npos)
        return text; // not a number, or infinite
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

/// Notes the first value that is out of its range.
class Checks
{
public:
    explicit Checks(std::string of = {})
        : m_of(std::move(of))
    {
    }

    void number(const char* what, double value, double least, double most)
    {
        if (!(value >= least && value <= most)) // a NaN is neither
            refuse(std::string(what) + m_of + " is " + plain(value) + ", right would be "
                   + plain(least) + " to " + plain(most));
    }
    void probability(const char* what, double value) { number(what, value, 0, 1); }
    void length(const char* what, Milliseconds value, Milliseconds least = Milliseconds(0),
                const char* right = tenYears)
    {
        if (value < least || value.count() > longest)
            refuse(std::string(what) + m_of + " is " + std::to_string(value.count())
                   + " ms, right would be " + right);
    }
    void holds(bool isRight, const std::string& sentence)
    {
        if (!isRight)
            refuse(sentence + m_of);
    }
    void add(const Result<void>& other)
    {
        if (m_outcome && !other)
            m_outcome = other;
    }
    [[nodiscard]] Result<void> outcome() const { return m_outcome; }

private:
    void refuse(const std::string& sentence)
    {
        if (m_outcome)
            m_outcome = failure(ErrorCode::InvalidArgument, sentence);
    }

    std::string m_of; ///< of which version
    Result<void> m_outcome;
};

void check(Checks& checks, const Adoption& adoption)
{
    checks.length("the adoption delay", adoption.median);
    checks.number("the adoption delay's sigma", adoption.sigma, 0, 10);
    checks.length("the poll interval", adoption.pollEvery);
    checks.length("the poll interval's jitter", adoption.pollJitter);
    checks.holds(adoption.pollJitter <= adoption.pollEvery,
                 "the poll interval's jitter is longer than the interval, right would be at most "
                 "as long");
}

void checkProbabilities(Checks& checks, const VersionModel& model)
{
    checks.probability("the failure probability", model.failProbability);
    checks.probability("the correlation of failures", model.failCorrelation);
    checks.probability("the probability of never adopting", model.neverAdoptProbability);
    checks.probability("the share of targets with latent failures", model.latentShare);
    checks.probability("the share of targets with intermittent errors", model.intermittentShare);
    checks.probability("the probability of an intermittent error", model.intermittentProbability);
    checks.probability("the probability of falling silent", model.silentProbability);
    checks.probability("the share of targets that flap", model.flappingShare);
    checks.number("the jitter of flapping", model.flappingJitter, 0, 0.99);
    checks.probability("the probability of a false positive", model.falsePositiveProbability);
    checks.probability("the probability of a missed error", model.missedErrorProbability);
    checks.probability("the probability of being stuck", model.stuckProbability);
    checks.probability("the probability of staying broken", model.brokenProbability);
    checks.probability("the load threshold", model.loadThreshold);
    checks.probability("the probability of failing under load", model.loadProbability);
}

bool isMinuteOfDay(std::chrono::minutes minute)
{
    return minute >= std::chrono::minutes(0) && minute < std::chrono::hours(24);
}

Result<void> checkModel(const VersionModel& model)
{
    Checks checks(" of version \"" + model.version + "\"");
    checkProbabilities(checks, model);
    if (model.adoption)
        check(checks, *model.adoption);
    checks.length("the mean of latent failures", model.latentMean);
    checks.number("the shape of latent failures", model.latentShape, 0.1, 20);
    checks.length("the half period of flapping", model.flappingHalfPeriod);
    checks.holds(model.flappingShare <= 0.0 || model.flappingHalfPeriod > Milliseconds(0),
                 "flapping needs a half period over 0");
    checks.number("the factor of leaving", model.leavingFactor, 0, 1000);
    checks.number("the sigma of leaving", model.leavingSigma, 0, 10);
    if (model.failingHours)
        checks.holds(isMinuteOfDay(model.failingHours->from)
                         && isMinuteOfDay(model.failingHours->to)
                         && model.failingHours->from != model.failingHours->to,
                     "the hours of failing must be two different times of day from 00:00 to 23:59");
    return checks.outcome();
}

} // namespace

VersionModel SimulationSettings::modelOf(std::string_view version) const
{
    const auto found = std::find_if(versions.begin(), versions.end(), [&](const auto& model) {
        return model.version == version && model.group.empty() && model.tag.empty();
    });
    return found == versions.end() ? VersionModel{} : *found;
}

Result<void> checkSimulation(const SimulationSettings& settings)
{
    Checks checks;
    constexpr const char* fromASecond = "1 s to ten years";
    constexpr const char* overNothing = "1 ms to ten years";
    checks.length("the tick", settings.tick, Seconds(1), fromASecond);
    check(checks, settings.adoption);
    checks.number("the share of silent targets", settings.silence.share, 0, 0.9);
    checks.length("the mean length of a silence", settings.silence.mean, Milliseconds(1),
                  overNothing);
    checks.number("the number of targets that join per hour", settings.churn.joinsPerHour, 0,
                  100'000);
    checks.number("the number of targets that leave per hour", settings.churn.leavesPerHour, 0,
                  100'000);
    checks.number("the number of outages per day", settings.outages.perDay, 0, 1000);
    checks.length("the mean length of an outage", settings.outages.mean, Milliseconds(1),
                  overNothing);
    if (settings.operatorDelay) {
        checks.length("the operator's delay", settings.operatorDelay->median);
        checks.number("the operator's sigma", settings.operatorDelay->sigma, 0, 10);
    }
    for (const VersionModel& model : settings.versions)
        checks.add(checkModel(model));
    return checks.outcome();
}

} // namespace rollout
