#pragma once

// How a simulated fleet behaves. A plain value: engine/simulation acts on it, the store keeps it,
// the window edits it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"

namespace rollout {

/// What a version does to targets that run it.
struct VersionModel
{
    std::string version;
    double failProbability =
        0.0; ///< F1: each target fails on this version independently, and stays failing; 0 to 1
    double neverAdoptProbability =
        0.0; ///< F2: each target independently never adopts this version; 0 to 1
    Milliseconds latentMean{
        0}; ///< F4: every target fails after an Exponential time of this mean; 0: none does
    double silentProbability =
        0.0; ///< F7: each target independently stops reporting when it adopts it; 0 to 1
    double falsePositiveProbability =
        0.0; ///< F10: a healthy target's report says isError once; per report, 0 to 1

    bool operator==(const VersionModel&) const = default;
};

struct SimulationSettings
{
    std::uint64_t seed = 1;
    Seconds tick{10}; ///< between steps; at least 1 s
    Milliseconds adoptMedian{20000}; ///< from being assigned a version to reporting it
    double adoptSigma = 0.0; ///< 0: every target takes the median; else LogNormal with this
                             ///< standard deviation of the log
    std::vector<VersionModel> versions; ///< versions not named here never fail

    bool operator==(const SimulationSettings&) const = default;
    /// A version that is not named has the model in which nothing goes wrong.
    [[nodiscard]] VersionModel modelOf(std::string_view version) const
    {
        for (const auto& model : versions)
            if (model.version == version)
                return model;
        return {};
    }
    [[nodiscard]] double failProbability(std::string_view version) const
    {
        return modelOf(version).failProbability;
    }
};

} // namespace rollout
