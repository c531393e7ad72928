#include "core/history.h"

#include <QJsonArray>
#include <memory>
#include <ostream>

#include "commands.h"
#include "core/journal_names.h"
#include "io/iso_time.h"
#include "rollout_json.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

constexpr int mostRollouts = 100'000;

struct HistoryOptions
{
    EntityOptions entity;
    int limit = 20;
};

double secondsOf(Milliseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

QJsonValue historyJson(const std::optional<Moment>& moment)
{
    if (!moment)
        return QJsonValue();
    return QJsonObject{{QStringLiteral("at"), text(isoTime(moment->at))},
                       {QStringLiteral("entityAt"), text(isoTime(moment->entityAt))}};
}

QJsonObject historyJson(const PersonalDeed& deed)
{
    return {{QStringLiteral("kind"), text(nameOf(deed.kind))},
            {QStringLiteral("at"), text(isoTime(deed.when.at))},
            {QStringLiteral("by"), text(deed.by)},
            {QStringLiteral("reason"), text(deed.reason)}};
}

QJsonObject historyJson(const BatchFigures& figures)
{
    return {{QStringLiteral("count"), static_cast<qint64>(figures.count)},
            {QStringLiteral("targets"), static_cast<qint64>(figures.targets)},
            {QStringLiteral("smallest"), static_cast<qint64>(figures.smallest)},
            {QStringLiteral("largest"), static_cast<qint64>(figures.largest)}};
}

QJsonArray reasonsToJson(const RolloutRecord& record)
{
    QJsonArray reasons;
    for (const FailureReason& reason : record.reasons)
        reasons.append(
            QJsonObject{{QStringLiteral("by"), text(nameOf(reason.by))},
                        {QStringLiteral("words"), text(reason.words)},
                        {QStringLiteral("limitSecs"), static_cast<qint64>(reason.limit.count())},
                        {QStringLiteral("count"), static_cast<qint64>(reason.count)}});
    return reasons;
}

QJsonObject historyJson(const RolloutRecord& record, const Moment& now)
{
    QJsonArray deeds;
    for (const PersonalDeed& deed : record.deeds)
        deeds.append(historyJson(deed));
    return {{QStringLiteral("version"), text(record.version)},
            {QStringLiteral("previous"), text(record.previous)},
            {QStringLiteral("asked"),
             record.asked ? QJsonValue(historyJson(*record.asked)) : QJsonValue()},
            {QStringLiteral("began"), historyJson(std::optional(record.began))},
            {QStringLiteral("ended"), historyJson(record.ended)},
            {QStringLiteral("becameGood"), historyJson(record.becameGood)},
            {QStringLiteral("becameBad"), historyJson(record.becameBad)},
            {QStringLiteral("rollbackDone"), historyJson(record.rollbackDone)},
            {QStringLiteral("outcome"), text(nameOf(record.outcome))},
            {QStringLiteral("cause"), text(nameOf(record.cause))},
            {QStringLiteral("causeText"), text(record.causeText)},
            {QStringLiteral("failedThen"), static_cast<qint64>(record.failed)},
            {QStringLiteral("tolerated"), static_cast<qint64>(record.tolerated)},
            {QStringLiteral("batches"), historyJson(record.batches)},
            {QStringLiteral("rollbackBatches"), historyJson(record.rollbackBatches)},
            {QStringLiteral("failedTargets"), static_cast<qint64>(record.failedTargets)},
            {QStringLiteral("reasons"), reasonsToJson(record)},
            {QStringLiteral("deeds"), deeds},
            {QStringLiteral("durationSecs"), secondsOf(record.clockDuration(now))},
            {QStringLiteral("entityDurationSecs"), secondsOf(record.entityDuration(now))},
            {QStringLiteral("pausedSecs"), secondsOf(record.pausedFor(now))}};
}

/// "by ada: canary looked fine"
std::string signatureOf(const PersonalDeed& deed)
{
    std::string words;
    if (!deed.by.empty())
        words += " by " + deed.by;
    if (!deed.reason.empty())
        words += ": " + deed.reason;
    return words;
}

std::string outcomeOf(const RolloutRecord& record)
{
    std::string words(nameOf(record.outcome));
    switch (record.cause) {
    case BadCause::None:
        break;
    case BadCause::Threshold:
        words += ", " + std::to_string(record.failed) + " failed of "
            + std::to_string(record.tolerated) + " tolerated";
        break;
    case BadCause::Monitoring:
        words += ", monitoring: " + record.causeText;
        break;
    case BadCause::Aborted:
        words += ", aborted";
        break;
    }
    return words;
}

std::string batchesOf(const BatchFigures& figures)
{
    if (figures.count == 0)
        return "no batch";
    const std::string sizes = figures.smallest == figures.largest
        ? std::to_string(figures.smallest)
        : std::to_string(figures.smallest) + " to " + std::to_string(figures.largest);
    return std::to_string(figures.count) + (figures.count == 1 ? " batch of " : " batches of ")
        + sizes;
}

std::string secondsIn(Milliseconds duration)
{
    return std::to_string(wholeSeconds(duration).count()) + " s";
}

void print(const RolloutRecord& record, const Moment& now, std::ostream& out)
{
    out << "\"" << record.version << "\" after \"" << record.previous << "\": " << outcomeOf(record)
        << '\n';
    if (record.asked)
        out << "  " << nameOf(record.asked->kind) << ' ' << isoTime(record.asked->when.at)
            << signatureOf(*record.asked) << '\n';
    out << "  began " << isoTime(record.began.at);
    if (record.ended)
        out << ", ended " << isoTime(record.ended->at);
    out << ", " << secondsIn(record.clockDuration(now));
    if (const auto paused = record.pausedFor(now); paused.count() > 0)
        out << " (" << secondsIn(paused) << " stopped)";
    out << "\n  " << batchesOf(record.batches) << ", " << counted(record.failedTargets, "target")
        << " failed\n";
    for (const FailureReason& reason : record.reasons) {
        out << "    " << reason.count << " x "
            << (reason.by == FailedBy::Monitoring
                    ? "monitoring"
                    : "no success in " + std::to_string(reason.limit.count()) + " s");
        if (!reason.words.empty())
            out << ": " << reason.words;
        out << '\n';
    }
    for (const PersonalDeed& deed : record.deeds)
        out << "  " << nameOf(deed.kind) << ' ' << isoTime(deed.when.at) << signatureOf(deed)
            << '\n';
}

void print(const EntitySnapshot& snapshot, const std::vector<RolloutRecord>& records,
           const HistoryOptions& options, Context& context)
{
    const Moment now{snapshot.clock, snapshot.now};
    if (options.entity.isJson) {
        QJsonArray rollouts;
        for (const RolloutRecord& record : records)
            rollouts.append(historyJson(record, now));
        return printJson(context,
                         {{QStringLiteral("namespace"), text(snapshot.namespaceName)},
                          {QStringLiteral("entity"), text(snapshot.entityName)},
                          {QStringLiteral("rollouts"), rollouts}});
    }
    if (records.empty())
        context.out << snapshot.namespaceName << '/' << snapshot.entityName
                    << ": nothing was rolled out yet\n";
    for (const RolloutRecord& record : records)
        print(record, now, context.out);
}

ExitCode runHistory(const HistoryOptions& options, Context& context)
{
    const auto engine = openEngine(options.entity.store, MissingStore::Refuse);
    if (!engine)
        return refuse(context, engine.error());
    const Orchestrator& orchestrator = *(*engine)->orchestrator;
    const auto snapshot =
        orchestrator.snapshot(options.entity.namespaceName, options.entity.entityName);
    if (!snapshot)
        return refuse(context, snapshot.error());
    const auto records = orchestrator.history((*snapshot)->key, options.limit);
    if (!records)
        return refuse(context, records.error());
    print(**snapshot, *records, options, context);
    return ExitCode::Done;
}

} // namespace

void addHistoryCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<HistoryOptions>();
    auto* command = app.add_subcommand(
        "history", "Show the rollouts of an entity, newest first: who, why, how long, what failed");
    addEntityArguments(*command, options->entity);
    command->add_option("--limit", options->limit, "At most so many rollouts")
        ->type_name("N")
        ->check(CLI::Range(1, mostRollouts))
        ->capture_default_str();
    onRun(*command, context, [options, &context] { return runHistory(*options, context); });
}

} // namespace rollout::ctl
