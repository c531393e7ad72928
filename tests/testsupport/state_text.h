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
        << " [" << fleet.texts().at(t.expectedNote.text) << "]" << (t.isExcluded ? " excluded" : "")
        << " reported " << ms(fleet.reportTimes().at(id)) << '\n';
}

inline void writeAdoption(std::ostream& out, const Adoption& adoption)
{
    out << " adopts " << adoption.median.count() << ' ' << adoption.sigma << ' '
        << adoption.pollEvery.count() << ' ' << adoption.pollJitter.count();
}

inline void writeModel(std::ostream& out, const VersionModel& m)
{
    out << " [" << m.version << "|" << m.group << '|' << m.tag << ']';
    if (m.adoption)
        writeAdoption(out, *m.adoption);
    for (const double number :
         {m.neverAdoptProbability, m.failProbability, m.failCorrelation, m.latentShape,
          m.latentShare, m.intermittentShare, m.intermittentProbability, m.silentProbability,
          m.flappingShare, m.flappingJitter, m.falsePositiveProbability, m.missedErrorProbability,
          m.stuckProbability, m.brokenProbability, m.leavingFactor, m.leavingSigma, m.loadThreshold,
          m.loadProbability})
        out << ' ' << number;
    out << ' ' << static_cast<int>(m.cluster) << ' ' << m.latentMean.count() << ' '
        << m.flappingHalfPeriod.count();
    if (m.failingHours)
        out << " fails " << m.failingHours->from.count() << '-' << m.failingHours->to.count();
}

inline void writeSimulation(std::ostream& out, const EntityState& state)
{
    if (!state.simulation) {
        out << "live\n";
        return;
    }
    const SimulationSettings& settings = *state.simulation;
    out << "seed " << settings.seed << " tick " << settings.tick.count() << std::hexfloat;
    writeAdoption(out, settings.adoption);
    for (const VersionModel& model : settings.versions)
        writeModel(out, model);
    out << " silence " << settings.silence.share << ' ' << settings.silence.mean.count()
        << " churn " << settings.churn.joinsPerHour << ' ' << settings.churn.leavesPerHour
        << " outages " << settings.outages.perDay << ' ' << settings.outages.mean.count();
    if (settings.operatorDelay)
        out << " operator " << settings.operatorDelay->median.count() << ' '
            << settings.operatorDelay->sigma;
    out << std::defaultfloat << '\n';
}

inline void writeSignature(std::ostream& out, const Signature& signature)
{
    out << " by [" << signature.by << "] because [" << signature.reason << "]\n";
}

inline void writeControl(std::ostream& out, const EntityState& state)
{
    for (const auto* hold : {&state.control.pause, &state.control.lock})
        if (*hold) {
            out << (hold == &state.control.pause ? "paused since " : "locked since ")
                << ms((*hold)->since);
            writeSignature(out, (*hold)->signature);
        }
    for (const FreezeWindow& window : state.control.freezes) {
        out << "frozen " << window.number << ' ' << ms(window.from) << ' ' << ms(window.to) << ' '
            << window.period.count();
        writeSignature(out, window.signature);
    }
    out << "last freeze window: " << state.control.lastFreezeNumber << '\n';
    for (const EntityClock::Stop& stop : state.clock.stops())
        out << "stopped at " << ms(stop.at) << " for " << stop.length.count() << '\n';
    if (state.clock.stoppedSince())
        out << "stopped since " << ms(*state.clock.stoppedSince()) << '\n';
}

inline void writeProgress(std::ostream& out, const EntityState& state)
{
    const Progress& p = state.progress;
    out << "progress " << ms(p.rollingSince) << " good ["
        << state.fleet.versions().at(p.previousGood) << "] " << ms(p.goodSince) << " promoted ["
        << state.fleet.versions().at(p.promoted) << "] wave " << p.wave << ' ' << p.released << ' '
        << (p.waveDoneSince ? ms(*p.waveDoneSince) : -1) << ' ' << p.waveHadTargets << '\n';
    out << "approvals [" << state.fleet.versions().at(state.approvals.version) << "] "
        << state.approvals.isRollingBack << '\n';
    for (const ApprovalRequest& request : state.approvals.requests) {
        out << "request " << raw(request.target) << ' ' << ms(request.askedAt);
        for (const Vote& vote : request.votes)
            out << " [" << vote.by << "] " << vote.isApproval << " [" << vote.remark << "] "
                << ms(vote.at);
        out << '\n';
    }
}

inline void writePolicy(std::ostream& out, const Policy& policy)
{
    out << guardsLine(policy) << '\n';
    for (const Wave& wave : policy.waves)
        out << "wave [" << wave.name << "] [" << wave.group << "] [" << wave.tag << "] "
            << wave.size.isPercent << ' ' << wave.size.value << ' '
            << (wave.batch ? wave.batch->value : -1) << ' ' << wave.success.value() << ' '
            << (wave.error ? wave.error->value() : -1) << ' ' << wave.bake.count() << ' '
            << wave.isManual << '\n';
    out << "approval " << policy.approval.required << ' ' << policy.approval.timeout.count() << ' '
        << int(policy.approval.onTimeout) << ' ' << policy.approval.forRollback << '\n';
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
    writePolicy(out, state.policy());
    if (state.controller) {
        out << "asks [" << state.controller->program << "] for "
            << state.controller->timeout.count() << ' ' << state.controller->hooks.approval
            << state.controller->hooks.selection << state.controller->hooks.monitoring;
        for (const std::string& argument : state.controller->arguments)
            out << " [" << argument << "]";
        out << '\n';
    }
    writeControl(out, state);
    writeProgress(out, state);
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
