#pragma once

// Names of play.h, for those who only pass them on.

#include <memory>

namespace rollout {

struct PlayNews;
struct PlayRequest;
using PlayNewsPtr = std::shared_ptr<const PlayNews>;

} // namespace rollout
