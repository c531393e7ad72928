#pragma once

// Values of the engine as JSON and as words, for the commands that show them.

#include <QJsonArray>
#include <QJsonObject>
#include <optional>
#include <string>
#include <string_view>

#include "core/entity_state.h"
#include "core/rollout.h"

namespace rollout::ctl {

[[nodiscard]] const char* nameOf(RolloutPhase phase); ///< "rolling out"
[[nodiscard]] const char* nameOf(TargetPhase phase); ///< "assigned"

[[nodiscard]] QJsonObject toJson(const RolloutOptions& options);
[[nodiscard]] QJsonObject toJson(const Limits& limits);
[[nodiscard]] QJsonObject toJson(const RolloutVersions& versions);

/// "batch 5 %, success 100 %, success time-out 60 s, duration time-out 120 s"
[[nodiscard]] std::string inWords(const RolloutOptions& options);
/// "batch 5, needed 100, tolerated 1"
[[nodiscard]] std::string inWords(const Limits& limits);

[[nodiscard]] QString text(std::string_view utf8);
[[nodiscard]] QJsonValue orNull(const std::optional<double>& value);

/// ISO 8601, UTC, to the millisecond.
[[nodiscard]] QString timeText(Time time);
[[nodiscard]] QJsonObject toJson(const Signature& signature);
/// Null: nobody holds.
[[nodiscard]] QJsonValue toJson(const std::optional<Hold>& hold);
[[nodiscard]] QJsonArray toJson(const std::vector<FreezeWindow>& windows);
/// "WHAT by WHO since WHEN: why"
[[nodiscard]] std::string inWords(const char* what, const Hold& hold);

} // namespace rollout::ctl
