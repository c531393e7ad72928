#include "simulation/draws.h"

#include <Random123/philox.h>
#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>

namespace rollout {
namespace {

constexpr std::uint32_t low(std::uint64_t value)
{
    return static_cast<std::uint32_t>(value);
}
constexpr std::uint32_t high(std::uint64_t value)
{
    return static_cast<std::uint32_t>(value >> 32);
}

/// Without promotion to long double: the same arithmetic in every build, and faster.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

std::uint64_t philox(std::uint64_t key, const r123::Philox4x32::ctr_type& counter)
{
    const auto out = r123::Philox4x32()(counter, {{low(key), high(key)}});
    return std::uint64_t(out[1]) << 32 | out[0];
}

/// To the millisecond, so that a last bit that differs between mathematical libraries changes no
/// run.
Milliseconds rounded(double milliseconds)
{
    constexpr double longest =
        1e15; // about 30,000 years: later than any run ends, and far from overflow
    return Milliseconds(std::llround(std::min(milliseconds, longest)));
}

} // namespace

std::uint64_t stableHash(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

Draws::Draws(std::uint64_t seed, std::uint64_t run, std::string_view version, std::uint64_t part)
{
    // Run and version fill a whole counter, so they are folded into a key of their own first.
    const std::uint64_t hash = stableHash(version) + part * 0x9e3779b97f4a7c15U;
    m_key = philox(seed, {{low(run), high(run), low(hash), high(hash)}});
}

double Draws::uniform(TargetId target, DrawFor what, Time at) const
{
    const auto time = static_cast<std::uint64_t>(at.time_since_epoch().count());
    const std::uint64_t bits =
        philox(m_key, {{raw(target), static_cast<std::uint32_t>(what), low(time), high(time)}});
    return static_cast<double>((bits >> 12) * 2 + 1) * 0x1p-53;
}

bool Draws::bernoulli(double probability, TargetId target, DrawFor what, Time at) const
{
    if (probability <= 0.0 || probability >= 1.0)
        return probability >= 1.0;
    return uniform(target, what, at) < probability;
}

Milliseconds Draws::logNormal(Milliseconds median, double sigma, TargetId target, DrawFor what,
                              Time at) const
{
    if (sigma <= 0.0)
        return median;
    const double z = normalQuantile(uniform(target, what, at));
    return rounded(static_cast<double>(median.count()) * std::exp(sigma * z));
}

Milliseconds Draws::exponential(Milliseconds mean, TargetId target, DrawFor what, Time at) const
{
    return rounded(-static_cast<double>(mean.count()) * std::log(uniform(target, what, at)));
}

Milliseconds Draws::weibull(Milliseconds mean, double shape, TargetId target, DrawFor what) const
{
    if (shape == 1.0)
        return exponential(mean, target, what);
    const double scale =
        static_cast<double>(mean.count()) / boost::math::tgamma(1.0 + 1.0 / shape, InDouble());
    return rounded(scale * std::pow(-std::log(uniform(target, what)), 1.0 / shape));
}

double Draws::beta(double mean, double correlation, TargetId target, DrawFor what) const
{
    const double size = (1.0 - correlation) / correlation; // of the two shapes together
    return boost::math::ibeta_inv(mean * size, (1.0 - mean) * size, uniform(target, what),
                                  InDouble());
}

double normalQuantile(double p)
{
    return -std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * p, InDouble());
}

} // namespace rollout
