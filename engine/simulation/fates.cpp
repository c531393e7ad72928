#include "simulation/fates.h"

namespace rollout {

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
