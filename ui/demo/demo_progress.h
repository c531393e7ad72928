#pragma once

// Where a demo is, and what comes next: without a widget, a clock or an engine. Whoever plays it
// asks next(), does that, and says so.

#include <cstdint>
#include <optional>
#include <vector>

#include "core/demo.h"
#include "core/entity_state.h"

namespace rollout {

/// How far the rollout is, as far as scenes ask.
struct DemoStanding
{
    std::uint64_t step = 0; ///< taken
    RolloutPhase phase = RolloutPhase::Empty;
    bool isGood = false; ///< the version asked for is last known good
    bool isBad = false; ///< it is last known bad
    bool isOver = false; ///< the scenario has come to its end
};
/// Of an entity; `isOver` is the scenario's to say.
[[nodiscard]] DemoStanding standingOf(const EntityState& state, bool isOver);
[[nodiscard]] bool isReached(DemoGoal goal, const DemoStanding& standing);

class DemoProgress
{
public:
    explicit DemoProgress(DemoScript script); ///< with at least one scene

    enum class Order : std::uint8_t {
        Begin, ///< play the scenario from its beginning, under policy()
        Act, ///< do what the scene has done
        Step, ///< take a step
        Show, ///< show the rollout as it was after `step`; the newest one is the present
        Rest, ///< leave people time to read
        Hold, ///< wait until somebody says how to go on
    };
    struct Wish
    {
        Order order = Order::Hold;
        Milliseconds after{0}; ///< wait so long before; for Rest: this is all
        std::uint64_t step = 0; ///< of Show

        bool operator==(const Wish&) const = default;
    };
    /// What is to be done now; the same until done().
    [[nodiscard]] Wish next() const;
    /// That was done, and this is how the rollout stands now: the newest state, whatever is shown.
    void done(const DemoStanding& standing);

    // What a person does; what was wished before has to be forgotten.
    void pauseOrGoOn();
    /// The scene after this one: this one's steps are hurried through.
    void goToNext();
    /// The beginning of the scene before this one.
    void goToPrevious();

    [[nodiscard]] const DemoScript& script() const { return m_script; }
    [[nodiscard]] std::size_t scene() const { return m_scene; }
    [[nodiscard]] const DemoScene& current() const { return m_script.scenes[m_scene]; }
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    [[nodiscard]] bool isHurrying() const { return m_hurryTo > m_scene; }
    /// The last scene was shown for as long as it should be.
    [[nodiscard]] bool isOver() const { return m_stage == Stage::Over; }
    /// Of the rollout that the scene is about.
    [[nodiscard]] Policy policy() const;
    /// Scenes that did not come to what they waited for, counted from 0.
    [[nodiscard]] const std::vector<std::size_t>& missed() const { return m_missed; }

private:
    enum class Stage : std::uint8_t { Beginning, Entering, Acting, Going, Resting, Over };
    /// What is known of a scene that was begun.
    struct Record
    {
        std::uint64_t begunAt = 0; ///< steps taken by then
        std::int64_t taken = 0; ///< steps, those that were missed included
        bool isActed = false;
        std::optional<std::uint64_t> endedAt; ///< nothing: it is not played to its end
    };

    [[nodiscard]] bool beginsAnew(std::size_t scene) const;
    [[nodiscard]] std::size_t firstOfRollout(std::size_t scene) const;
    [[nodiscard]] Record& record() { return m_records[m_scene]; }
    [[nodiscard]] const Record& record() const { return m_records[m_scene]; }
    [[nodiscard]] bool isHeld() const;
    [[nodiscard]] Milliseconds stepTime() const;
    [[nodiscard]] std::uint64_t newestOfScene() const;
    void enter(std::size_t scene);
    void restart(std::size_t first);
    void noteStep();
    void judge();
    void settle();

    DemoScript m_script;
    std::vector<Record> m_records; ///< of the scenes that were begun, in order
    std::vector<std::size_t> m_missed;
    DemoStanding m_standing; ///< the newest
    Stage m_stage = Stage::Beginning;
    std::size_t m_scene = 0;
    std::uint64_t m_shown = 0; ///< step that is looked at
    std::size_t m_hurryTo = 0; ///< scenes before this one are not waited for
    bool m_isPaused = false;
};

} // namespace rollout
