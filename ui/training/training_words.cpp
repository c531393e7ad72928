#include "ui/training/training_words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "io/scenario_presets.h"
#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QString verbText(const Verb& verb)
{
    const std::array<QString, std::variant_size_v<Verb>> words{
        Words::tr("pauses the rollout"),
        Words::tr("resumes the rollout"),
        Words::tr("aborts: v2 is bad now"),
        Words::tr("lets the bad version be tried again"),
        Words::tr("retries failed targets"),
        Words::tr("promotes v2 to all the rest"),
        Words::tr("lets the next wave begin"),
        Words::tr("excludes targets"),
        Words::tr("includes targets again"),
        Words::tr("locks the entity"),
        Words::tr("unlocks the entity"),
        Words::tr("freezes the rollout for a while"),
        Words::tr("ends a freeze"),
        Words::tr("answers requests for approval"),
    };
    return words[verb.index()];
}

QString whatText(const ScriptedAct& act)
{
    if (const auto* verb = std::get_if<Verb>(&act.what))
        return text(act.signature.by) + u' ' + verbText(*verb);
    if (const auto* wish = std::get_if<ScriptedVersion>(&act.what))
        return Words::tr("%1 asks for %2").arg(text(act.signature.by), text(wish->version));
    if (std::holds_alternative<Policy>(act.what))
        return Words::tr("%1 sets another policy").arg(text(act.signature.by));
    return Words::tr("something has changed in the fleet");
}

/// From the easy to the hard.
constexpr std::array<std::string_view, 13> exerciseOrder{
    "train-hello-rollout", "train-one-in-three", "train-cry-wolf",     "train-bad-zone",
    "train-slow-leak",     "train-silent-brick", "train-leaky-window", "train-panic-button",
    "train-no-way-back",   "train-friday-1700",  "train-78-minutes",   "train-policy-duel",
    "train-threshold-zero"};

/// Others keep the order that they have, after those.
auto placeOf(const NamedScenario& named)
{
    const auto place = std::find(exerciseOrder.begin(), exerciseOrder.end(), named.name);
    return std::pair(sectionOf(named), place - exerciseOrder.begin());
}

Injection injected(const QString& words, const VersionModel& model)
{
    Injection injection{words, model};
    injection.model.version = newVersion;
    return injection;
}

} // namespace

QString questionText(Bet bet)
{
    return bet == Bet::RollsBack ? Words::tr("Will v2 be rolled back?")
                                 : Words::tr("Will v2 be last known good at the end?");
}

QString happeningText(const ScriptedAct& act)
{
    const QString what = whatText(act);
    return act.signature.reason.empty()
        ? what
        : Words::tr("%1 (%2)").arg(what, text(act.signature.reason));
}

QString momentText(Seconds at)
{
    return at < Seconds(0) ? Words::tr("before the start") : formatDuration(at);
}

std::vector<Injection> injections()
{
    VersionModel crash;
    crash.failProbability = 0.3;
    VersionModel all;
    all.failProbability = 1.0;
    VersionModel silent;
    silent.silentProbability = 0.3;
    VersionModel leak;
    leak.latentMean = std::chrono::minutes(15);
    VersionModel stuck;
    stuck.stuckProbability = 0.3;
    VersionModel lies;
    lies.falsePositiveProbability = 0.01;
    return {injected(Words::tr("Three in ten crash"), crash),
            injected(Words::tr("Everybody crashes"), all),
            injected(Words::tr("Three in ten fall silent"), silent),
            injected(Words::tr("Fails after 15 min or so"), leak),
            injected(Words::tr("Three in ten cannot go back"), stuck),
            injected(Words::tr("The check lies: 1 % of reports"), lies)};
}

GallerySection sectionOf(const NamedScenario& named)
{
    if (named.name.starts_with("train-"))
        return GallerySection::Exercises;
    const bool isHazard = named.name.size() > 2 && named.name[0] == 'h' && named.name[1] >= '1'
        && named.name[1] <= '9' && named.name[2] == '-';
    return isHazard ? GallerySection::Hazards : GallerySection::Models;
}

QString sectionText(GallerySection section)
{
    switch (section) {
    case GallerySection::Exercises:
        return Words::tr("Exercises");
    case GallerySection::Models:
        return Words::tr("Ways to fail");
    case GallerySection::Hazards:
        break;
    }
    return Words::tr("Hazards of policies");
}

std::vector<NamedScenario> gallery()
{
    std::vector<NamedScenario> all;
    all.reserve(scenarioPresets().size());
    for (const ScenarioPreset& preset : scenarioPresets())
        if (auto named = scenarioNamed(preset.name))
            all.push_back(std::move(*named));
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return placeOf(a) < placeOf(b); });
    return all;
}

} // namespace rollout
