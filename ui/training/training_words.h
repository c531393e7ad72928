#pragma once

// The words of training: what is asked, what happens, and what may be injected.

#include <QString>

#include <vector>

#include "core/scenario.h"
#include "simulation/script.h"

namespace rollout {

/// "Will v2 be rolled back?"
[[nodiscard]] QString questionText(Bet bet);
/// What a scenario did: "operator: pause (database migration)".
[[nodiscard]] QString happeningText(const ScriptedAct& act);
/// How a scenario time is shown: "2 min 10 s", "before the start".
[[nodiscard]] QString momentText(Seconds at);

/// A way in which v2 may be made to fail while it is rolled out.
struct Injection
{
    QString words;
    VersionModel model;
};
[[nodiscard]] std::vector<Injection> injections();

/// A scenario that ships, where the gallery lists it.
enum class GallerySection : std::uint8_t { Exercises, Models, Hazards };
[[nodiscard]] GallerySection sectionOf(const NamedScenario& named);
[[nodiscard]] QString sectionText(GallerySection section);
/// By section; exercises from the easy to the hard, the others by name.
[[nodiscard]] std::vector<NamedScenario> gallery();

} // namespace rollout
