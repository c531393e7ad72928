#include "ui/inspector/selection_words.h"

#include <QCoreApplication>

#include <array>

#include "ui/common/format.h"
#include "ui/common/sentences.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct SelectionWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::SelectionWords)
};

QString agoWords(Time time, Time now)
{
    return SelectionWords::tr("%1 ago").arg(formatDuration(wholeSeconds(now - time)));
}

std::vector<Fact> factsOfOne(const EntitySnapshot& snapshot, TargetId id)
{
    const Fleet& fleet = snapshot.state.fleet;
    const Target target = fleet.target(id);
    const TargetPhase phase = phaseOf(snapshot.state, id, snapshot.now);
    const auto ago = [&](Time time) { return agoWords(time, snapshot.now); };
    std::vector<Fact> facts{
        {SelectionWords::tr("Name"), text(fleet.name(id))},
        {SelectionWords::tr("Group"), text(fleet.group(id))},
        {SelectionWords::tr("Tags"), text(fleet.tags().at(target.reported.tags))},
        {SelectionWords::tr("State"),
         phaseText(phase) + QLatin1String(": ") + phaseExplained(phase)},
        {SelectionWords::tr("Runs"),
         SelectionWords::tr("%1, changed %2")
             .arg(versionText(fleet, target.reported.version), ago(target.currentChangedAt))},
        {SelectionWords::tr("Should run"),
         SelectionWords::tr("%1, told %2")
             .arg(versionText(fleet, target.expectedVersion), ago(target.expectedChangedAt))},
        {target.reported.isError != 0 ? SelectionWords::tr("In error")
                                      : SelectionWords::tr("Healthy"),
         SelectionWords::tr("since %1")
             .arg(formatDuration(wholeSeconds(snapshot.now - target.currentMessageAt)))},
        {SelectionWords::tr("Reported"), ago(fleet.reportTimes().at(id))},
        {SelectionWords::tr("Engine"),
         noteSentence(target.expectedNote, fleet, target.expectedVersion)}};
    if (target.reported.message != TextId::None)
        facts.push_back(
            {SelectionWords::tr("Message"), text(fleet.texts().at(target.reported.message))});
    std::erase_if(facts, [](const Fact& fact) { return fact.value.isEmpty(); });
    return facts;
}

} // namespace

std::vector<Fact> factsOf(const EntitySnapshot& snapshot, const std::vector<TargetId>& targets)
{
    std::array<std::int64_t, targetPhaseCount> counts{};
    std::optional<TargetId> only;
    std::int64_t total = 0;
    for (const TargetId id : targets) {
        if (raw(id) >= snapshot.state.fleet.slots() || !snapshot.state.fleet.isLive(id))
            continue;
        only = id;
        ++total;
        ++counts[static_cast<std::size_t>(phaseOf(snapshot.state, id, snapshot.now))];
    }
    if (total == 0)
        return {};
    if (total == 1)
        return factsOfOne(snapshot, *only);
    std::vector<Fact> facts{
        {SelectionWords::tr("Selected"), SelectionWords::tr("%1 targets").arg(formatCount(total))}};
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        if (counts[phase] > 0)
            facts.push_back({phaseText(TargetPhase(phase)), formatCount(counts[phase])});
    return facts;
}

} // namespace rollout
