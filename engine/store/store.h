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
#include "core/history.h"
#include "core/journal.h"
#include "core/journal_row.h"
#include "core/result.h"
#include "store/change_listener.h"

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

/// One journal row for a reader, and whose it is.
struct JournalRow : JournalRecord
{
    EntityKey entity{};
};

struct JournalFilter
{
    std::optional<EntityKey> entity;
    bool wholeEntityOnly = false; ///< leave out rows of single targets
    std::string contains; ///< in names, versions or text; empty: all
    std::vector<JournalKind> kinds; ///< empty: all
    std::int64_t firstRow = 0; ///< ids below this are left out
    std::optional<std::int64_t> lastRow{}; ///< and those beyond this
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

/// What has to be known to find out what other programs did since.
struct Revisions
{
    struct Entity
    {
        EntityKey key{};
        std::uint64_t revision = 0;
    };
    std::vector<Entity> entities; ///< all that are there, by namespace and key
    /// Another number whenever there are others, or other names; of one moment.
    std::uint64_t definitions = 0;
    std::uint64_t policies = 0; ///< another number whenever the saved ones are others
};

/// A policy under the name that a person gave it; the store does not look into its text.
struct StoredPolicy
{
    std::string name;
    std::string body;

    bool operator==(const StoredPolicy&) const = default;
};

/// Targets that failed on a version, in a stretch of the journal.
struct FailureFilter
{
    EntityKey entity{};
    std::string version;
    std::int64_t first = 0; ///< id of the first row …
    std::int64_t before = 0; ///< … and of the first that does not count
    int limit = 10; ///< reasons
};

struct FailureCounts
{
    std::vector<FailureReason> reasons; ///< most frequent first
    std::int64_t targets = 0; ///< that failed at least once, whether their reason is listed or not

    bool operator==(const FailureCounts&) const = default;
};

/// What may be done about an entity's old rows, a slice at a time; begun by planUpkeep(). Holds
/// only as long as nobody else makes room in the same store.
struct Upkeep
{
    EntityKey entity{};
    // Samples of the version chart are thinned …
    Time now{}; ///< on the clock that times the entity
    Time thinBefore{}; ///< up to here
    std::vector<Time> keptTimes; ///< ascending: at these a rollout began or was decided
    // … and rows of the journal deleted.
    std::int64_t deleteBefore = 0; ///< ids below this …
    std::vector<std::int64_t> keptRows; ///< … but these, ascending: they explain the present
    /// Where to go on.
    struct Place
    {
        Time at{};
        std::uint64_t step = 0;
        std::int64_t row = 0;
    } next;
};

/// What an entity that is made of another begins with.
struct EntitySeed
{
    const EntityState& state; ///< of revision 1
    const std::vector<JournalEntry>& journal; ///< its first rows
};

/// What opening did.
enum class Opened { Created, Current, Upgraded };

class Store
{
public:
    /// `url`: "memory:", "sqlite:PATH", a bare path, or
    /// "postgresql://[user[:password]@]host[:port]/database" with parameters of libpq's. What is
    /// newer, corrupt, locked, not a database or not reachable is an error that says so, and is
    /// left as it was. No error repeats a password.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& url);
    /// `sqlite:` and the path used when no store is named:
    /// $XDG_DATA_HOME/rollout-console/console.db.
    [[nodiscard]] static std::string defaultUrl();
    /// The absolute path of the file that `url` names; empty for memory and for a server's
    /// database, which are no files.
    [[nodiscard]] static Result<std::string> fileOf(const std::string& url);
    virtual ~Store() = default;

    [[nodiscard]] virtual Opened opened() const = 0;

    [[nodiscard]] virtual Result<std::vector<StoredNamespace>> namespaces() = 0;
    [[nodiscard]] virtual Result<std::vector<StoredEntity>> entities() = 0;

