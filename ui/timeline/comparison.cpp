#include "ui/timeline/comparison.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <utility>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct ComparisonWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::ComparisonWords)
};

constexpr int mostRows = 20'000;

/// Kinds that are the same whenever the same was decided.
bool isDecision(JournalKind kind)
{
    switch (kind) {
    case JournalKind::VersionAsked:
    case JournalKind::VersionForced:
    case JournalKind::BatchAssigned:
    case JournalKind::RollingStarted:
    case JournalKind::BecameGood:
    case JournalKind::BecameBad:
    case JournalKind::RollbackBegun:
    case JournalKind::RollbackDone:
    case JournalKind::RolloutDone:
        return true;
    default:
        return false;
    }
}

using Outcomes = std::map<std::uint64_t, std::vector<std::string>>;

/// What came of each step.
Outcomes outcomesOf(const ComparedSide& side)
{
    Outcomes outcomes;
    for (const JournalRow& row : side.rows)
        if (isDecision(row.kind))
            outcomes[row.step].push_back(std::to_string(static_cast<int>(row.kind)) + ' '
                                         + row.version + ' ' + std::to_string(row.count) + ' '
                                         + std::to_string(row.threshold));
    for (const ShareSample& sample : side.shares) {
        std::vector<std::string> shares;
        shares.reserve(sample.shares.size());
        for (const ShareSample::Share& share : sample.shares)
            shares.push_back(share.version + ' ' + std::to_string(share.expected) + ' '
                             + std::to_string(share.current) + ' ' + std::to_string(share.failing));
        std::sort(shares.begin(), shares.end());
        auto& all = outcomes[sample.step];
        all.insert(all.end(), shares.begin(), shares.end());
    }
    return outcomes;
}

/// The step after which it goes its own way, as far as is known.
std::uint64_t ownFrom(const ComparedSide& side)
{
    if (!side.rows.empty() && side.rows.front().kind == JournalKind::EntityForked)
        return static_cast<std::uint64_t>(side.rows.front().count);
    return 0;
}

QString clockText(const ComparedSide& side, Time clock)
{
    return side.snapshot->state.isSimulated() ? formatClock(wholeSeconds(clock.time_since_epoch()))
                                              : formatDateTime(clock);
}

/// When the last of these happened: "v2, step 40 (0:06:40)".
QString lastOf(const ComparedSide& side, JournalKind kind)
{
    const auto found = std::find_if(side.rows.rbegin(), side.rows.rend(),
                                    [kind](const JournalRow& row) { return row.kind == kind; });
    if (found == side.rows.rend())
        return QStringLiteral("–");
    return ComparisonWords::tr("%1, step %2 (%3)")
        .arg(versionText(found->version), formatCount(static_cast<std::int64_t>(found->step)),
             clockText(side, found->at));
}

/// The most of a figure at one time, of samples after a step.
template <typename Figure>
QString most(const ComparedSide& side, std::uint64_t from, Figure figure)
{
    std::int64_t largest = 0;
    for (const ShareSample& sample : side.shares) {
        std::int64_t sum = 0;
        for (const ShareSample::Share& share : sample.shares)
            sum += figure(share);
        if (sample.step >= from)
            largest = std::max(largest, sum);
    }
    return formatTargets(largest);
}

QString phase(const ComparedSide& side, TargetPhase of)
{
    return formatTargets(side.summary->phases[static_cast<std::size_t>(of)]);
}

QString versionIn(const ComparedSide& side, VersionId RolloutState::*place)
{
    return versionText(side.snapshot->state.fleet, side.snapshot->state.rollout.*place);
}

} // namespace

Result<ComparedSide> readSide(const Orchestrator& engine, EntityKey key)
{
    ComparedSide side;
    const auto snapshot = engine.snapshot(key);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    side.snapshot = *snapshot;
    side.summary = std::make_shared<const EntitySummary>(summarise(*side.snapshot));
    auto shares = engine.shares(key, Time(Milliseconds::min()));
    if (!shares)
        return tl::unexpected(shares.error());
    side.shares = std::move(*shares);
    JournalFilter filter;
    filter.entity = key;
    filter.wholeEntityOnly = true;
    auto rows = engine.journalAfter(filter, 0, mostRows);
    if (!rows)
        return tl::unexpected(rows.error());
    side.rows = std::move(*rows);
    return side;
}

