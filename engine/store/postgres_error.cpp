#include "store/postgres_error.h"

#include <algorithm>
#include <array>

namespace rollout {

namespace {

/// %1 becomes the store, %2 the server's words.
struct Rule
{
    std::string_view state; ///< the beginning of a SQLSTATE; the first rule that fits counts
    ErrorCode code;
    std::string_view sentence;
};

// https://www.postgresql.org/docs/15/errcodes-appendix.html
constexpr std::array rules{
    Rule{"40", ErrorCode::Busy,
         "%1 is being changed by another program; nothing was changed, try again"},
    Rule{"55P03", ErrorCode::Busy,
         "%1 is locked by another program; close that program or try again"},
    Rule{"23505", ErrorCode::AlreadyExists, "%1 holds such a row already (%2)"},
    Rule{"25006", ErrorCode::Io,
         "%1 takes no changes (%2); name the server that is written to, or allow writing"},
    Rule{"25P03", ErrorCode::Unreachable,
         "%1 ended a transaction that took too long (%2); nothing was changed, try again"},
    Rule{"28", ErrorCode::Io,
         "%1 does not let this user in (%2); give the right user and password, in the URL, "
         "PGPASSWORD or ~/.pgpass"},
    Rule{"3D000", ErrorCode::NotFound,
         "%1 does not exist (%2); create the database with createdb or name another"},
    Rule{"42501", ErrorCode::Io,
         "%1 does not allow this user what is needed (%2); grant it or use another user"},
    Rule{"42P07", ErrorCode::InvalidArgument,
         "%1 holds tables of another program (%2); name a database of its own"},
    Rule{"42P01", ErrorCode::Corrupt,
         "%1 is damaged (%2); restore it from a backup or name another"},
    Rule{"42703", ErrorCode::Corrupt,
         "%1 is damaged (%2); restore it from a backup or name another"},
    Rule{"XX00", ErrorCode::Corrupt,
         "%1 is damaged (%2); restore it from a backup or name another"},
    Rule{"53100", ErrorCode::Io,
         "the disk of %1 is full (%2); make room there, nothing was changed"},
    Rule{"53300", ErrorCode::Unreachable,
         "%1 has no connection left (%2); close other programs or allow more connections"},
    Rule{"53", ErrorCode::Io,
         "%1 has run out of something (%2); give the server more of it, nothing was changed"},
    // An empty state: no answer at all.
    Rule{"08", ErrorCode::Unreachable,
         "%1 does not answer (%2); see that it runs and can be reached"},
    Rule{"57P", ErrorCode::Unreachable,
         "%1 does not answer (%2); see that it runs and can be reached"},
};

constexpr std::string_view noAnswer =
    "%1 does not answer (%2); see that it runs and can be reached";
constexpr std::string_view anyOther = "%1 refused: %2; nothing was changed, try again";

/// The first line, without what libpq puts before a server's words.
std::string firstLine(std::string_view details)
{
    details = details.substr(0, details.find('\n'));
    for (const std::string_view level : {"FATAL:", "ERROR:", "PANIC:"})
        if (const auto at = details.find(level); at != details.npos)
            details.remove_prefix(at + level.size());
    const auto begin = details.find_first_not_of(" \t");
    if (begin == details.npos)
        return "no reason given";
    const auto end = details.find_last_not_of(" \t\r.");
    return std::string(details.substr(begin, end == details.npos ? end : end + 1 - begin));
}

std::string filled(std::string_view sentence, const std::string& store, const std::string& details)
{
    std::string text;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        if (sentence[at] != '%') {
            text += sentence[at];
            continue;
        }
        text += sentence[++at] == '1' ? store : details;
    }
    return text;
}

} // namespace

Error postgresError(std::string_view state, const std::string& where, std::string_view details)
{
    const std::string store = "the store \"" + where + "\"";
    const std::string words = firstLine(details);
    if (state.empty())
        return {ErrorCode::Unreachable, filled(noAnswer, store, words)};
    const auto* const rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& candidate) {
        return state.starts_with(candidate.state);
    });
    if (rule == rules.end())
        return {ErrorCode::Io, filled(anyOther, store, words)};
    return {rule->code, filled(rule->sentence, store, words)};
}

} // namespace rollout
