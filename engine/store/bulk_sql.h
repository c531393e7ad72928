#pragma once

// Turns a statement for one row into one for many, whose parameters are columns.

#include <string>
#include <string_view>
#include <vector>

namespace rollout {

enum class ColumnType { Integer, Text };

/// How a parameter is given to all rows of a statement.
enum class ColumnForm {
    Values, ///< an array, one value a row
    OneValue, ///< what all rows have in common, once
};

/// The types of the parameters of `rowSql`, which is in the words of dialect.h.
[[nodiscard]] std::vector<ColumnType> columnsOf(std::string_view rowSql);

/// `rowSql` for many rows, with $1, $2 … for 8-byte integers, texts, and arrays of them. It is an
/// INSERT … VALUES, or an UPDATE or DELETE with a WHERE of parameters. There is a form for each
/// parameter; the last one's is Values, so that there are rows.
[[nodiscard]] std::string bulkSqlOf(std::string_view rowSql, const std::vector<ColumnForm>& forms);

} // namespace rollout
