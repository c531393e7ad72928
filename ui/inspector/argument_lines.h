#pragma once

// A program's arguments as a person edits them: one a line, as it is. An argument that such a line
// cannot hold (an empty one, one of several lines, one that begins with a quotation mark) is
// written as a JSON string: "two\nlines". Empty lines are no arguments.

#include <QStringList>

#include <string>
#include <vector>

#include "core/result.h"

namespace rollout {

[[nodiscard]] QStringList argumentLines(const std::vector<std::string>& arguments);
/// InvalidArgument: a line begins with a quotation mark and is no JSON string.
[[nodiscard]] Result<std::vector<std::string>> argumentsOf(const QStringList& lines);

} // namespace rollout
