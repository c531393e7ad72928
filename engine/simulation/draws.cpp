#include "simulation/draws.h"

#include <Random123/philox.h>
#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
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

Draws::Draws(std::uint64_t seed, std::uint64_t run, std::string_view version)
{
    // Run and version fill a whole counter, so they are folded into a key of their own first.
    const std::uint64_t hash = stableHash(version);
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

Milliseconds Draws::logNormal(Milliseconds median, double sigma, TargetId target,
                              DrawFor what) const
{
    if (sigma <= 0.0)
        return median;
    const double z = normalQuantile(uniform(target, what));
    return rounded(static_cast<double>(median.count()) * std::exp(sigma * z));
}

Milliseconds Draws::exponential(Milliseconds mean, TargetId target, DrawFor what) const
{
    return rounded(-static_cast<double>(mean.count()) * std::log(uniform(target, what)));
}

double normalQuantile(double p)
{
    // Without promotion to long double: the same arithmetic in every build, and faster.
    using boost::math::policies::promote_double;
    const boost::math::policies::policy<promote_double<false>> inDouble;
    return -std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * p, inDouble);
}

} // namespace rollout
