#include "store/version_keys.h"

#include <algorithm>

#include "store/connection.h"
#include "store/dialect.h"

using namespace Qt::StringLiterals;

namespace rollout {

Result<KeyByVersion> VersionKeys::keysOf(const std::vector<VersionId>& versions, const Fleet& fleet)
{
    KeyByVersion keys(fleet.versions().size(), 0);
    // In one order for everybody, so that two programs that insert the same never wait for each
    // other.
    auto ordered = versions;
    std::sort(ordered.begin(), ordered.end(), [&](VersionId a, VersionId b) {
        return fleet.versions().at(a) < fleet.versions().at(b);
    });
    for (const VersionId id : ordered) {
        const auto key = keyOf(fleet.versions().at(id));
        if (!key)
            return tl::unexpected(key.error());
        keys[raw(id)] = *key;
    }
    return keys;
}

Result<std::int64_t> VersionKeys::keyOf(std::string_view version)
{
    if (version.empty())
        return 0;
    std::string text(version);
    if (const auto known = m_keys.find(text); known != m_keys.end())
        return known->second;
    // Another program may have inserted it since, or do it between the question and the answer.
    const QString select = u"SELECT id FROM version WHERE text = {text}"_s;
    auto key = m_connection.integer(select, {textValue(version)}, -1);
    if (key && *key < 0)
        key = m_connection.insert(
            u"INSERT INTO version (text) VALUES ({text}) ON CONFLICT (text) DO NOTHING"_s,
            {textValue(version)});
    if (key && *key == 0)
        key = m_connection.integer(select, {textValue(version)});
    if (key)
        m_keys.emplace(std::move(text), *key);
    return key;
}

} // namespace rollout
