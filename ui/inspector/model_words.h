#pragma once

// What a simulated fleet is set to do, in words. Pure.

#include <QString>
#include <QStringList>

#include "core/simulation_settings.h"

namespace rollout {

/// "v2 of group eu: 30 % crash on start, 2 % never adopt it."; "v2: nothing goes wrong."
[[nodiscard]] QString modelWords(const VersionModel& model);

/// Parts of the same; empty where nothing goes wrong.
[[nodiscard]] QString failureWords(const VersionModel& model);
[[nodiscard]] QString reportWords(const VersionModel& model);
[[nodiscard]] QString adoptingWords(const VersionModel& model);
[[nodiscard]] QString leavingWords(const VersionModel& model);

/// "Targets ask every 45 min ± 5 min."; empty: they are told.
[[nodiscard]] QString pollWords(const Adoption& adoption);
/// A sentence on each of what befalls the fleet whatever it runs.
[[nodiscard]] QStringList wholeFleetWords(const SimulationSettings& settings);

/// A sentence on adoption, one a version, and one on each of what befalls the whole fleet.
[[nodiscard]] QStringList simulationWords(const SimulationSettings& settings);

} // namespace rollout
