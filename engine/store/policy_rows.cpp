#include "store/policy_rows.h"

#include <algorithm>

#include "core/names.h"
#include "store/connection.h"
#include "store/dialect.h"
#include "store/sql_error.h"

using namespace Qt::StringLiterals;

namespace rollout {

Result<std::vector<StoredPolicy>> readPolicies(Connection& connection)
{
    auto rows = connection.select(u"SELECT {bytes name}, {bytes body} FROM policy"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<StoredPolicy> policies;
    while (rows->next())
        policies.push_back({rows->text(0), rows->text(1)});
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    std::sort(policies.begin(), policies.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return policies;
}

// An update and an insert, since databases differ in how they say both at once.
Result<void> savePolicy(Connection& connection, std::string_view name, std::string_view body)
{
    if (auto ok = checkName("policy name", name); !ok)
        return ok;
    const auto changed = connection.run(u"UPDATE policy SET body = {text} WHERE name = {text}"_s,
                                        {textValue(body), textValue(name)});
    if (!changed)
        return tl::unexpected(changed.error());
    if (*changed > 0)
        return {};
    return connection
        .run(u"INSERT INTO policy (name, body) VALUES ({text}, {text})"_s,
             {textValue(name), textValue(body)})
        .map([](std::int64_t) {})
        .map_error([&](Error error) {
            return busyIfThere(std::move(error), "policy \"" + std::string(name) + "\"");
        });
}

Result<void> deletePolicy(Connection& connection, std::string_view name)
{
    const auto changed =
        connection.run(u"DELETE FROM policy WHERE name = {text}"_s, {textValue(name)});
    if (!changed)
        return tl::unexpected(changed.error());
    if (*changed == 0)
        return failure(ErrorCode::NotFound,
                       "there is no policy \"" + std::string(name) + "\" in the store");
    return {};
}

} // namespace rollout
