#pragma once

// Rules that look at one line of code at a time.

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <vector>

#include "source_tree.h"

namespace tidy {

/// Nowhere in files whose path matches `where` but not `except` may a line of code match
/// `forbidden`.
struct LineRule
{
    const char* name;
    const char* where;
    const char* except; ///< empty: no exception
    const char* forbidden;
    const char* instead; ///< what to do
    const char* bad; ///< a line that the rule must find
    const char* good; ///< a line like it that it must not
};

[[nodiscard]] const std::vector<LineRule>& lineRules();

/// "path:line: code" of every line that breaks the rule.
[[nodiscard]] QStringList violations(const LineRule& rule, const std::vector<SourceFile>& files);

[[nodiscard]] QRegularExpression pattern(const char* text);

} // namespace tidy
