#include "core/replay.h"

#include <utility>

#include "core/replay_reading.h"

namespace rollout {

Replay::Replay(const EntityState& later, std::span<const JournalRecord> rows)
    : m_story(std::make_shared<const ReplayStory>(readStory(later, rows)))
{
}

const std::vector<ReplayedMoment>& Replay::moments() const
{
    return m_story->moments;
}

Replay::Told Replay::at(std::size_t moment) const
{
    const ReplayStory& story = *m_story;
    const std::span changes(story.changes);
    ReplayedEntity entity(story.base, story.slots);
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= moment; ++i) {
        const std::size_t end = story.ends[i];
        entity.tell(changes.subspan(begin, end - begin), story.moments[i].step,
                    story.moments[i].isStep);
        begin = end;
    }
    return {entity.state(), entity.plan()};
}

std::size_t Replay::bytes() const
{
    const ReplayStory& story = *m_story;
    std::size_t bytes = story.changes.size() * sizeof(ReplayChange)
        + story.slots.size() * sizeof(ReplaySlot)
        + story.moments.size() * (sizeof(ReplayedMoment) + sizeof(std::size_t));
    for (const ReplaySlot& slot : story.slots)
        bytes += slot.group.capacity() + slot.name.capacity();
    return bytes;
}

} // namespace rollout