    [[nodiscard]] virtual Result<NamespaceKey> createNamespace(std::string_view name, Time now) = 0;
    [[nodiscard]] virtual Result<void> renameNamespace(NamespaceKey key, std::string_view name) = 0;
    /// Deleted things, entities within included, can be restored for a day. Renaming and deleting
    /// are refused with Locked when an operator, of any program, has locked the entity, or one in
    /// the namespace.
    [[nodiscard]] virtual Result<void> deleteNamespace(NamespaceKey key, Time now) = 0;
    [[nodiscard]] virtual Result<void> restoreNamespace(NamespaceKey key, Time now) = 0;

    /// Simulated when there are settings.
    [[nodiscard]] virtual Result<EntityKey>
    createEntity(NamespaceKey parent, std::string_view name, Time now,
                 const std::optional<SimulationSettings>& simulation = std::nullopt) = 0;
    /// With all that the seed has, in one transaction.
    [[nodiscard]] virtual Result<EntityKey> createEntity(NamespaceKey parent, std::string_view name,
                                                         const EntitySeed& seed) = 0;
    [[nodiscard]] virtual Result<void> renameEntity(EntityKey key, std::string_view name,
                                                    Time now) = 0;
    [[nodiscard]] virtual Result<void> deleteEntity(EntityKey key, Time now) = 0;
    [[nodiscard]] virtual Result<void> restoreEntity(EntityKey key, Time now) = 0;

    [[nodiscard]] virtual Result<EntityState> load(EntityKey key) = 0;
    /// Refused with Conflict, nothing written, when the stored revision is not
    /// `commit.before.revision`: somebody else was quicker. Whoever commits gives `after` the next
    /// revision. Unreachable: the connection was lost and could not be made again in time; whether
    /// the commit was made, the entity's revision tells later.
    [[nodiscard]] virtual Result<void> commit(const Commit& commit) = 0;

    /// A cheap question, to be asked once a second.
    [[nodiscard]] virtual Result<Revisions> revisions() = 0;
    /// Hints that it is time to ask it; null when nobody else can change the store.
    [[nodiscard]] virtual std::unique_ptr<ChangeListener> listener() = 0;

    /// Up to `limit` rows with id below `before` (newest first), or above `after` (oldest first).
    [[nodiscard]] virtual Result<std::vector<JournalRow>>
    journalBefore(const JournalFilter& filter, std::int64_t before, int limit) = 0;
    [[nodiscard]] virtual Result<std::vector<JournalRow>>
    journalAfter(const JournalFilter& filter, std::int64_t after, int limit) = 0;
    /// Shares of an entity since `from`, oldest first.
    [[nodiscard]] virtual Result<std::vector<ShareSample>> shares(EntityKey key, Time from) = 0;

    /// Saved policies, by name.
    [[nodiscard]] virtual Result<std::vector<StoredPolicy>> policies() = 0;
    /// Replaces what has the name.
    [[nodiscard]] virtual Result<void> savePolicy(std::string_view name, std::string_view body) = 0;
    [[nodiscard]] virtual Result<void> deletePolicy(std::string_view name) = 0;

    [[nodiscard]] virtual Result<FailureCounts> failures(const FailureFilter& filter) = 0;

    /// Of the store as a whole, by name; nothing when it was not set.
    [[nodiscard]] virtual Result<std::optional<std::string>> setting(std::string_view name) = 0;
    /// Nothing unsets it.
    [[nodiscard]] virtual Result<void> setSetting(std::string_view name,
                                                  const std::optional<std::string>& value) = 0;

    /// What to do about an entity's old rows. `now` is the live clock's; a simulated entity's rows
    /// are as old as they were when it last changed. Rows of the journal are kept for `retention`,
    /// nothing: for ever.
    [[nodiscard]] virtual Result<Upkeep>
    planUpkeep(EntityKey key, Time now, const std::optional<std::chrono::days>& retention) = 0;
    /// Thins samples of the chart as core/thinning.h says, up to 1,000 of them; whether there are
    /// more.
    [[nodiscard]] virtual Result<bool> thinShares(Upkeep& upkeep) = 0;
    /// Looks at up to 5,000 rows of the journal and deletes those that may go; whether there may be
    /// more.
    [[nodiscard]] virtual Result<bool> pruneJournal(Upkeep& upkeep) = 0;
};

} // namespace rollout