std::optional<std::uint64_t> firstDifference(const ComparedSide& a, const ComparedSide& b)
{
    const std::uint64_t from = std::max(ownFrom(a), ownFrom(b));
    const std::uint64_t to = std::min(a.snapshot->state.step, b.snapshot->state.step);
    const Outcomes ofA = outcomesOf(a);
    const Outcomes ofB = outcomesOf(b);
    auto left = ofA.upper_bound(from);
    auto right = ofB.upper_bound(from);
    const auto stepOf = [to](const Outcomes& all, Outcomes::const_iterator at) {
        return at == all.end() ? to + 1 : at->first;
    };
    for (;; ++left, ++right) {
        const std::uint64_t step = std::min(stepOf(ofA, left), stepOf(ofB, right));
        if (step > to)
            return std::nullopt;
        if (stepOf(ofA, left) != stepOf(ofB, right) || left->second != right->second)
            return step;
    }
}

std::vector<ComparedRow> compareSides(const ComparedSide& a, const ComparedSide& b)
{
    const std::uint64_t from = std::max(ownFrom(a), ownFrom(b));
    std::vector<ComparedRow> rows;
    const auto add = [&](const QString& label, const auto& words) {
        rows.push_back({label, words(a), words(b)});
    };
    const auto happened = [&](const QString& label, JournalKind kind) {
        add(label, [kind](const ComparedSide& side) { return lastOf(side, kind); });
    };
    const auto version = [&](const QString& label, VersionId RolloutState::*place) {
        add(label, [place](const ComparedSide& side) { return versionIn(side, place); });
    };
    const auto count = [&](const QString& label, TargetPhase of) {
        add(label, [of](const ComparedSide& side) { return phase(side, of); });
    };
    add(ComparisonWords::tr("Stands at"), [](const ComparedSide& side) {
        return ComparisonWords::tr("step %1 (%2)")
            .arg(formatCount(static_cast<std::int64_t>(side.snapshot->state.step)),
                 clockText(side, side.snapshot->clock));
    });
    add(ComparisonWords::tr("State"),
        [](const ComparedSide& side) { return rolloutPhaseText(side.summary->phase); });
    version(ComparisonWords::tr("Target version"), &RolloutState::target);
    version(ComparisonWords::tr("Rolling version"), &RolloutState::rolling);
    version(ComparisonWords::tr("Last known good"), &RolloutState::lastKnownGood);
    version(ComparisonWords::tr("Last known bad"), &RolloutState::lastKnownBad);
    count(ComparisonWords::tr("Succeeded now"), TargetPhase::Succeeded);
    count(ComparisonWords::tr("Failed now"), TargetPhase::Failed);
    count(ComparisonWords::tr("Silent now"), TargetPhase::Silent);
    add(ComparisonWords::tr("Most in error at once"), [from](const ComparedSide& side) {
        return most(side, from, [](const auto& share) { return share.failing; });
    });
    const std::string wanted = versionsOf(a.snapshot->state).target;
    add(ComparisonWords::tr("Most exposed to %1 at once").arg(versionText(wanted)),
        [from, &wanted](const ComparedSide& side) {
            return most(side, from, [&wanted](const auto& share) {
                return share.version == wanted ? share.expected : 0;
            });
        });
    happened(ComparisonWords::tr("Became good"), JournalKind::BecameGood);
    happened(ComparisonWords::tr("Became bad"), JournalKind::BecameBad);
    happened(ComparisonWords::tr("Rolled back"), JournalKind::RollbackDone);
    happened(ComparisonWords::tr("Everywhere"), JournalKind::RolloutDone);
    return rows;
}

QString differenceSentence(const ComparedSide& a, const ComparedSide& b)
{
    if (const auto step = firstDifference(a, b))
        return ComparisonWords::tr("They differ from step %1 on.")
            .arg(formatCount(static_cast<std::int64_t>(*step)));
    const std::uint64_t to = std::min(a.snapshot->state.step, b.snapshot->state.step);
    return ComparisonWords::tr("No step up to %1, which both have taken, came out differently.")
        .arg(formatCount(static_cast<std::int64_t>(to)));
}

} // namespace rollout
