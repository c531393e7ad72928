#include "store/setting.h"

#include "store/connection.h"
#include "store/dialect.h"
#include "store/sql_error.h"

using namespace Qt::StringLiterals;

namespace rollout {

Result<std::optional<std::string>> readSetting(Connection& connection, std::string_view name)
{
    auto rows = connection.select(u"SELECT {bytes value} FROM setting WHERE name = {text}"_s,
                                  {textValue(name)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::optional<std::string> value;
    if (rows->next())
        value = rows->text(0);
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    return value;
}

Result<void> writeSetting(Connection& connection, std::string_view name,
                          const std::optional<std::string>& value)
{
    return connection.run(u"DELETE FROM setting WHERE name = {text}"_s, {textValue(name)})
        .and_then([&](std::int64_t) -> Result<void> {
            if (!value)
                return {};
            return connection
                .run(u"INSERT INTO setting (name, value) VALUES ({text}, {text})"_s,
                     {textValue(name), textValue(*value)})
                .map([](std::int64_t) {})
                .map_error([&](Error error) {
                    return busyIfThere(std::move(error), "setting \"" + std::string(name) + "\"");
                });
        });
}

} // namespace rollout
