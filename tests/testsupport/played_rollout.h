#pragma once

// A rollout played step by step through the core's own advance(): v1 is last known good on every
// target, v2 asked for; t = 0 is the first step that may assign. Targets adopt what they are told
// after a delay on the clock, also while the entity is stopped, and fail as the test says. A
// target's number is its id: its place by (group, name).

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "core/advance.h"
#include "core/verbs.h"

namespace rollout::test {

struct Play
{
    int targets = 20;
    Policy policy;
    Seconds tick{10};
    Milliseconds adopt{5000};
    std::function<bool(int target, std::string_view version)> isBad = [](int, std::string_view) {
        return false;
    };
    std::function<bool(int target, std::string_view version)> isSilent = [](int, std::string_view) {
        return false;
    };
    std::function<ClientState(int target)> describe = [](int target) {
        ClientState state;
        state.name = "t" + std::to_string(1000 + target);
        return state;
    };
};

class PlayedRollout
{
public:
    explicit PlayedRollout(Play play)
        : m_play(std::move(play))
    {
        m_state.setPolicy(m_play.policy);
        const VersionId v1 = m_state.fleet.versions().intern("v1");
        m_state.rollout = {v1, v1, v1, VersionId::None};
        std::vector<ClientState> report;
        for (int i = 0; i < m_play.targets; ++i) {
            report.push_back(m_play.describe(i));
            report.back().version = "v1";
        }
        const Time longAgo = start() - std::chrono::hours(24 * 365 * 20);
        (void)recordReport(m_state.fleet, report, {longAgo, Seconds(0), v1});
        m_state.rollout.target = m_state.fleet.versions().intern("v2");
        m_clock = start() - m_play.tick;
        (void)step();
    }

    /// One step at the clock's time; then the clock goes on by a tick.
    std::shared_ptr<const Plan> step(Hooks hooks = {}, const Ask& ask = {})
    {
        const auto report = reports();
        auto outcome = advance(m_state, {m_clock, fromReport(report), hooks, ask, m_plan});
        m_journal.insert(m_journal.end(), outcome->journal.begin(), outcome->journal.end());
        m_state = std::move(outcome->after);
        m_plan = outcome->plan;
        if (m_plan->effective == versionId("v2"))
            for (const Assignment& assignment : m_plan->assignments)
                m_assigned.insert(raw(assignment.target));
        m_clock += m_play.tick;
        return m_plan;
    }
    /// Until `isOver()` or the time is up; the time of the last step, from t = 0.
    Seconds stepUntil(const std::function<bool()>& isOver, Seconds most)
    {
        while (now() < most && !isOver())
            (void)step();
        return now() - m_play.tick;
    }
    /// The controller is away: no report, no step.
    void skip(Seconds time) { m_clock += time; }

    Result<void> apply(const Verb& verb, const Signature& signature = {"ada", "because"})
    {
        EntityState next = m_state;
        next.lastChangedAt = m_clock;
        auto journal = applyVerb(next, verb, signature, m_clock);
        if (!journal)
            return tl::unexpected(journal.error());
        m_journal.insert(m_journal.end(), journal->begin(), journal->end());
        m_state = std::move(next);
        return {};
    }
    void ask(const std::string& version)
    {
        m_state.rollout =
            withTargetVersion(m_state.rollout, m_state.fleet.versions().intern(version));
    }

    [[nodiscard]] EntityState& state() { return m_state; }
    [[nodiscard]] const EntityState& state() const { return m_state; }
    [[nodiscard]] const std::vector<JournalEntry>& journal() const { return m_journal; }
    [[nodiscard]] const Plan& plan() const { return *m_plan; }
    /// Time of the next step, from t = 0.
    [[nodiscard]] Seconds now() const
    {
        return std::chrono::duration_cast<Seconds>(m_clock - start());
    }
    [[nodiscard]] Time clock() const { return m_clock; }
    /// Targets ever assigned v2.
    [[nodiscard]] std::size_t assigned() const { return m_assigned.size(); }
    [[nodiscard]] std::size_t badAssigned() const
    {
        std::size_t count = 0;
        for (const std::uint32_t target : m_assigned)
            count += m_play.isBad(static_cast<int>(target), "v2") ? 1 : 0;
        return count;
    }
    [[nodiscard]] std::string lastKnownGood() const { return text(m_state.rollout.lastKnownGood); }
    [[nodiscard]] std::string lastKnownBad() const { return text(m_state.rollout.lastKnownBad); }
    [[nodiscard]] std::string rolling() const { return text(m_state.rollout.rolling); }
    [[nodiscard]] int reporting(std::string_view version) const
    {
        int count = 0;
        for (const TargetId id : m_state.fleet.order())
            count += text(m_state.fleet.target(id).reported.version) == version ? 1 : 0;
        return count;
    }
    [[nodiscard]] bool isComplete() const
    {
        return lastKnownGood() == "v2" && reporting("v2") == int(m_state.fleet.size());
    }
    [[nodiscard]] bool isRolledBack() const
    {
        return lastKnownBad() == "v2" && reporting("v1") == int(m_state.fleet.size());
    }
    [[nodiscard]] VersionId versionId(std::string_view version)
    {
        return m_state.fleet.versions().intern(version);
    }
    [[nodiscard]] std::string text(VersionId id) const
    {
        return std::string(m_state.fleet.versions().at(id));
    }
    [[nodiscard]] static Time start() { return Time(std::chrono::hours(24 * 365 * 50)); }

private:
    std::vector<ClientState> reports()
    {
        std::vector<ClientState> reports;
        for (const TargetId id : m_state.fleet.order()) {
            const int number = static_cast<int>(raw(id));
            const Target target = m_state.fleet.target(id);
            const auto waited = m_state.clock.elapsedSince(target.expectedChangedAt, m_clock);
            const bool adopts = target.expectedVersion != VersionId::None
                && waited > Milliseconds(0) && waited >= m_play.adopt;
            const std::string version =
                text(adopts ? target.expectedVersion : target.reported.version);
            if (m_silent.contains(raw(id)) || m_play.isSilent(number, version)) {
                m_silent.insert(raw(id));
                continue;
            }
            reports.push_back(expectedState(m_state.fleet, id));
            reports.back().message.clear();
            reports.back().version = version;
            reports.back().isError = m_play.isBad(number, version);
        }
        return reports;
    }

    Play m_play;
    EntityState m_state;
    Time m_clock{};
    std::shared_ptr<const Plan> m_plan;
    std::vector<JournalEntry> m_journal;
    std::set<std::uint32_t> m_assigned;
    std::set<std::uint32_t> m_silent; ///< once silent, always silent
};

} // namespace rollout::test
