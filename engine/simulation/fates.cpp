#include "simulation/fates.h"

#include <algorithm>
#include <cmath>

#include "core/target_filter.h"

namespace rollout {
namespace {

bool isCertain(double probability)
{
    return probability <= 0.0 || probability >= 1.0;
}

bool isUniform(const Adoption& adoption)
{
    return adoption.sigma <= 0.0 && adoption.pollEvery <= Milliseconds(0);
}

bool hasLatent(const VersionModel& model)
{
    return model.latentMean > Milliseconds(0) && model.latentShare > 0.0;
}

bool hasRestless(const VersionModel& model)
{
    return (model.intermittentShare > 0.0 && model.intermittentProbability > 0.0)
        || model.flappingShare > 0.0 || model.loadProbability > 0.0 || model.failingHours;
}

bool hasLeaving(const VersionModel& model)
{
    return model.stuckProbability > 0.0 || model.brokenProbability > 0.0
        || model.leavingFactor != 1.0 || model.leavingSigma > 0.0;
}

bool isUniform(const VersionModel& model)
{
    return model.group.empty() && model.tag.empty() && isCertain(model.neverAdoptProbability)
        && isCertain(model.failProbability) && !hasLatent(model)
        && isCertain(model.silentProbability) && isCertain(model.intermittentShare)
        && isCertain(model.flappingShare) && isCertain(model.loadProbability)
        && isCertain(model.stuckProbability) && isCertain(model.brokenProbability)
        && model.leavingSigma <= 0.0 && (!model.adoption || isUniform(*model.adoption));
}

/// A number between −1 and 1.
double deviation(double uniform)
{
    return 2.0 * uniform - 1.0;
}

/// The time until the next poll, and then until it runs.
Milliseconds delayOf(const Adoption& adoption, const Draws& draws, TargetId target)
{
    const Milliseconds installing =
        draws.logNormal(adoption.median, adoption.sigma, target, DrawFor::AdoptionDelay);
    if (adoption.pollEvery <= Milliseconds(0))
        return installing;
    const double jitter = deviation(draws.uniform(target, DrawFor::PollInterval));
    const Milliseconds every = adoption.pollEvery + scaled(adoption.pollJitter, jitter);
    return scaled(every, draws.uniform(target, DrawFor::PollPhase)) + installing;
}

bool isWithin(const DayHours& hours, Time now)
{
    const auto minute =
        std::chrono::floor<std::chrono::minutes>(now - std::chrono::floor<std::chrono::days>(now));
    if (hours.from < hours.to)
        return minute >= hours.from && minute < hours.to;
    return minute >= hours.from || minute < hours.to;
}

/// What stands for a cluster in draws.
TargetId clusterId(std::string_view text)
{
    return static_cast<TargetId>(static_cast<std::uint32_t>(stableHash(text)));
}

} // namespace

Milliseconds scaled(Milliseconds length, double factor)
{
    // To the millisecond, and far from overflow.
    return Milliseconds(std::llround(std::min(1e15, static_cast<double>(length.count()) * factor)));
}

VersionFates::VersionFates(const SimulationSettings& settings, std::uint64_t run,
                           std::string_view version)
    : m_adopting(settings.seed, run, version)
    , m_adoption(settings.adoption)
{
    for (const VersionModel& model : settings.versions)
        if (model.version == version) {
            m_parts.push_back({Draws(settings.seed, run, version, m_parts.size()), model});
            note(model);
        }
    m_traits.isUniform = m_traits.isUniform && rollout::isUniform(m_adoption);
}

void VersionFates::note(const VersionModel& model)
{
    VersionTraits& traits = m_traits;
    const bool restless = rollout::hasRestless(model);
    const bool noisy = model.falsePositiveProbability > 0.0;
    traits.isHarmless = traits.isHarmless && model.failProbability <= 0.0 && !hasLatent(model)
        && !restless && !noisy;
    traits.isUniform = traits.isUniform && rollout::isUniform(model);
    traits.hasFalsePositives |= noisy;
    traits.hasMissedErrors |= model.missedErrorProbability > 0.0;
    traits.hasRestless |= restless;
    traits.hasLoad |= model.loadProbability > 0.0;
    traits.hasSilence |= model.silentProbability > 0.0;
    traits.hasLeaving |= rollout::hasLeaving(model);
}

bool VersionFates::Part::concerns(const Fleet& fleet, TargetId target) const
{
    if (!model.group.empty() && fleet.group(target) != model.group)
        return false;
    return model.tag.empty()
        || hasTag(fleet.tags().at(fleet.block(target).reported[Fleet::offset(target)].tags),
                  model.tag);
}

double VersionFates::Part::clusterProbability(TargetId cluster) const
{
    const double p = model.failProbability;
    if (model.failCorrelation >= 1.0)
        return draws.bernoulli(p, cluster, DrawFor::ClusterFailing) ? 1.0 : 0.0;
    return draws.beta(p, model.failCorrelation, cluster, DrawFor::ClusterFailing);
}

bool VersionFates::Part::crashes(const Fleet& fleet, TargetId target, ClusterMemo& memo) const
{
    const double p = model.failProbability;
    if (isCertain(p) || model.failCorrelation <= 0.0)
        return draws.bernoulli(p, target, DrawFor::CrashOnStart);
    const bool isGroup = model.cluster == rollout::Cluster::Group;
    const TargetId cluster = clusterId(
        isGroup ? fleet.group(target)
                : fleet.tags().at(fleet.block(target).reported[Fleet::offset(target)].tags));
    if (memo.cluster != cluster)
        memo = {cluster, clusterProbability(cluster)};
    return draws.bernoulli(memo.probability, target, DrawFor::CrashOnStart);
}

Milliseconds VersionFates::Part::latent(TargetId target) const
{
    if (!hasLatent(model) || !draws.bernoulli(model.latentShare, target, DrawFor::LatentShare))
        return forever;
    return draws.weibull(model.latentMean, model.latentShape, target, DrawFor::LatentFailure);
}

bool VersionFates::Part::isRestless(TargetId target) const
{
    return draws.bernoulli(model.intermittentShare, target, DrawFor::IntermittentShare)
        || draws.bernoulli(model.flappingShare, target, DrawFor::FlappingShare)
        || draws.bernoulli(model.loadProbability, target, DrawFor::LoadFailing)
        || model.failingHours.has_value();
}

bool VersionFates::Part::flaps(TargetId target, Milliseconds runsFor) const
{
    if (!draws.bernoulli(model.flappingShare, target, DrawFor::FlappingShare))
        return false;
    const double jitter = deviation(draws.uniform(target, DrawFor::FlappingPeriod));
    const Milliseconds half = std::max(
        Milliseconds(1), scaled(model.flappingHalfPeriod, 1.0 + model.flappingJitter * jitter));
    return (runsFor / half) % 2 == 1;
}

bool VersionFates::Part::failsAt(TargetId target, const ReportMoment& moment) const
{
    if (model.failingHours && isWithin(*model.failingHours, moment.now))
        return true;
    if (moment.share > model.loadThreshold
        && draws.bernoulli(model.loadProbability, target, DrawFor::LoadFailing))
        return true;
    if (flaps(target, moment.runsFor))
        return true;
    return draws.bernoulli(model.intermittentShare, target, DrawFor::IntermittentShare)
        && draws.bernoulli(model.intermittentProbability, target, DrawFor::IntermittentError,
                           moment.now);
}

void VersionFates::draw(const Fleet& fleet, std::size_t until, std::vector<Fate>& fates) const
{
    if (fates.size() >= until)
        return;
    fates.reserve(until);
    std::vector<ClusterMemo> memos(m_parts.size());
    for (auto slot = fates.size(); slot < until; ++slot)
        fates.push_back(fate(fleet, TargetId(static_cast<std::uint32_t>(slot)), memos));
}

Fate VersionFates::fate(const Fleet& fleet, TargetId target) const
{
    std::vector<ClusterMemo> memos(m_parts.size());
    return fate(fleet, target, memos);
}

Fate VersionFates::fate(const Fleet& fleet, TargetId target, std::vector<ClusterMemo>& memos) const
{
    return {
        .adoptDelay = adoptDelay(fleet, target),
        .healthyFor = healthyFor(fleet, target, memos),
        .fallsSilent = fallsSilent(fleet, target),
        .isRestless = isRestless(fleet, target),
        .leaving = leaving(fleet, target),
    };
}

Milliseconds VersionFates::adoptDelay(const Fleet& fleet, TargetId target) const
{
    const Draws* draws = &m_adopting;
    const Adoption* adoption = &m_adoption;
    for (const Part& part : m_parts) {
        if (!part.concerns(fleet, target))
            continue;
        if (part.draws.bernoulli(part.model.neverAdoptProbability, target, DrawFor::NeverAdopting))
            return forever;
        if (part.model.adoption) {
            draws = &part.draws;
            adoption = &*part.model.adoption;
        }
    }
    return delayOf(*adoption, *draws, target);
}

Milliseconds VersionFates::healthyFor(const Fleet& fleet, TargetId target) const
{
    if (m_traits.isHarmless)
        return forever;
    std::vector<ClusterMemo> memos(m_parts.size());
    return healthyFor(fleet, target, memos);
}

Milliseconds VersionFates::healthyFor(const Fleet& fleet, TargetId target,
                                      std::vector<ClusterMemo>& memos) const
{
    Milliseconds healthy = forever;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const Part& part = m_parts[i];
        if (!part.concerns(fleet, target))
            continue;
        if (part.crashes(fleet, target, memos[i]))
            return Milliseconds(0);
        healthy = std::min(healthy, part.latent(target));
    }
    return healthy;
}

