#pragma once

// How a simulated fleet behaves. A plain value: engine/simulation acts on it, the store keeps it, the window edits it.

#include <cstdint>
#include <string>
#include <vector>

#include "core/time.h"

namespace rollout {

/// What a version does to targets that run it.
struct VersionModel
{
    std::string version;
    double failProbability = 0.0; ///< F1: each target fails on this version independently, and stays failing; 0 to 1

    bool operator==(const VersionModel&) const = default;
};

struct SimulationSettings
{
    std::uint64_t seed = 1;
    Seconds tick{10}; ///< between steps; at least 1 s
    Milliseconds adoptMedian{20000}; ///< from being assigned a version to reporting it
    double adoptSigma = 0.0; ///< 0: every target takes the median; else LogNormal with this standard deviation of the log
    std::vector<VersionModel> versions; ///< versions not named here never fail

    bool operator==(const SimulationSettings&) const = default;
    [[nodiscard]] double failProbability(const std::string& version) const
    {
        for (const auto& model : versions)
            if (model.version == version)
                return model.failProbability;
        return 0.0;
    }
};

} // namespace rollout
