#pragma once

// Which namespaces and entities there are: names to running entities. Thread-safe. The store is the
// truth; after each change of a definition the directory is brought in line with it.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "service/entity.h"
#include "service/orchestrator.h"

namespace rollout {

using EntityPtr = std::shared_ptr<Entity>;

class EntityDirectory
{
public:
    explicit EntityDirectory(EntitySurroundings surroundings);

    /// Called after every change of definitions; must not call the directory.
    void setWatcher(std::function<void(std::shared_ptr<const Directory>)> watcher);

    [[nodiscard]] std::shared_ptr<const Directory> listing() const;
    [[nodiscard]] Result<EntityPtr> find(std::string_view ns, std::string_view entity) const;
    [[nodiscard]] Result<EntityPtr> find(EntityKey key) const;
    /// The entity, made first if there is none; names are checked.
    [[nodiscard]] Result<EntityPtr> findOrCreate(std::string_view ns, std::string_view entity,
                                                 Time now);
    /// AlreadyExists when there is one.
    [[nodiscard]] Result<EntityPtr> create(std::string_view ns, std::string_view entity, Time now,
                                           const std::optional<SimulationSettings>& simulation);
    /// The same with all that `seed` has.
    [[nodiscard]] Result<EntityPtr> create(std::string_view ns, std::string_view entity, Time now,
                                           const EntitySeed& seed);
    [[nodiscard]] std::vector<EntityPtr> all() const;

    /// Runs one change of definitions on the store, then reads what there is now. Changes run one
    /// after the other.
    template <typename Change>
    auto define(Change change) -> decltype(change(std::declval<Store&>()))
    {
        auto outcome = changed(change);
        announce();
        return outcome;
    }
    /// Reads what there is; announced when it is not what it was.
    [[nodiscard]] Result<void> refresh();

private:
    using Entities = std::map<EntityKey, EntityPtr>;

    template <typename Change>
    auto changed(Change change) -> decltype(change(std::declval<Store&>()))
    {
        const std::lock_guard guard(m_definitions);
        auto outcome = m_surroundings.store.run(change);
        if (!outcome)
            return outcome;
        if (auto ok = synchronise(); !ok)
            return tl::unexpected(ok.error());
        return outcome;
    }
    [[nodiscard]] Result<void> synchronise();
    void announce() const;
    [[nodiscard]] Result<EntityPtr> running(const StoredEntity& stored, const Entities& known);
    enum class Existing : std::uint8_t { Take, Refuse };
    using Insert = std::function<Result<EntityKey>(Store& store, NamespaceKey parent)>;
    [[nodiscard]] Result<EntityPtr> make(std::string_view ns, std::string_view entity, Time now,
                                         const Insert& insertion, Existing existing);
    [[nodiscard]] Result<void> insert(std::string_view ns, Time now, const Insert& insertion);

    const EntitySurroundings m_surroundings;
    std::mutex m_definitions; ///< held while a definition changes; taken before m_mutex
    mutable std::mutex m_announcing; ///< so that the newest listing is announced last
    mutable std::mutex m_mutex; ///< guards what follows; held briefly
    std::shared_ptr<const Directory> m_listing = std::make_shared<const Directory>();
    Entities m_entities;
    std::function<void(std::shared_ptr<const Directory>)> m_watcher;
};

} // namespace rollout
