#include "simulation/fates.h"

namespace rollout {
namespace {

bool isCertain(double probability)
{
    return probability <= 0.0 || probability >= 1.0;
}

} // namespace

VersionFates::VersionFates(const SimulationSettings& settings, std::uint64_t run,
                           std::string_view version)
    : m_draws(settings.seed, run, version)
    , m_model(settings.modelOf(version))
    , m_adoptMedian(settings.adoptMedian)
    , m_adoptSigma(settings.adoptSigma)
{
}

Fate VersionFates::fate(TargetId target) const
{
    return {
        .adoptDelay = adoptDelay(target),
        .healthyFor = healthyFor(target),
        .fallsSilent = fallsSilent(target),
    };
}

bool VersionFates::fallsSilent(TargetId target) const
{
    return m_draws.bernoulli(m_model.silentProbability, target, DrawFor::FallingSilent);
}

bool VersionFates::isFalselyAccused(TargetId target, Time at) const
{
    return m_draws.bernoulli(m_model.falsePositiveProbability, target, DrawFor::FalsePositive, at);
}

bool VersionFates::isHarmless() const
{
    return m_model.failProbability <= 0.0 && m_model.latentMean <= Milliseconds(0)
        && !hasFalsePositives();
}

bool VersionFates::isUniform() const
{
    return m_adoptSigma <= 0.0 && m_model.latentMean <= Milliseconds(0)
        && isCertain(m_model.failProbability) && isCertain(m_model.neverAdoptProbability)
        && isCertain(m_model.silentProbability);
}

Milliseconds VersionFates::adoptDelay(TargetId target) const
{
    if (m_draws.bernoulli(m_model.neverAdoptProbability, target, DrawFor::NeverAdopting))
        return forever;
    return m_draws.logNormal(m_adoptMedian, m_adoptSigma, target, DrawFor::AdoptionDelay);
}

Milliseconds VersionFates::healthyFor(TargetId target) const
{
    if (m_draws.bernoulli(m_model.failProbability, target, DrawFor::CrashOnStart))
        return Milliseconds(0);
    if (m_model.latentMean <= Milliseconds(0))
        return forever;
    return m_draws.exponential(m_model.latentMean, target, DrawFor::LatentFailure);
}

} // namespace rollout
