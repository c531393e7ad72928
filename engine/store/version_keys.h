#pragma once

// Versions are stored once, store-wide, by key.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/fleet.h"
#include "core/result.h"

namespace rollout {

class Connection;

/// Keys of one fleet's versions, by raw(VersionId); only those asked for are set.
using KeyByVersion = std::vector<std::int64_t>;

class VersionKeys
{
public:
    explicit VersionKeys(Connection& connection)
        : m_connection(connection)
    {
    }
    /// Keys of these versions of the fleet; unknown ones are inserted, so a transaction must be
    /// open.
    [[nodiscard]] Result<KeyByVersion> keysOf(const std::vector<VersionId>& versions,
                                              const Fleet& fleet);
    /// To be called when a transaction in which keysOf() was called has been undone.
    void forget() { m_keys.clear(); }

private:
    [[nodiscard]] Result<std::int64_t> keyOf(std::string_view version);

    Connection& m_connection;
    std::unordered_map<std::string, std::int64_t> m_keys; // never iterated
};

} // namespace rollout
