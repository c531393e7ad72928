#include "service/entity_directory.h"

#include <algorithm>
#include <utility>

#include "core/names.h"

namespace rollout {

namespace {

/// How often something is made anew because another program got in between.
constexpr int creationAttempts = 8;

std::string quoted(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

const DirectoryNode* nodeOf(const Directory& directory, std::string_view ns)
{
    const auto found = std::find_if(directory.begin(), directory.end(),
                                    [&](const auto& n) { return n.name == ns; });
    return found == directory.end() ? nullptr : &*found;
}

Directory listingOf(const std::vector<StoredNamespace>& namespaces,
                    const std::vector<StoredEntity>& entities)
{
    Directory listing;
    for (const StoredNamespace& ns : namespaces)
        listing.push_back({ns.key, ns.name, {}});
    for (const StoredEntity& entity : entities)
        for (DirectoryNode& node : listing)
            if (node.key == entity.namespaceKey)
                node.entities.push_back({entity.key, entity.name});
    const auto byName = [](const auto& a, const auto& b) { return a.name < b.name; };
    std::sort(listing.begin(), listing.end(), byName);
    for (DirectoryNode& node : listing)
        std::sort(node.entities.begin(), node.entities.end(), byName);
    return listing;
}

} // namespace

EntityDirectory::EntityDirectory(EntitySurroundings surroundings)
    : m_surroundings(std::move(surroundings))
{
}

void EntityDirectory::setWatcher(std::function<void(std::shared_ptr<const Directory>)> watcher)
{
    const std::lock_guard guard(m_mutex);
    m_watcher = std::move(watcher);
}

std::shared_ptr<const Directory> EntityDirectory::listing() const
{
    const std::lock_guard guard(m_mutex);
    return m_listing;
}

Result<EntityPtr> EntityDirectory::find(std::string_view ns, std::string_view entity) const
{
    const auto directory = listing();
    const DirectoryNode* node = nodeOf(*directory, ns);
    if (!node)
        return failure(ErrorCode::NotFound, "there is no namespace " + quoted(ns));
    for (const auto& candidate : node->entities)
        if (candidate.name == entity)
            return find(candidate.key);
    return failure(ErrorCode::NotFound,
                   "namespace " + quoted(ns) + " has no entity " + quoted(entity));
}

Result<EntityPtr> EntityDirectory::find(EntityKey key) const
{
    const std::lock_guard guard(m_mutex);
    const auto found = m_entities.find(key);
    if (found == m_entities.end())
        return failure(ErrorCode::NotFound, "that entity does not exist any more");
    return found->second;
}

Result<EntityPtr> EntityDirectory::findOrCreate(std::string_view ns, std::string_view entity,
                                                Time now)
{
    if (auto known = find(ns, entity))
        return known;
    return make(
        ns, entity, now,
        [&](Store& store, NamespaceKey parent) { return store.createEntity(parent, entity, now); },
        Existing::Take);
}

Result<EntityPtr> EntityDirectory::create(std::string_view ns, std::string_view entity, Time now,
                                          const std::optional<SimulationSettings>& simulation)
{
    return make(
        ns, entity, now,
        [&](Store& store, NamespaceKey parent) {
            return store.createEntity(parent, entity, now, simulation);
        },
        Existing::Refuse);
}

Result<EntityPtr> EntityDirectory::create(std::string_view ns, std::string_view entity, Time now,
                                          const EntitySeed& seed)
{
    return make(
        ns, entity, now,
        [&](Store& store, NamespaceKey parent) { return store.createEntity(parent, entity, seed); },
        Existing::Refuse);
}

Result<EntityPtr> EntityDirectory::make(std::string_view ns, std::string_view entity, Time now,
                                        const Insert& insertion, Existing existing)
{
    if (auto ok = checkName("namespace name", ns); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = checkName("entity name", entity); !ok)
        return tl::unexpected(ok.error());
    const auto made = [&]() -> Result<void> {
        const std::lock_guard guard(m_definitions);
        // Another program may make, rename or delete the namespace at the same moment; what there
        // is has been read anew when the next attempt begins.
        for (int attempt = 1; !find(ns, entity); ++attempt) {
            auto inserted = insert(ns, now, insertion);
            if (inserted)
                return inserted;
            const ErrorCode code = inserted.error().code;
            const bool isOthers = code == ErrorCode::AlreadyExists || code == ErrorCode::NotFound;
            if (!find(ns, entity) && (!isOthers || attempt == creationAttempts))
                return inserted;
        }
        // Somebody else was quicker.
        if (existing == Existing::Take)
            return {};
        return failure(ErrorCode::AlreadyExists,
                       "namespace " + quoted(ns) + " has an entity " + quoted(entity) + " already");
    }();
    announce();
    if (!made)
        return tl::unexpected(made.error());
    return find(ns, entity);
}

Result<void> EntityDirectory::insert(std::string_view ns, Time now, const Insert& insertion)
{
    const auto directory = listing();
    const DirectoryNode* node = nodeOf(*directory, ns);
    auto outcome = m_surroundings.store.run([&](Store& store) -> Result<void> {
        const auto parent = node ? Result<NamespaceKey>(node->key) : store.createNamespace(ns, now);
        if (!parent)
            return tl::unexpected(parent.error());
        const auto created = insertion(store, *parent);
        return created ? Result<void>() : tl::unexpected(created.error());
    });
    auto ok = synchronise();
    return outcome ? ok : outcome;
}

std::vector<EntityPtr> EntityDirectory::all() const
{
    const std::lock_guard guard(m_mutex);
    std::vector<EntityPtr> entities;
    for (const auto& [key, entity] : m_entities)
        entities.push_back(entity);
    return entities;
}

Result<void> EntityDirectory::refresh()
{
    const auto before = listing();
    auto ok = [this] {
        const std::lock_guard guard(m_definitions);
        return synchronise();
    }();
    if (*listing() != *before)
        announce();
    return ok;
}

Result<void> EntityDirectory::synchronise()
{
    const auto namespaces =
        m_surroundings.store.run([](Store& store) { return store.namespaces(); });
    if (!namespaces)
        return tl::unexpected(namespaces.error());
    const auto stored = m_surroundings.store.run([](Store& store) { return store.entities(); });
    if (!stored)
        return tl::unexpected(stored.error());

    const Entities known = [this] {
        const std::lock_guard guard(m_mutex);
        return m_entities;
    }();
    Entities entities;
    for (const StoredEntity& row : *stored) {
        const auto entity = running(row, known);
        if (!entity)
            return tl::unexpected(entity.error());
        entities.emplace(row.key, *entity);
    }
    const auto listing = std::make_shared<const Directory>(listingOf(*namespaces, *stored));
    {
        const std::lock_guard guard(m_mutex);
        m_entities = std::move(entities);
        m_listing = listing;
    }
    // A step of one that is gone may still wait for its controller.
    for (const auto& [key, entity] : known)
        if (const auto there = find(key); !there || *there != entity)
            entity->setDeleted(true);
    return {};
}

void EntityDirectory::announce() const
{
    const std::lock_guard order(m_announcing);
    std::function<void(std::shared_ptr<const Directory>)> watcher;
    {
        const std::lock_guard guard(m_mutex);
        watcher = m_watcher;
    }
    if (watcher)
        watcher(listing());
}

/// The entity that already runs, under its present name, or a new one with its stored state.
Result<EntityPtr> EntityDirectory::running(const StoredEntity& stored, const Entities& known)
{
    const auto found = known.find(stored.key);
    if (found == known.end()) {
        auto state = m_surroundings.store.run([&](Store& store) { return store.load(stored.key); });
        if (!state)
            return tl::unexpected(state.error());
        return std::make_shared<Entity>(stored.key, stored.namespaceName, stored.name,
                                        std::move(*state), m_surroundings);
    }
    const auto snapshot = found->second->snapshot();
    if (snapshot->namespaceName != stored.namespaceName || snapshot->entityName != stored.name)
        found->second->setNames(stored.namespaceName, stored.name);
    return found->second;
}

} // namespace rollout
