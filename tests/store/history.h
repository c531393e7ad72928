#pragma once

// Histories of an entity, made by the engine's own core from small numbers, so that a property test
// can make them up and shrink them.

#include <string>
#include <vector>

#include "core/entity_state.h"
#include "core/journal.h"
#include "core/record.h"
#include "core/step.h"

namespace rollout::test {

enum class Deed : std::uint8_t {
    ReportSome, ///< x: which targets, y: what they report
    ReportAll, ///< every live target as it is; the usual idle step
    ReportAdopted, ///< every live target what it was told
    TakeStep,
    AskVersion, ///< x: which
    ForceVersion,
    ChangeOptions,
    ChangeSimulation,
    RemoveTarget, ///< x: which
    RenameTarget,
    LetTimePass, ///< x: how long; silent targets are forgotten by a later report
    ChangePolicy, ///< x, y: guards, waves, approval
    DoVerb, ///< x: which, y: to which target; what is refused changes nothing
};
inline constexpr int deedCount = 13;

struct Event
{
    Deed deed = Deed::TakeStep;
    std::uint32_t x = 0;
    std::uint32_t y = 0;
};

class History
{
public:
    explicit History(Time start = Time(Milliseconds(1'700'000'000'000)))
        : m_now(start)
    {
    }

    /// What an entity is and was, before and after an event, and why.
    void apply(const Event& event);
    [[nodiscard]] const EntityState& before() const { return m_before; }
    [[nodiscard]] const EntityState& after() const { return m_after; }
    [[nodiscard]] const std::vector<JournalEntry>& journal() const { return m_journal; }
    [[nodiscard]] Time now() const { return m_now; }

    /// Names of versions that histories use; the first is empty.
    [[nodiscard]] static const std::vector<std::string>& versionNames();

private:
    void reportSome(const Event& event);
    void report(const std::vector<ClientState>& states);
    [[nodiscard]] ClientState stateOf(TargetId id) const;
    void takeStep();
    void ask(const Event& event, bool isForced);
    void changeOptions(const Event& event);
    void changeSimulation(const Event& event);
    void removeTarget(const Event& event);
    void renameTarget(const Event& event);
    void changePolicy(const Event& event);
    void doVerb(const Event& event);

    EntityState m_before;
    EntityState m_after;
    std::vector<JournalEntry> m_journal;
    Time m_now;
};

} // namespace rollout::test
