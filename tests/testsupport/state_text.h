#pragma once

// An entity's whole state as lines of text: two states are the same to a person and a store exactly
// when these are. Ids of versions and texts are left out, since they differ between a fleet and the
// same fleet read back.

#include <sstream>
#include <string>

#include "core/entity_state.h"

namespace rollout::test {

inline std::int64_t ms(Time time)
{
    return time.time_since_epoch().count();
}

inline void writeTarget(std::ostream& out, const Fleet& fleet, TargetId id)
{
    out << raw(id) << " [" << fleet.group(id) << "] [" << fleet.name(id) << "]";
    if (!fleet.isLive(id)) {
        out << " gone\n";
        return;
    }
    const Target t = fleet.target(id);
    out << " current [" << fleet.versions().at(t.reported.version) << "] " << t.reported.isError
        << " [" << fleet.texts().at(t.reported.message) << "] [" << fleet.tags().at(t.reported.tags)
        << "] " << ms(t.currentChangedAt) << ' ' << ms(t.currentMessageAt) << " expected ["
        << fleet.versions().at(t.expectedVersion) << "] " << t.expectedIsError << ' '
        << ms(t.expectedChangedAt) << ' ' << ms(t.expectedMessageAt) << " note "
        << int(t.expectedNote.kind) << ' ' << t.expectedNote.seconds << ' ' << t.expectedNote.limit
        << " [" << fleet.texts().at(t.expectedNote.text) << "] reported "
        << ms(fleet.reportTimes().at(id)) << '\n';
}

inline void writeSimulation(std::ostream& out, const EntityState& state)
{
    if (!state.simulation) {
        out << "live\n";
        return;
    }
    out << "seed " << state.simulation->seed << " tick " << state.simulation->tick.count()
        << " median " << state.simulation->adoptMedian.count() << " sigma " << std::hexfloat
        << state.simulation->adoptSigma;
    for (const VersionModel& model : state.simulation->versions)
        out << " [" << model.version << "] " << model.failProbability << ' '
            << model.neverAdoptProbability << ' ' << model.latentMean.count() << ' '
            << model.silentProbability << ' ' << model.falsePositiveProbability;
    out << std::defaultfloat << '\n';
}

/// Slots, also those of targets that are gone, report times and all.
inline std::string stateText(const EntityState& state)
{
    std::ostringstream out;
    const auto version = [&](VersionId id) { return state.fleet.versions().at(id); };
    out << "step " << state.step << " at " << ms(state.lastChangedAt) << " target ["
        << version(state.rollout.target) << "] rolling [" << version(state.rollout.rolling)
        << "] good [" << version(state.rollout.lastKnownGood) << "] bad ["
        << version(state.rollout.lastKnownBad) << "] options " << state.options.batch.value() << ' '
        << state.options.success.value() << ' ' << state.options.successTimeout.count() << ' '
        << state.options.durationTimeout.count() << '\n';
    writeSimulation(out, state);
    out << "order";
    for (const TargetId id : state.fleet.order())
        out << ' ' << raw(id);
    out << "\nbase " << ms(state.fleet.reportTimes().base()) << " exceptions "
        << state.fleet.reportTimes().exceptions().size() << '\n';
    for (std::size_t slot = 0; slot < state.fleet.slots(); ++slot)
        writeTarget(out, state.fleet, static_cast<TargetId>(slot));
    return out.str();
}

} // namespace rollout::test
