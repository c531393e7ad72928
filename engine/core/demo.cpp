#include "core/demo.h"

#include <algorithm>

namespace rollout {

namespace {

constexpr Milliseconds lookingTime{1500};
constexpr Milliseconds readingTime{55}; // a character, aloud or in a language of one's own

bool beginsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
}

} // namespace

Milliseconds pauseOf(const DemoScene& scene)
{
    const auto characters =
        std::count_if(scene.caption.begin(), scene.caption.end(), beginsCharacter);
    return scene.pause.value_or(lookingTime + characters * readingTime);
}

} // namespace rollout
