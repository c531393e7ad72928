#pragma once

// What lint finds and predicts, as a table for people and as JSON for scripts.

#include <QJsonObject>
#include <iosfwd>
#include <vector>

#include "core/lint.h"
#include "core/predict.h"

namespace rollout::ctl {

/// All that is said of one policy.
struct LintReport
{
    LintInput input;
    Predictions predictions;
    std::vector<LintFinding> findings;
};

[[nodiscard]] const char* nameOf(Severity severity); ///< "warning"
/// "2 errors, 1 warning"; nothing of the milder ones, empty when there are none.
[[nodiscard]] std::string countedFindings(const std::vector<LintFinding>& findings);

[[nodiscard]] QJsonObject lintToJson(const LintReport& report);
void printLint(std::ostream& out, const LintReport& report);

} // namespace rollout::ctl
