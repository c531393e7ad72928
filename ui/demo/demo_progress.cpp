#include "ui/demo/demo_progress.h"

#include <algorithm>
#include <utility>

namespace rollout {

DemoStanding standingOf(const EntityState& state, bool isOver)
{
    const VersionId wanted = state.rollout.target;
    return {state.step, rolloutPhase(state),
            wanted != VersionId::None && state.rollout.lastKnownGood == wanted,
            wanted != VersionId::None && state.rollout.lastKnownBad == wanted, isOver};
}

bool isReached(DemoGoal goal, const DemoStanding& standing)
{
    const bool isBack = standing.phase == RolloutPhase::RolledBack;
    switch (goal) {
    case DemoGoal::RollbackBegun:
        return isBack || standing.phase == RolloutPhase::RollingBack;
    case DemoGoal::Good:
        return standing.isGood;
    case DemoGoal::Bad:
        return standing.isBad;
    case DemoGoal::RolledBack:
        return isBack;
    case DemoGoal::Done:
        return standing.isOver;
    }
    return false;
}

DemoProgress::DemoProgress(DemoScript script)
    : m_script(std::move(script))
{
}

/// The first scene does, whatever it says.
bool DemoProgress::beginsAnew(std::size_t scene) const
{
    return scene == 0 || m_script.scenes[scene].policy.has_value();
}

std::size_t DemoProgress::firstOfRollout(std::size_t scene) const
{
    while (!beginsAnew(scene))
        --scene;
    return scene;
}

Policy DemoProgress::policy() const
{
    return m_script.scenes[firstOfRollout(m_scene)].policy.value_or(m_script.scenario.policy());
}

Milliseconds DemoProgress::stepTime() const
{
    if (isHurrying())
        return Milliseconds(0);
    return Milliseconds(m_script.scenario.fleet.tick) / current().speed.value_or(m_script.speed);
}

/// The last step that the scene shows, of those that are taken.
std::uint64_t DemoProgress::newestOfScene() const
{
    return record().endedAt.value_or(m_standing.step);
}

/// Whoever pauses wants to see what the scene begins with, and no more.
bool DemoProgress::isHeld() const
{
    const bool isBegun =
        m_stage == Stage::Resting || (m_stage == Stage::Going && !current().backTo);
    return m_isPaused && !isHurrying() && isBegun;
}

DemoProgress::Wish DemoProgress::next() const
{
    if (isHeld())
        return {};
    switch (m_stage) {
    case Stage::Beginning:
        return {Order::Begin, Milliseconds(0), 0};
    case Stage::Entering:
        return {Order::Show, Milliseconds(0), record().begunAt};
    case Stage::Acting:
        return {Order::Act, Milliseconds(0), 0};
    case Stage::Going:
        if (current().backTo)
            return {Order::Show, stepTime(), *current().backTo};
        if (m_shown < newestOfScene())
            return {Order::Show, stepTime(), isHurrying() ? newestOfScene() : m_shown + 1};
        return {Order::Step, stepTime(), 0};
    case Stage::Resting:
        return {Order::Rest, pauseOf(current()), 0};
    case Stage::Over:
        break;
    }
    return {};
}

void DemoProgress::done(const DemoStanding& standing)
{
    const Wish wish = next();
    m_standing = standing;
    switch (wish.order) {
    case Order::Begin:
        m_shown = standing.step;
        enter(m_scene);
        break;
    case Order::Show:
        m_shown = wish.step;
        m_stage = m_stage == Stage::Entering ? Stage::Acting : m_stage;
        if (m_stage == Stage::Going && current().backTo)
            record().endedAt = standing.step;
        break;
    case Order::Act:
        record().isActed = true;
        break;
    case Order::Step:
        noteStep();
        break;
    case Order::Rest:
        enter(m_scene + 1);
        break;
    case Order::Hold:
        break;
    }
    settle();
}

void DemoProgress::noteStep()
{
    ++record().taken;
    m_shown = m_standing.step;
}

/// Passes over what need not be done.
void DemoProgress::settle()
{
    if (m_stage == Stage::Entering && m_shown == record().begunAt)
        m_stage = Stage::Acting;
    if (m_stage == Stage::Acting && (record().isActed || current().acts.empty()))
        m_stage = Stage::Going;
    if (m_stage != Stage::Going)
        return;
    judge();
    const bool isSeen =
        current().backTo ? m_shown == *current().backTo : m_shown >= newestOfScene();
    if (!record().endedAt || !isSeen)
        return;
    if (!isHurrying()) {
        m_stage = Stage::Resting;
        return;
    }
    enter(m_scene + 1);
    settle();
}

/// Whether the scene has come to its end with the newest step.
void DemoProgress::judge()
{
    Record& scene = record();
    if (scene.endedAt || current().backTo)
        return;
    if (!current().until) {
        if (scene.taken >= current().steps)
            scene.endedAt = m_standing.step;
        return;
    }
    const bool isThere = isReached(*current().until, m_standing);
    if (!isThere && !m_standing.isOver && scene.taken < mostSceneSteps)
        return;
    scene.endedAt = m_standing.step;
    if (!isThere)
        m_missed.push_back(m_scene);
}

void DemoProgress::enter(std::size_t scene)
{
    if (scene >= m_script.scenes.size()) {
        m_stage = Stage::Over;
        return;
    }
    const bool isNew = scene >= m_records.size();
    const bool hasBegun = m_stage == Stage::Beginning;
    m_scene = scene;
    if (isNew && beginsAnew(scene) && !hasBegun) {
        m_stage = Stage::Beginning;
        return;
    }
    if (isNew)
        m_records.push_back({m_standing.step, 0, false, std::nullopt});
    m_stage = Stage::Entering;
}

/// Another rollout than the one that is there: it is played again up to the wanted scene.
void DemoProgress::restart(std::size_t first)
{
    m_records.resize(first);
    std::erase_if(m_missed, [first](std::size_t scene) { return scene >= first; });
    m_scene = first;
    m_stage = Stage::Beginning;
}

void DemoProgress::pauseOrGoOn()
{
    m_isPaused = !m_isPaused;
}

void DemoProgress::goToNext()
{
    if (m_stage == Stage::Over)
        return;
    m_hurryTo = m_scene + 1;
    if (m_stage == Stage::Resting || (m_scene < m_records.size() && record().endedAt))
        enter(m_scene + 1);
    settle();
}

void DemoProgress::goToPrevious()
{
    const std::size_t wanted = m_scene == 0 ? 0 : m_scene - 1;
    m_hurryTo = 0;
    if (m_records.empty())
        return; // nothing is there yet
    if (firstOfRollout(wanted) != firstOfRollout(m_scene)) {
        m_hurryTo = wanted;
        return restart(firstOfRollout(wanted));
    }
    m_scene = wanted;
    m_stage = Stage::Entering;
    settle();
}

} // namespace rollout
