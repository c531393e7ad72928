#include "past_bed.h"

#include <limits>
#include <sstream>

namespace rollout::test {

namespace {

std::int64_t number(Time time)
{
    return time.time_since_epoch().count();
}

void write(std::ostream& out, const Fleet& fleet, TargetId id)
{
    const Target target = fleet.target(id);
    const auto version = [&](VersionId of) { return fleet.versions().at(of); };
    out << raw(id) << ' ' << fleet.group(id) << '/' << fleet.name(id) << ' '
        << version(target.reported.version) << ' ' << fleet.texts().at(target.reported.message)
        << ' ' << fleet.tags().at(target.reported.tags) << ' ' << target.reported.isError << ' '
        << number(target.currentChangedAt) << ' ' << number(target.currentMessageAt) << " -> "
        << version(target.expectedVersion) << ' ' << target.expectedIsError << ' '
        << static_cast<int>(target.expectedNote.kind) << ' ' << target.expectedNote.seconds << ' '
        << target.expectedNote.limit << ' ' << number(target.expectedChangedAt) << ' '
        << number(target.expectedMessageAt) << ' ' << target.isExcluded << ' '
        << number(fleet.reportTimes().at(id)) << '\n';
}

} // namespace

std::string inWords(const EntityState& state)
{
    std::ostringstream out;
    const RolloutVersions versions = versionsOf(state);
    out << "step " << state.step << " at " << number(state.lastChangedAt) << ": " << versions.target
        << ' ' << versions.rolling << ' ' << versions.lastKnownGood << ' ' << versions.lastKnownBad
        << '\n'
        << optionsLine(state.options) << '\n'
        << "waves " << state.waves.size() << ", wave " << state.progress.wave << ", stops "
        << state.clock.stops().size() << ", stopped "
        << (state.clock.stoppedSince() ? number(*state.clock.stoppedSince()) : -1) << ", paused "
        << state.control.pause.has_value() << ", locked " << state.control.lock.has_value()
        << ", freezes " << state.control.freezes.size() << '\n';
    for (const ApprovalRequest& request : state.approvals.requests)
        out << "waits: " << raw(request.target) << " since " << number(request.askedAt) << " with "
            << request.votes.size() << " votes\n";
    for (const TargetId id : state.fleet.order())
        write(out, state.fleet, id);
    return out.str();
}

std::vector<JournalRow> journalOf(Orchestrator& engine, EntityKey key)
{
    JournalFilter filter;
    filter.entity = key;
    return must(engine.journalAfter(filter, 0, std::numeric_limits<int>::max()));
}

std::string inWords(const std::vector<JournalRow>& rows)
{
    std::ostringstream out;
    for (const JournalRow& row : rows)
        out << row.id << ' ' << static_cast<int>(row.kind) << ' ' << number(row.at) << ' '
            << number(row.entityAt) << ' ' << row.step << ' ' << row.entityName << ' ' << row.group
            << ' ' << row.target << ' ' << row.version << ' ' << row.previous << ' ' << row.count
            << ' ' << row.threshold << ' ' << row.text << ' ' << row.by << '\n';
    return out.str();
}

SimulationSettings livelyFleet()
{
    SimulationSettings settings;
    settings.seed = 7;
    settings.adoption.sigma = 0.5;
    VersionModel bad{"v2"};
    bad.failProbability = 0.1;
    bad.latentMean = std::chrono::minutes(30);
    bad.intermittentShare = 0.3;
    bad.falsePositiveProbability = 0.001;
    settings.versions = {bad};
    settings.silence.share = 0.02;
    settings.churn = {20.0, 20.0};
    return settings;
}

} // namespace rollout::test
