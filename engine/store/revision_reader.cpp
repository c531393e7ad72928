#include "store/revision_reader.h"

#include "store/connection.h"
#include "store/policy_rows.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

/// FNV-1a, over parts whose ends count.
class Hash
{
public:
    void add(std::string_view text)
    {
        for (const char c : text)
            addByte(static_cast<unsigned char>(c));
        addByte(0); // no name has it
    }
    void add(std::int64_t number) { add(std::to_string(number)); }
    [[nodiscard]] std::uint64_t value() const { return m_value; }

private:
    void addByte(unsigned char byte) { m_value = (m_value ^ byte) * 0x100000001b3U; }
    std::uint64_t m_value = 0xcbf29ce484222325U;
};

Result<std::uint64_t> readPoliciesHash(Connection& connection)
{
    return readPolicies(connection).map([](const std::vector<StoredPolicy>& policies) {
        Hash hash;
        for (const StoredPolicy& policy : policies) {
            hash.add(policy.name);
            hash.add(policy.body);
        }
        return hash.value();
    });
}

} // namespace

Result<Revisions> readRevisions(Connection& connection)
{
    auto rows = connection.select(
        u"SELECT namespace.id, {bytes namespace.name}, entity.id, {bytes entity.name},"
        " entity.revision FROM namespace"
        " LEFT JOIN entity ON entity.namespace = namespace.id AND entity.deleted = 0"
        " WHERE namespace.deleted = 0 ORDER BY namespace.id, entity.id"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    Revisions revisions;
    Hash hash;
    while (rows->next()) {
        hash.add(rows->integer(0));
        hash.add(rows->text(1));
        if (rows->isNull(2))
            continue;
        hash.add(rows->integer(2));
        hash.add(rows->text(3));
        revisions.entities.push_back(
            {EntityKey(rows->integer(2)), static_cast<std::uint64_t>(rows->integer(4))});
    }
    revisions.definitions = hash.value();
    return rows->end()
        .and_then([&] { return readPoliciesHash(connection); })
        .map([&](std::uint64_t policies) {
            revisions.policies = policies;
            return std::move(revisions);
        });
}

} // namespace rollout
