#pragma once

// Stores and histories for tests.

#include <QtGlobal>
#include <memory>
#include <random>

#include "history.h"
#include "store/open_store.h"
#include "testsupport/store_place.h"

namespace rollout::test {

inline constexpr Time someTime{Milliseconds(1'700'000'000'000)};

/// Ends the test program with the error's sentence where a value was sure to be there.
template <typename T>
T sure(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().message.c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A store of its own, gone with what is in it: in memory, or in a schema of a PostgreSQL.
inline std::shared_ptr<Store> memoryStore(const StoreOptions& options = {})
{
    auto place = isOnPostgres() ? std::make_shared<StorePlace>() : nullptr;
    auto store = sure(openStore(place ? place->url() : "memory:", options));
    return {store.release(), [place](Store* gone) { delete gone; }};
}

/// A new entity "fleet" in a new namespace "prod".
inline EntityKey someEntity(Store& store)
{
    return sure(
        store.createEntity(sure(store.createNamespace("prod", someTime)), "fleet", someTime));
}

inline Commit commitOf(EntityKey key, const History& history)
{
    return {key, history.before(), history.after(), history.journal()};
}

/// The same events for the same seed.
inline std::vector<Event> someEvents(unsigned seed, int count)
{
    std::mt19937 random(seed);
    std::vector<Event> events;
    for (int i = 0; i < count; ++i)
        events.push_back({static_cast<Deed>(random() % deedCount),
                          static_cast<std::uint32_t>(random()),
                          static_cast<std::uint32_t>(random())});
    return events;
}

} // namespace rollout::test
