#include "store/definitions.h"

#include <algorithm>

#include "core/names.h"
#include "store/commit_rows.h"
#include "store/connection.h"
#include "store/dialect.h"
#include "store/lock_check.h"
#include "store/settings_json.h"
#include "store/sql_value.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// An entity is there when neither it nor its namespace is deleted; restoring a namespace thus
// brings back just the entities that were there when it was deleted.
const QString isThere =
    u"deleted = 0 AND namespace IN (SELECT id FROM namespace WHERE deleted = 0)"_s;

constexpr auto restorableFor = std::chrono::hours(24);

std::string quoted(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

Error notFound(std::string_view what)
{
    return {ErrorCode::NotFound, "there is no such " + std::string(what) + " in the store"};
}

/// Says in a person's words what a unique index said.
Error named(Error error, std::string_view what, std::string_view name)
{
    if (error.code == ErrorCode::AlreadyExists)
        error.message =
            "there is " + std::string(what) + " " + quoted(name) + " already; choose another name";
    return error;
}

/// Runs an UPDATE that must meet one row.
Result<void> updateOne(Connection& connection, const QString& sql, const QVariantList& values,
                       std::string_view what)
{
    const auto changed = connection.run(sql, values);
    if (!changed)
        return tl::unexpected(changed.error());
    if (*changed == 0)
        return tl::unexpected(notFound(what));
    return {};
}

/// One journal row for each of the entities that `where` picks by the parameter `key`. A simulated
/// entity's row has the time at which its simulation stands, which `now` is only when it is made.
Result<void> tell(Connection& connection, JournalKind kind, Time now, const QString& where,
                  std::int64_t key, std::string_view text = {})
{
    const QVariant words =
        text.empty() ? QVariant(QMetaType(QMetaType::QByteArray)) : textValue(text);
    const QString at = kind == JournalKind::EntityCreated
        ? u"?"_s
        : u"CASE WHEN simulation IS NULL THEN ? ELSE changed_at END"_s;
    const auto count =
        connection.integer(u"SELECT count(*) FROM entity WHERE "_s + where, {number(key)});
    if (!count)
        return tl::unexpected(count.error());
    if (*count == 0)
        return {};
    const auto last = connection.integer(connection.dialect().takeJournalIds, {number(*count)});
    if (!last)
        return tl::unexpected(last.error());
    return connection
        .run(u"INSERT INTO journal (id, entity, step, at, kind, version, previous, count, "
             u"threshold, text)"
             " SELECT ? + row_number() OVER (ORDER BY id),"
             " id, step + 1, "_s
                 + at + u", ?, 0, 0, 0, 0, {text} FROM entity WHERE "_s + where
                 + u" ORDER BY id LIMIT ?"_s,
             {number(*last - *count), number(now.time_since_epoch().count()), number(kind), words,
              number(key), number(*count)})
        .map([](std::int64_t) {});
}

template <typename Work>
auto tryInTransaction(Connection& connection, Work work) -> decltype(work())
{
    auto transaction = Transaction::begin(connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto result = work();
    if (!result)
        return result;
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return result;
}

/// Tried again when others got in the way.
template <typename Work>
auto inTransaction(Connection& connection, Work work) -> decltype(work())
{
    for (int i = 1;; ++i) {
        auto result = tryInTransaction(connection, work);
        if (result || result.error().code != ErrorCode::Busy || i >= connection.dialect().attempts)
            return result;
    }
}

Result<std::string> textOfRow(Connection& connection, const QString& sql, std::int64_t key,
                              std::string_view what)
{
    auto rows = connection.select(sql, {number(key)});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->next())
        return rows->text(0);
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    return tl::unexpected(notFound(what));
}

Result<EntityKey> insertRow(Connection& connection, NamespaceKey parent, std::string_view name,
                            const std::optional<SimulationSettings>& simulation)
{
    const RolloutOptions options;
    return connection
        .insert(
            u"INSERT INTO entity (namespace, name, step, changed_at, batch_percent, "
            u"success_percent,"
            " success_timeout_s, duration_timeout_s, target_version, rolling_version, good_version,"
            " bad_version, reported_at, simulation)"
            " VALUES (?, {text}, 0, 0, ?, ?, ?, ?, 0, 0, 0, 0, 0, {text})"_s,
            {number(parent), textValue(name), options.batch.value(), options.success.value(),
             number(options.successTimeout.count()), number(options.durationTimeout.count()),
             simulationValue(simulation)})
        .map([](std::int64_t key) { return static_cast<EntityKey>(key); })
        .map_error([&](Error error) { return named(std::move(error), "an entity", name); });
}

QStringList purgingStatements(std::int64_t entity)
{
    const QString range = u"BETWEEN %1 AND %2"_s.arg(targetKey(EntityKey(entity), 0))
                              .arg(targetKey(EntityKey(entity), 0xffffffff));
    const QString is = u"= %1"_s.arg(entity);
    return {
        u"DELETE FROM journal WHERE entity "_s + is,
        u"DELETE FROM share_sample WHERE entity "_s + is,
        u"DELETE FROM report_time WHERE entity "_s + is,
        u"DELETE FROM target_state WHERE id "_s + range,
        u"DELETE FROM target WHERE id "_s + range,
        u"DELETE FROM entity WHERE id "_s + is,
    };
}

Result<void> runAll(Connection& connection, const QStringList& statements)
{
    for (const QString& sql : statements)
        if (auto done = connection.run(sql); !done)
            return tl::unexpected(done.error());
    return {};
}

/// Removes for good, with everything that belongs to it, what was deleted so long ago that nobody
/// will restore it. In an open transaction.
Result<void> purgeDeleted(Connection& connection, Time now)
{
    const qlonglong before = (now - restorableFor).time_since_epoch().count();
    const QString isOld = u"deleted > 0 AND deleted < ?"_s;
    auto rows =
        connection.select(u"SELECT id FROM entity WHERE (%1)"
                          " OR namespace IN (SELECT id FROM namespace WHERE %1)"_s.arg(isOld),
                          {before, before});
    if (!rows)
        return tl::unexpected(rows.error());
    QStringList statements;
    while (rows->next())
        statements += purgingStatements(rows->integer(0));
    return rows->end()
        .and_then([&] { return runAll(connection, statements); })
        .and_then(
            [&] { return connection.run(u"DELETE FROM namespace WHERE "_s + isOld, {before}); })
        .map([](std::int64_t) {});
}

/// What `deleted` becomes: 0 says that something is there.
QVariant deletedAt(Time now)
{
    return QVariant(std::max<qlonglong>(1, now.time_since_epoch().count()));
}

} // namespace

