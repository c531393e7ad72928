// Policies that people named and saved; the store keeps them as the text that a file would hold.

#include <algorithm>

#include "io/policy_yaml.h"
#include "service/orchestrator_private.h"

namespace rollout {

namespace {

Result<NamedPolicy> read(const StoredPolicy& stored)
{
    auto named = parsePolicy(stored.body, "stored policy \"" + stored.name + "\"");
    if (!named)
        return failure(ErrorCode::Corrupt, named.error().message + "; save it again or delete it");
    named->name = stored.name;
    return named;
}

} // namespace

Result<std::vector<std::string>> Orchestrator::policyNames() const
{
    const auto stored = d->store.run([](Store& store) { return store.policies(); });
    if (!stored)
        return tl::unexpected(stored.error());
    std::vector<std::string> names;
    for (const StoredPolicy& policy : *stored)
        names.push_back(policy.name);
    return names;
}

Result<NamedPolicy> Orchestrator::policy(std::string_view name) const
{
    const auto stored = d->store.run([](Store& store) { return store.policies(); });
    if (!stored)
        return tl::unexpected(stored.error());
    const auto found =
        std::find_if(stored->begin(), stored->end(),
                     [&](const StoredPolicy& policy) { return policy.name == name; });
    if (found == stored->end())
        return failure(ErrorCode::NotFound,
                       "there is no policy \"" + std::string(name) + "\" in the store");
    return read(*found);
}

Result<void> Orchestrator::savePolicy(const NamedPolicy& named)
{
    return checkName("policy name", named.name)
        .and_then([&] { return checkOptionalName("policy description", named.description); })
        .and_then([&] { return checkPolicy(named.policy); })
        .and_then([&] {
            return d->store.run(
                [&](Store& store) { return store.savePolicy(named.name, policyText(named)); });
        });
}

Result<void> Orchestrator::deletePolicy(std::string_view name)
{
    return d->store.run([&](Store& store) { return store.deletePolicy(name); });
}

} // namespace rollout
