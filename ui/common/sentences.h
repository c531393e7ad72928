#pragma once

// What the engine did and why, in a person's words.

#include <QString>
#include <QStringList>

#include "core/entity_state.h"
#include "core/plan.h"
#include "service/orchestrator.h"

namespace rollout {

/// "in rollout 7 of 10, succeeded 40 of 100 needed, failed 0 of 1 tolerated"
[[nodiscard]] QString progressSentence(const StepFigures& figures);

/// The expected side's message: "failed: expected for 130 s, duration time-out 120 s".
[[nodiscard]] QString noteSentence(const Note& note, const Fleet& fleet, VersionId expected);

/// What the last step decided and why, a sentence a decision, most important first. Never empty.
[[nodiscard]] QStringList planSentences(const Plan& plan, const Fleet& fleet);

/// What the rollout waits for now: "waits: 3 of 10 slots taken, all free in at most 43 s".
[[nodiscard]] QString waitingSentence(const Plan& plan);

/// The next decision from `now`: "next decision in 43 s"; empty when there is none to come.
[[nodiscard]] QString nextDecisionSentence(const Plan& plan, Time now);

/// Whether the next step begins with a version that was asked for: nothing is under way that it
/// would have to wait for.
[[nodiscard]] bool beginsWithNextStep(const RolloutState& rollout);

/// Where the entity stands, for a person who knows nothing of the engine: "rolling out v2: 412 of
/// 1,000 targets run it".
[[nodiscard]] QString rolloutSentence(const EntityState& state, RolloutPhase phase);

/// One line of the event log, without its time: "batch of 10 told to run v2".
[[nodiscard]] QString journalSentence(const JournalRow& row);

} // namespace rollout
