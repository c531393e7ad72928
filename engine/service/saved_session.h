#pragma once

// A played scenario with all that people did and bet in it, as it is kept in a file, so that it can
// be played again: the same steps with the same deeds, and the same digest at its end.

#include <QJsonObject>
#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/scenario.h"
#include "service/deeds.h"
#include "simulation/training.h"

namespace rollout {

struct SavedSession
{
    NamedScenario named; ///< with the seed that was played
    std::vector<Deed> deeds; ///< ascending by time
    std::vector<PlacedBet> bets; ///< likewise
    Seconds endedAt{0}; ///< of the first step that was not taken, from t = 0
    std::uint64_t digest = 0; ///< of the run until then
};

[[nodiscard]] QJsonObject sessionToJson(const SavedSession& session);
/// `where` begins the sentence of an error.
[[nodiscard]] Result<SavedSession> sessionFromJson(const QJsonObject& json,
                                                   const std::string& where);

/// Of a file whose JSON object has such a session as its member "replay". Io: the file;
/// InvalidArgument: what it holds, with its path.
[[nodiscard]] Result<SavedSession> readSession(const std::string& path);

} // namespace rollout
