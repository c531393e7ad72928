// What operators do to a rollout: options and policies, and the verbs.

#include "service/orchestrator_private.h"

namespace rollout {

namespace {

/// Rows of what a policy changes: of its options, and of what it asks beyond them.
std::vector<JournalEntry> journalOfPolicy(const EntityState& next, const Policy& before,
                                          const Policy& after, const Signature& signature)
{
    std::vector<JournalEntry> journal;
    const auto add = [&](JournalKind kind, const std::string& text) {
        journal.push_back(entityEntry(kind, next, text));
        journal.back().by = signature.by;
    };
    const std::string guards = guardsLine(after);
    if (before.options != after.options || guards == guardsLine(before))
        add(JournalKind::OptionsChanged, optionsLine(after.options));
    if (guards != guardsLine(before))
        add(JournalKind::PolicyChanged, guards);
    return journal;
}

} // namespace

JournalEntry signedEntry(JournalKind kind, const EntityState& next, const Signature& signature)
{
    JournalEntry entry = entityEntry(kind, next, signature.reason);
    entry.by = signature.by;
    return entry;
}

Result<void> Orchestrator::setRolloutOptions(std::string_view ns, std::string_view name,
                                             const std::optional<RolloutOptions>& options,
                                             const Signature& signature)
{
    const RolloutOptions wanted = options.value_or(RolloutOptions{});
    if (auto ok = checkOptions(wanted); !ok)
        return ok;
    return d->with(d->made(ns, name), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            const Policy before = next.policy();
            next.options = wanted;
            return journalOfPolicy(next, before, next.policy(), signature);
        });
    });
}

Result<void> Orchestrator::setPolicy(EntityKey key, const Policy& policy,
                                     const Signature& signature)
{
    if (auto ok = checkPolicy(policy); !ok)
        return ok;
    return d->with(d->directory.find(key), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            const Policy before = next.policy();
            next.setPolicy(policy);
            if (before.waves != policy.waves)
                next.progress.beginWaves();
            return journalOfPolicy(next, before, policy, signature);
        });
    });
}

Result<void> Orchestrator::setCommand(EntityKey key, const std::optional<CommandSettings>& settings,
                                      const Signature& signature)
{
    if (settings)
        if (auto ok = checkSettings(*settings); !ok)
            return ok;
    return d->with(d->directory.find(key), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            next.controller = settings;
            JournalEntry entry = signedEntry(JournalKind::ControllerChanged, next, signature);
            entry.text = settings ? settings->program : std::string();
            return std::vector{std::move(entry)};
        });
    });
}

Result<void> Orchestrator::apply(EntityKey key, const Verb& verb, const Signature& signature)
{
    return d->with(d->directory.find(key), [&](Entity& entity) {
        const auto edit = [&](EntityState& next, Time clock) {
            return applyVerb(next, verb, signature, clock);
        };
        return needsUnlocked(verb) ? entity.change(edit) : entity.changeLocked(edit);
    });
}

} // namespace rollout
