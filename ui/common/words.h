#pragma once

// The one place that gives the engine's states their words.

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include "core/entity_state.h"
#include "core/journal.h"
#include "core/lint.h"
#include "core/result.h"
#include "service/orchestrator.h"

namespace rollout {

/// The translation context of the free functions of ui/common.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(rollout::Words)
};

[[nodiscard]] QString phaseText(TargetPhase phase); ///< one or two words: "succeeded"
[[nodiscard]] QString phaseExplained(TargetPhase phase); ///< a clause, for tool tips and keys
[[nodiscard]] QString rolloutPhaseText(RolloutPhase phase); ///< "rolling out"
[[nodiscard]] QString verdictText(Verdict verdict);
[[nodiscard]] QString
journalKindText(JournalKind kind); ///< "batch assigned", for filters and tables

[[nodiscard]] QString severityText(Severity severity); ///< "Warning"
/// "2 errors, 1 warning": what is more than information, the gravest first; empty when nothing is.
[[nodiscard]] QString findingsText(const std::vector<LintFinding>& findings);
/// The finding's sentence, ended with a full stop.
[[nodiscard]] QString findingText(const LintFinding& finding);

/// UTF-8 of the engine as the window's text.
[[nodiscard]] QString text(std::string_view utf8);
[[nodiscard]] std::string utf8(const QString& text);
/// "no version" for the empty one.
[[nodiscard]] QString versionText(std::string_view version);
[[nodiscard]] QString versionText(const Fleet& fleet, VersionId version);
/// What an entity can be, for radio buttons: simulated, then live.
[[nodiscard]] QStringList modeChoices();
/// The error's sentence, ended with a full stop.
[[nodiscard]] QString errorText(const Error& error);

} // namespace rollout