bool VersionFates::fallsSilent(const Fleet& fleet, TargetId target) const
{
    return m_traits.hasSilence
        && std::any_of(m_parts.begin(), m_parts.end(), [&](const Part& part) {
               return part.concerns(fleet, target)
                   && part.draws.bernoulli(part.model.silentProbability, target,
                                           DrawFor::FallingSilent);
           });
}

bool VersionFates::isRestless(const Fleet& fleet, TargetId target) const
{
    return m_traits.hasRestless
        && std::any_of(m_parts.begin(), m_parts.end(), [&](const Part& part) {
               return part.concerns(fleet, target) && part.isRestless(target);
           });
}

Leaving VersionFates::leaving(const Fleet& fleet, TargetId target) const
{
    Leaving leaving;
    if (!m_traits.hasLeaving)
        return leaving;
    for (const Part& part : m_parts) {
        if (!part.concerns(fleet, target))
            continue;
        const VersionModel& model = part.model;
        leaving.isStuck |= part.draws.bernoulli(model.stuckProbability, target, DrawFor::Stuck);
        leaving.isBroken |= part.draws.bernoulli(model.brokenProbability, target, DrawFor::Broken);
        leaving.factor *= model.leavingSigma <= 0.0 ? model.leavingFactor
                                                    : model.leavingFactor
                * std::exp(model.leavingSigma
                           * normalQuantile(part.draws.uniform(target, DrawFor::LeavingFactor)));
    }
    return leaving;
}

bool VersionFates::failsAt(const Fleet& fleet, TargetId target, const ReportMoment& moment) const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [&](const Part& part) {
        return part.concerns(fleet, target) && part.failsAt(target, moment);
    });
}

bool VersionFates::isFalselyAccused(const Fleet& fleet, TargetId target, Time now) const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [&](const Part& part) {
        return part.draws.bernoulli(part.model.falsePositiveProbability, target,
                                    DrawFor::FalsePositive, now)
            && part.concerns(fleet, target);
    });
}

bool VersionFates::isMissed(const Fleet& fleet, TargetId target, Time now) const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [&](const Part& part) {
        return part.draws.bernoulli(part.model.missedErrorProbability, target, DrawFor::MissedError,
                                    now)
            && part.concerns(fleet, target);
    });
}

} // namespace rollout
