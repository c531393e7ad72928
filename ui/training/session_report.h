#pragma once

// What is left of an exercise: what happened, what was done and bet, and what it was worth; on the
// page, as JSON for programs, CSV for tables and PDF for people.

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

#include "core/scenario.h"
#include "service/saved_session.h"
#include "simulation/training.h"
#include "ui/common/play.h"

namespace rollout {

struct TrainingSession
{
    NamedScenario named; ///< with the seed that was played, and what the trainer injected as events
    std::vector<PlayedAct> happened;
    std::vector<JournalRow> actions; ///< what people did, oldest first
    std::vector<PlacedBet> bets;
    RunResult result;
    Score score;
    Yardsticks yardsticks;
    SavedSession played; ///< to be played again
    /// Of the session that this is a replay of; nothing: it is none.
    std::optional<std::uint64_t> recordedDigest;
    bool isCutShort = false; ///< a replay that did not come to the recorded end
};

/// A line of the score table: its caption, and the points of trainee, engine alone, oracle and the
/// best random policy.
struct ScoreLine
{
    QString caption;
    std::array<double, 4> points;
};
[[nodiscard]] std::vector<ScoreLine> scoreLines(const TrainingSession& session);
[[nodiscard]] std::array<QString, 4> scoreColumns(const Yardsticks& others);
/// What v2 was, and what came of it; of a replay, whether it is as it was recorded.
[[nodiscard]] QString outcomeText(const TrainingSession& session);

[[nodiscard]] QByteArray sessionJson(const TrainingSession& session);
/// RFC 4180: a header, then a row an event, action, bet and score; UTF-8.
[[nodiscard]] QByteArray sessionCsv(const TrainingSession& session);
[[nodiscard]] QString sessionHtml(const TrainingSession& session);
/// By the end of the name: .json, .csv or .pdf. Not in the window's thread: PDF takes a while.
[[nodiscard]] Result<void> writeSession(const TrainingSession& session, const QString& path);

} // namespace rollout