Result<std::vector<StoredNamespace>> readNamespaces(Connection& connection)
{
    auto rows = connection.select(
        u"SELECT id, {bytes name} FROM namespace WHERE deleted = 0 ORDER BY {bytewise name}"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<StoredNamespace> all;
    while (rows->next())
        all.push_back({NamespaceKey(rows->integer(0)), rows->text(1)});
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    return all;
}

Result<std::vector<StoredEntity>> readEntities(Connection& connection)
{
    auto rows = connection.select(
        u"SELECT entity.id, namespace.id, {bytes namespace.name}, {bytes entity.name} FROM entity"
        " JOIN namespace ON namespace.id = entity.namespace"
        " WHERE entity.deleted = 0 AND namespace.deleted = 0 ORDER BY {bytewise namespace.name},"
        " {bytewise entity.name}"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<StoredEntity> all;
    while (rows->next())
        all.push_back({EntityKey(rows->integer(0)), NamespaceKey(rows->integer(1)), rows->text(2),
                       rows->text(3)});
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    return all;
}

Result<NamespaceKey> createNamespace(Connection& connection, std::string_view name)
{
    if (auto allowed = checkName("namespace name", name); !allowed)
        return tl::unexpected(allowed.error());
    return inTransaction(connection, [&] {
        return connection
            .insert(u"INSERT INTO namespace (name) VALUES ({text})"_s, {textValue(name)})
            .map([](std::int64_t key) { return static_cast<NamespaceKey>(key); })
            .map_error([&](Error error) { return named(std::move(error), "a namespace", name); });
    });
}

Result<void> renameNamespace(Connection& connection, NamespaceKey key, std::string_view name)
{
    if (auto allowed = checkName("namespace name", name); !allowed)
        return allowed;
    const auto update = [&](const QString& column, const QVariantList& values) {
        return updateOne(
            connection,
            u"UPDATE namespace SET name = %1 WHERE id = ? AND deleted = 0"_s.arg(column), values,
            "namespace");
    };
    return inTransaction(connection, [&] {
        return update(u"name"_s, {number(key)}) // nobody else's from now on
            .and_then([&] { return takeUnlocked(connection, key, Fate::Stay); })
            .and_then([&] {
                return update(u"{text}"_s, {textValue(name), number(key)});
            })
            .map_error([&](Error error) { return named(std::move(error), "a namespace", name); });
    });
}

Result<void> deleteNamespace(Connection& connection, NamespaceKey key, Time now)
{
    return inTransaction(connection, [&] {
        return updateOne(connection,
                         u"UPDATE namespace SET deleted = ? WHERE id = ? AND deleted = 0"_s,
                         {deletedAt(now), number(key)}, "namespace")
            .and_then([&] { return takeUnlocked(connection, key, Fate::Go); })
            .and_then([&] {
                return tell(connection, JournalKind::EntityDeleted, now,
                            u"deleted = 0 AND namespace = ?"_s, static_cast<std::int64_t>(key));
            })
            .and_then([&] { return purgeDeleted(connection, now); });
    });
}

Result<void> restoreNamespace(Connection& connection, NamespaceKey key, Time now)
{
    return inTransaction(connection, [&] {
        return textOfRow(connection,
                         u"SELECT {bytes name} FROM namespace WHERE id = ? AND deleted > 0"_s,
                         static_cast<std::int64_t>(key), "deleted namespace")
            .and_then([&](const std::string& name) {
                return updateOne(connection,
                                 u"UPDATE namespace SET deleted = 0 WHERE id = ? AND deleted > 0"_s,
                                 {number(key)}, "namespace")
                    .map_error(
                        [&](Error error) { return named(std::move(error), "a namespace", name); });
            })
            .and_then([&] {
                return tell(connection, JournalKind::EntityRestored, now,
                            u"deleted = 0 AND namespace = ?"_s, static_cast<std::int64_t>(key));
            });
    });
}

Result<EntityKey> insertEntity(Connection& connection, NamespaceKey parent, std::string_view name)
{
    if (auto allowed = checkName("entity name", name); !allowed)
        return tl::unexpected(allowed.error());
    return textOfRow(connection,
                     u"SELECT {bytes name} FROM namespace WHERE id = ? AND deleted = 0"_s,
                     static_cast<std::int64_t>(parent), "namespace")
        .and_then(
            [&](const std::string&) { return insertRow(connection, parent, name, std::nullopt); });
}

Result<EntityKey> createEntity(Connection& connection, NamespaceKey parent, std::string_view name,
                               Time now, const std::optional<SimulationSettings>& simulation)
{
    if (auto allowed = checkName("entity name", name); !allowed)
        return tl::unexpected(allowed.error());
    return inTransaction(connection, [&] {
        return textOfRow(connection,
                         u"SELECT {bytes name} FROM namespace WHERE id = ? AND deleted = 0"_s,
                         static_cast<std::int64_t>(parent), "namespace")
            .and_then(
                [&](const std::string&) { return insertRow(connection, parent, name, simulation); })
            .and_then([&](EntityKey key) {
                return tell(connection, JournalKind::EntityCreated, now, u"id = ?"_s,
                            static_cast<std::int64_t>(key))
                    .map([&] { return key; });
            });
    });
}

Result<void> renameEntity(Connection& connection, EntityKey key, std::string_view name, Time now)
{
    if (auto allowed = checkName("entity name", name); !allowed)
        return allowed;
    return inTransaction(connection, [&] {
        return textOfRow(connection,
                         u"SELECT {bytes name} FROM entity WHERE id = ? AND "_s + isThere,
                         static_cast<std::int64_t>(key), "entity")
            .and_then([&](const std::string& old) {
                return takeUnlocked(connection, key)
                    .and_then([&] {
                        return updateOne(connection,
                                         u"UPDATE entity SET name = {text} WHERE id = ?"_s,
                                         {textValue(name), number(key)}, "entity");
                    })
                    .map_error(
                        [&](Error error) { return named(std::move(error), "an entity", name); })
                    .and_then([&] {
                        return tell(connection, JournalKind::EntityRenamed, now, u"id = ?"_s,
                                    static_cast<std::int64_t>(key), old);
                    });
            });
    });
}

Result<void> deleteEntity(Connection& connection, EntityKey key, Time now)
{
    return inTransaction(connection, [&] {
        return takeUnlocked(connection, key)
            .and_then([&] {
                return updateOne(connection,
                                 u"UPDATE entity SET deleted = ? WHERE id = ? AND "_s + isThere,
                                 {deletedAt(now), number(key)}, "entity");
            })
            .and_then([&] {
                return tell(connection, JournalKind::EntityDeleted, now, u"id = ?"_s,
                            static_cast<std::int64_t>(key));
            })
            .and_then([&] { return purgeDeleted(connection, now); });
    });
}

Result<void> restoreEntity(Connection& connection, EntityKey key, Time now)
{
    return inTransaction(connection, [&] {
        return textOfRow(connection,
                         u"SELECT {bytes name} FROM entity WHERE id = ? AND deleted > 0"
                         " AND namespace IN (SELECT id FROM namespace WHERE deleted = 0)"_s,
                         static_cast<std::int64_t>(key), "deleted entity")
            .and_then([&](const std::string& name) {
                return updateOne(connection,
                                 u"UPDATE entity SET deleted = 0 WHERE id = ? AND deleted > 0"_s,
                                 {number(key)}, "entity")
                    .map_error(
                        [&](Error error) { return named(std::move(error), "an entity", name); });
            })
            .and_then([&] {
                return tell(connection, JournalKind::EntityRestored, now, u"id = ?"_s,
                            static_cast<std::int64_t>(key));
            });
    });
}

} // namespace rollout
