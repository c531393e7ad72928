#pragma once

// Where definitions, fleets and the journal are kept. The only room with SQL. A Store is used in
// the thread that opened it. Every public call that writes is one transaction: there whole or not
// at all, also after kill -9.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity_state.h"
#include "core/journal.h"
#include "core/result.h"

namespace rollout {

/// Keys of rows; they mean something within one store only.
enum class NamespaceKey : std::int64_t {};
enum class EntityKey : std::int64_t {};

struct StoredNamespace
{
    NamespaceKey key;
    std::string name;
};

struct StoredEntity
{
    EntityKey key;
    NamespaceKey namespaceKey;
    std::string namespaceName;
    std::string name;
};

/// A step, a report, or a change of options or versions: what the entity was, what it is now, and
/// why.
struct Commit
{
    EntityKey entity;
    const EntityState& before; ///< as stored
    const EntityState& after;
    const std::vector<JournalEntry>& journal;
};

/// One journal row for a reader, names spelled out. `id` grows.
struct JournalRow
{
    std::int64_t id = 0;
    EntityKey entity{};
    JournalKind kind{};
    Time at{};
    std::uint64_t step = 0;
    std::string namespaceName;
    std::string entityName;
    std::string group;
    std::string target; ///< empty: of the entity as a whole
    std::string version;
    std::string previous;
    std::int64_t count = 0;
    std::int64_t threshold = 0;
    std::string text;
};

struct JournalFilter
{
    std::optional<EntityKey> entity;
    bool wholeEntityOnly = false; ///< leave out rows of single targets
    std::string contains; ///< in names, versions or text; empty: all
    std::vector<JournalKind> kinds; ///< empty: all
};

/// A point of an entity's version chart: written when shares changed.
struct ShareSample
{
    Time at{};
    std::uint64_t step = 0;
    struct Share
    {
        std::string version;
        std::int64_t expected = 0;
        std::int64_t current = 0;
        std::int64_t failing = 0;
    };
    std::vector<Share> shares;
};

/// What opening did.
enum class Opened { Created, Current, Upgraded };

class Store
{
public:
    /// `url`: "memory:", "sqlite:PATH" or a bare path. A file that is newer, corrupt, locked or not
    /// a database is an error that says so, and is left as it was.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& url);
    /// `sqlite:` and the path used when no store is named:
    /// $XDG_DATA_HOME/rollout-console/console.db.
    [[nodiscard]] static std::string defaultUrl();
    /// The absolute path of the file that `url` names; empty for memory.
    [[nodiscard]] static Result<std::string> fileOf(const std::string& url);
    virtual ~Store() = default;

    [[nodiscard]] virtual Opened opened() const = 0;

    [[nodiscard]] virtual Result<std::vector<StoredNamespace>> namespaces() = 0;
    [[nodiscard]] virtual Result<std::vector<StoredEntity>> entities() = 0;

    [[nodiscard]] virtual Result<NamespaceKey> createNamespace(std::string_view name, Time now) = 0;
    [[nodiscard]] virtual Result<void> renameNamespace(NamespaceKey key, std::string_view name) = 0;
    /// Deleted things, entities within included, can be restored for a day.
    [[nodiscard]] virtual Result<void> deleteNamespace(NamespaceKey key, Time now) = 0;
    [[nodiscard]] virtual Result<void> restoreNamespace(NamespaceKey key, Time now) = 0;

    /// Simulated when there are settings.
    [[nodiscard]] virtual Result<EntityKey>
    createEntity(NamespaceKey parent, std::string_view name, Time now,
                 const std::optional<SimulationSettings>& simulation = std::nullopt) = 0;
    [[nodiscard]] virtual Result<void> renameEntity(EntityKey key, std::string_view name,
                                                    Time now) = 0;
    [[nodiscard]] virtual Result<void> deleteEntity(EntityKey key, Time now) = 0;
    [[nodiscard]] virtual Result<void> restoreEntity(EntityKey key, Time now) = 0;

    [[nodiscard]] virtual Result<EntityState> load(EntityKey key) = 0;
    /// Refused with Conflict, nothing written, when the stored revision is not
    /// `commit.before.revision`: somebody else was quicker. Whoever commits gives `after` the next
    /// revision.
    [[nodiscard]] virtual Result<void> commit(const Commit& commit) = 0;

    /// Up to `limit` rows with id below `before` (newest first), or above `after` (oldest first).
    [[nodiscard]] virtual Result<std::vector<JournalRow>>
    journalBefore(const JournalFilter& filter, std::int64_t before, int limit) = 0;
    [[nodiscard]] virtual Result<std::vector<JournalRow>>
    journalAfter(const JournalFilter& filter, std::int64_t after, int limit) = 0;
    /// Shares of an entity since `from`, oldest first.
    [[nodiscard]] virtual Result<std::vector<ShareSample>> shares(EntityKey key, Time from) = 0;
};

} // namespace rollout
