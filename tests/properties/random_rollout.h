#pragma once

// Random rollouts: a fleet whose targets adopt, fail, fall silent and come back as the dice say,
// stepped by the core.

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "core/client_state.h"
#include "core/entity_state.h"
#include "core/plan.h"
#include "core/step.h"

namespace rollout {

struct RandomRolloutSettings
{
    int targets = 20;
    RolloutOptions options;
    Seconds tick{10};
    Milliseconds adopt{5000};
    double failProbability = 0.0; ///< of a target on v2, sticky, reported as an error
    double silentProbability = 0.0; ///< of a report that does not come
    std::uint32_t seed = 1;
};

/// v1 is established as last known good on every target, v2 asked for; then one step a call.
class RandomRollout
{
public:
    explicit RandomRollout(const RandomRolloutSettings& settings);

    /// Reports and decides; `answer` is asked for the hooks that are set.
    Plan step(Hooks hooks = {},
              const std::function<Answer(const Question&, const Step&)>& answer = {});

    [[nodiscard]] const EntityState& state() const { return m_state; }
    [[nodiscard]] const EntityState& beforeStep() const
    {
        return m_before;
    } ///< report recorded, plan not applied
    [[nodiscard]] Time now() const { return m_state.lastChangedAt; }
    [[nodiscard]] bool everyTargetReports(const char* version) const;
    [[nodiscard]] std::string text(VersionId id) const
    {
        return std::string(m_state.fleet.versions().at(id));
    }

private:
    void establish();
    [[nodiscard]] std::vector<ClientState> reports();

    RandomRolloutSettings m_settings;
    std::mt19937 m_dice;
    std::vector<bool> m_fails; ///< by slot
    EntityState m_state;
    EntityState m_before;
};

} // namespace rollout
