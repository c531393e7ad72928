#include "simulation/strict_waves.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <vector>

namespace rollout {
namespace {

/// P(X = 0), P(X = 1), …, P(X = trials).
std::vector<double> binomialTerms(std::int64_t trials, double p)
{
    const boost::math::binomial_distribution<double> binomial(static_cast<double>(trials), p);
    std::vector<double> terms;
    for (std::int64_t k = 0; k <= trials; ++k)
        terms.push_back(boost::math::pdf(binomial, static_cast<double>(k)));
    return terms;
}

class WaveSum
{
public:
    WaveSum(const PolicyCase& policy, double p)
        : m_policy(policy)
        , m_figures(figuresOf(policy))
        , m_p(p)
        , m_failures(static_cast<std::size_t>(m_figures.tolerated), 0.0)
    {
        m_failures[0] = 1.0;
    }

    StrictWaves sum()
    {
        settle();
        while (m_assigned < m_policy.targets && m_figures.needed > 0) {
            addWave();
            settle();
        }
        return conditioned();
    }

private:
    /// Spreads the probability of every count of failures over the next wave's; what reaches f is a
    /// rollback.
    void addWave()
    {
        const std::int64_t size = std::min(m_figures.batch, m_policy.targets - m_assigned);
        const std::vector<double> terms = binomialTerms(size, m_p);
        m_assigned += size;
        ++m_wave;
        std::vector<double> after(m_failures.size(), 0.0);
        for (std::size_t before = 0; before < m_failures.size(); ++before)
            for (std::size_t more = 0; more < terms.size() && m_failures[before] > 0.0; ++more) {
                const double probability = m_failures[before] * terms[more];
                if (before + more < after.size())
                    after[before + more] += probability;
                else
                    rollBack(static_cast<double>(before + more), probability);
            }
        m_failures = std::move(after);
        if (m_wave == 1)
            m_result.firstBatch = m_result.rollback;
    }

    void rollBack(double failures, double probability)
    {
        const auto wave = static_cast<double>(m_wave);
        const auto slot = static_cast<double>(m_figures.goodSlot.count());
        const double detected = wave * slot;
        const Seconds back = rollbackDuration(m_policy, m_assigned);
        m_result.rollback += probability;
        m_result.waves += probability * wave;
        m_detected += probability * detected;
        m_assignedSum += probability * static_cast<double>(m_assigned);
        m_bad += probability * failures;
        m_badSeconds +=
            probability * failures * (detected + static_cast<double>(m_policy.tick.count()));
        m_rolledBack += probability * (detected + static_cast<double>(back.count()));
    }

    /// Takes out the counts with which enough targets have succeeded.
    void settle()
    {
        for (std::size_t failures = 0; failures < m_failures.size(); ++failures) {
            if (m_assigned - static_cast<std::int64_t>(failures) < m_figures.needed)
                continue;
            const double probability = m_failures[failures];
            const auto wave = static_cast<double>(m_wave);
            m_result.success += probability;
            m_result.waves += probability * wave;
            m_good += probability * wave * static_cast<double>(m_figures.goodSlot.count());
            m_failures[failures] = 0.0;
        }
    }

    StrictWaves conditioned() const
    {
        StrictWaves result = m_result;
        const auto given = [](double sum, double probability) {
            return probability > 0.0 ? std::optional(sum / probability) : std::nullopt;
        };
        result.timeToLastKnownGood = given(m_good, result.success);
        result.timeToDetect = given(m_detected, result.rollback);
        result.assigned = given(m_assignedSum, result.rollback);
        result.bad = given(m_bad, result.rollback);
        result.badTargetSeconds = given(m_badSeconds, result.rollback);
        result.timeToRolledBack = given(m_rolledBack, result.rollback);
        return result;
    }

    const PolicyCase& m_policy;
    const PolicyFigures m_figures;
    const double m_p;
    std::vector<double> m_failures; ///< probability by count, of rollouts still going on
    std::int64_t m_assigned = 0;
    std::int64_t m_wave = 0;
    StrictWaves m_result;
    double m_good = 0.0;
    double m_detected = 0.0;
    double m_assignedSum = 0.0;
    double m_bad = 0.0;
    double m_badSeconds = 0.0;
    double m_rolledBack = 0.0;
};

} // namespace

std::optional<StrictWaves> strictWaves(const PolicyCase& policy, double p)
{
    const PolicyFigures figures = figuresOf(policy);
    if (figures.goodSlot != figures.badSlot)
        return std::nullopt;
    return WaveSum(policy, p).sum();
}

} // namespace rollout
