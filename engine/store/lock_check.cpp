#include "store/lock_check.h"

#include "core/verbs.h"
#include "store/connection.h"
#include "store/control_json.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

/// `change` touches the entities that `where` picks by the parameter `key`.
Result<void> takeAll(Connection& connection, const QString& change, const QString& where,
                     qlonglong key)
{
    if (auto done = connection.run(u"UPDATE entity SET %1 WHERE %2"_s.arg(change, where), {key});
        !done)
        return tl::unexpected(done.error());
    auto rows = connection.select(
        u"SELECT {bytes namespace.name}, {bytes entity.name}, {bytes entity.control} FROM"
        " (SELECT * FROM entity WHERE control IS NOT NULL AND %1) AS entity"
        " JOIN namespace ON namespace.id = entity.namespace ORDER BY entity.id"_s.arg(where),
        {key});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        const std::string name = "entity \"" + rows->text(0) + "/" + rows->text(1) + "\"";
        auto ok = lockFromJson(rows->text(2), connection.where()).and_then([&](const auto& lock) {
            return checkUnlocked(lock, name);
        });
        if (!ok)
            return ok;
    }
    return rows->end();
}

} // namespace

Result<void> takeUnlocked(Connection& connection, EntityKey key)
{
    return takeAll(connection, u"name = name"_s, u"id = ?"_s, static_cast<qlonglong>(key));
}

Result<void> takeUnlocked(Connection& connection, NamespaceKey key, Fate fate)
{
    // A commit asks for the revision that it has loaded; that its namespace is gone it might not
    // see yet.
    return takeAll(connection, fate == Fate::Go ? u"revision = revision + 1"_s : u"name = name"_s,
                   u"namespace = ? AND deleted = 0"_s, static_cast<qlonglong>(key));
}

} // namespace rollout
