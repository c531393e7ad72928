#include "io/journal_table.h"

#include "core/journal_names.h"

namespace rollout {

namespace {

/// "2 x disk full; 1 x monitoring: no route"
std::string reasonsLine(const std::vector<FailureReason>& reasons)
{
    std::string line;
    for (const FailureReason& reason : reasons) {
        line += line.empty() ? "" : "; ";
        line += std::to_string(reason.count) + " x " + std::string(nameOf(reason.by));
        if (!reason.words.empty())
            line += ": " + reason.words;
    }
    return line;
}

/// "paused by ada: lunch; resumed by ada"
std::string deedsLine(const std::vector<PersonalDeed>& deeds)
{
    std::string line;
    for (const PersonalDeed& deed : deeds) {
        line += line.empty() ? "" : "; ";
        line += nameOf(deed.kind);
        if (!deed.by.empty())
            line += " by " + deed.by;
        if (!deed.reason.empty())
            line += ": " + deed.reason;
    }
    return line;
}

std::optional<Time> clockTime(const std::optional<Moment>& moment)
{
    return moment ? std::optional(moment->at) : std::nullopt;
}

void addBatches(TableFile& file, const BatchFigures& batches)
{
    for (const std::int64_t figure :
         {batches.count, batches.targets, batches.smallest, batches.largest})
        file.addNumber(figure);
}

} // namespace

const std::vector<TableColumn>& journalColumns()
{
    static const std::vector<TableColumn> all{
        {"id", "id"},
        {"namespace", "namespace"},
        {"entity", "entity"},
        {"step", "step"},
        {"time (UTC)", "at"},
        {"time of the entity (UTC)", "entityAt"},
        {"kind", "kind"},
        {"group", "group"},
        {"target", "target"},
        {"version", "version"},
        {"previous version", "previous"},
        // Or what the kind says: of a frozen time both are milliseconds since 1970.
        {"count (targets; s of one target)", "count"},
        {"threshold (targets; s of one target)", "threshold"},
        {"reason or message", "text"},
        {"by", "by"}};
    return all;
}

void addRow(TableFile& file, const JournalRecord& row)
{
    file.addNumber(row.id);
    file.addText(row.namespaceName);
    file.addText(row.entityName);
    file.addNumber(static_cast<std::int64_t>(row.step));
    file.addTime(row.at);
    file.addTime(row.entityAt);
    file.addText(nameOf(row.kind));
    for (const std::string* name : {&row.group, &row.target, &row.version, &row.previous})
        file.addText(*name);
    file.addNumber(row.count);
    file.addNumber(row.threshold);
    file.addText(row.text);
    file.addText(row.by);
}

const std::vector<TableColumn>& rolloutColumns()
{
    static const std::vector<TableColumn> all{{"namespace", "namespace"},
                                              {"entity", "entity"},
                                              {"version", "version"},
                                              {"previous version", "previous"},
                                              {"outcome", "outcome"},
                                              {"cause", "cause"},
                                              {"cause in words", "causeText"},
                                              {"asked (UTC)", "askedAt"},
                                              {"asked by", "askedBy"},
                                              {"asked why", "askedReason"},
                                              {"began (UTC)", "beganAt"},
                                              {"became good (UTC)", "becameGoodAt"},
                                              {"became bad (UTC)", "becameBadAt"},
                                              {"ended (UTC)", "endedAt"},
                                              {"duration (s)", "durationSecs"},
                                              {"duration of the entity (s)", "entityDurationSecs"},
                                              {"stood still (s)", "pausedSecs"},
                                              {"batches", "batches"},
                                              {"assigned (targets)", "assigned"},
                                              {"smallest batch (targets)", "smallestBatch"},
                                              {"largest batch (targets)", "largestBatch"},
                                              {"failed (targets)", "failedTargets"},
                                              {"why targets failed", "reasons"},
                                              {"what people did", "deeds"}};
    return all;
}

void addRow(TableFile& file, const RolloutRecord& record, const RolloutPlace& place,
            const Moment& now)
{
    for (const std::string* name :
         {&place.namespaceName, &place.entityName, &record.version, &record.previous})
        file.addText(*name);
    file.addText(nameOf(record.outcome));
    file.addText(nameOf(record.cause));
    file.addText(record.causeText);
    file.addTime(record.asked ? std::optional(record.asked->when.at) : std::nullopt);
    file.addText(record.asked ? record.asked->by : std::string());
    file.addText(record.asked ? record.asked->reason : std::string());
    file.addTime(record.began.at);
    for (const auto& moment : {record.becameGood, record.becameBad, record.ended})
        file.addTime(clockTime(moment));
    file.addSeconds(record.clockDuration(now));
    file.addSeconds(record.entityDuration(now));
    file.addSeconds(record.pausedFor(now));
    addBatches(file, record.batches);
    file.addNumber(record.failedTargets);
    file.addText(reasonsLine(record.reasons));
    file.addText(deedsLine(record.deeds));
}

} // namespace rollout
