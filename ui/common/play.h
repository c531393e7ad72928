#pragma once

// An exercise under way: what the window asks of the engine's thread, and what it is told.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/scenario.h"
#include "service/scenario_player.h"
#include "ui/common/play_news.h"

namespace rollout {

struct PlayRequest
{
    int number = 0; ///< comes back with the news of it
    Scenario scenario;
    ScenarioPlayer::Place place;
    std::vector<Seconds>
        stops; ///< the run pauses before the first step at or after each; ascending
    std::vector<Deed> deeds; ///< to be done again; ascending
};

/// Something that the scenario did.
struct PlayedAct
{
    Seconds at{0}; ///< from t = 0
    ScriptedAct act;
};

/// How far it is. Newer news say all that older ones said, but what happened.
struct PlayNews
{
    int number = 0; ///< of its request
    EntityKey entity{};
    Seconds nextStepAt{0}; ///< from t = 0
    std::size_t stopsReached = 0;
    bool isOver = false;
    RunResult result; ///< of the steps so far
    std::vector<PlayedAct> happened; ///< since the news before
    std::vector<Deed> deeds; ///< of people, before steps that are taken; those done again, too
};

/// Lives in the engine's thread, no longer than the engine.
class Play
{
public:
    Play(std::unique_ptr<ScenarioPlayer> player, const PlayRequest& request)
        : m_player(std::move(player))
        , m_number(request.number)
        , m_stops(request.stops)
        , m_deeds(request.deeds)
    {
    }

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOver() const { return m_player->isOver(); }
    /// Passes the next stop, if the next step is at or after it. Whether it did.
    bool reachStop()
    {
        const bool isReached =
            m_reached < m_stops.size() && m_player->nextStepAt() >= m_stops[m_reached];
        m_reached += isReached ? 1 : 0;
        return isReached;
    }
    [[nodiscard]] Result<void> step()
    {
        doAgain();
        auto played = m_player->step();
        if (!played)
            return tl::unexpected(played.error());
        const Seconds at = m_player->nextStepAt() - m_player->scenario().fleet.tick;
        for (ScriptedAct& act : played->acts)
            m_happened.push_back({at, std::move(act)});
        return {};
    }
    [[nodiscard]] EntityKey entity() const { return m_player->entity(); }
    [[nodiscard]] PlayNewsPtr news()
    {
        return std::make_shared<const PlayNews>(PlayNews{
            m_number, m_player->entity(), m_player->nextStepAt(), m_reached, m_player->isOver(),
            m_player->result(), std::exchange(m_happened, {}), m_player->deeds()});
    }

private:
    /// What was done before this step. What is refused now was not refused then: the digest tells
    /// at the end.
    void doAgain()
    {
        for (; m_done < m_deeds.size() && m_deeds[m_done].before <= m_player->nextStepAt();
             ++m_done)
            (void)m_player->perform(m_deeds[m_done].act);
    }

    std::unique_ptr<ScenarioPlayer> m_player;
    int m_number;
    std::vector<Seconds> m_stops;
    std::size_t m_reached = 0;
    std::vector<Deed> m_deeds;
    std::size_t m_done = 0;
    std::vector<PlayedAct> m_happened;
};

} // namespace rollout
