#include "store/bulk_sql.h"

#include <cassert>

namespace rollout {

namespace {

constexpr std::string_view textWord = "{text}";

/// Calls `take(type)` in place of each parameter, and `keep(character)` for all else.
template <typename Take, typename Keep>
void walk(std::string_view sql, Take take, Keep keep)
{
    while (!sql.empty()) {
        const bool isText = sql.starts_with(textWord);
        if (!isText && sql.front() != '?') {
            keep(sql.front());
            sql.remove_prefix(1);
            continue;
        }
        take(isText ? ColumnType::Text : ColumnType::Integer);
        sql.remove_prefix(isText ? textWord.size() : 1);
    }
}

std::string parameter(std::size_t number, ColumnType type, ColumnForm form)
{
    return "$" + std::to_string(number) + (type == ColumnType::Text ? "::text" : "::bigint")
        + (form == ColumnForm::Values ? "[]" : "");
}

/// "r.p1" and so on, or the value itself, in place of the parameters.
std::string withColumns(std::string_view sql, const std::vector<ColumnForm>& forms)
{
    std::string named;
    std::size_t number = 0;
    walk(
        sql,
        [&](ColumnType type) {
            const ColumnForm form = forms[number++];
            named += form == ColumnForm::Values ? "r.p" + std::to_string(number)
                                                : parameter(number, type, form);
        },
        [&](char other) { named += other; });
    return named;
}

/// The table of rows that the parameters make up. Taken apart in a SELECT's list, the arrays give
/// row after row; in FROM each would first be put away as a table of its own, which takes longer
/// than changing the rows.
std::string rowsOf(const std::vector<ColumnType>& types, const std::vector<ColumnForm>& forms)
{
    std::string arrays;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (forms[i] == ColumnForm::Values)
            arrays += (arrays.empty() ? "unnest(" : ", unnest(")
                + parameter(i + 1, types[i], forms[i]) + ") AS p" + std::to_string(i + 1);
    return "(SELECT " + arrays + ") AS r";
}

/// UPDATE and DELETE: `rows` joined by what the row is told by. Names of its columns are r's alone.
std::string joined(const std::string& sql, std::string_view keyword, const std::string& rows)
{
    const auto at = sql.find(" WHERE ");
    assert(at != std::string::npos);
    return sql.substr(0, at) + std::string(keyword) + rows + sql.substr(at);
}

} // namespace

std::vector<ColumnType> columnsOf(std::string_view rowSql)
{
    std::vector<ColumnType> types;
    walk(
        rowSql, [&](ColumnType type) { types.push_back(type); }, [](char) {});
    return types;
}

std::string bulkSqlOf(std::string_view rowSql, const std::vector<ColumnForm>& forms)
{
    assert(!forms.empty() && forms.back() == ColumnForm::Values);
    const std::string named = withColumns(rowSql, forms);
    const std::string rows = rowsOf(columnsOf(rowSql), forms);
    if (rowSql.starts_with("UPDATE "))
        return joined(named, " FROM ", rows);
    if (rowSql.starts_with("DELETE "))
        return joined(named, " USING ", rows);
    constexpr std::string_view values = " VALUES (";
    const auto at = named.find(values);
    assert(at != std::string::npos && named.back() == ')');
    const auto begin = at + values.size();
    return named.substr(0, at) + " SELECT " + named.substr(begin, named.size() - begin - 1)
        + " FROM " + rows;
}

} // namespace rollout
