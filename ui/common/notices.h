#pragma once

// What holds a rollout back now or waits for a person, a sentence each, with what can be done about
// it. Shown above every page; the overview takes its reasons from here, too. Pure, O(1).

#include <QString>

#include <vector>

#include "ui/common/palette.h"
#include "ui/common/verb_rules.h"

namespace rollout {

enum class NoticeKind : std::uint8_t { Locked, Paused, Frozen, Unhealthy, Approval, Wave };

struct Notice
{
    NoticeKind kind;
    QString sentence;
    std::vector<Act> acts;

    bool operator==(const Notice&) const = default;
};

/// What weighs most comes first.
[[nodiscard]] std::vector<Notice> noticesOf(const EntitySnapshot& snapshot,
                                            const EntitySummary& summary);

/// Logical names of icons, and colours of edges.
[[nodiscard]] QString noticeIcon(NoticeKind kind);
[[nodiscard]] QColor noticeColour(NoticeKind kind, Scheme scheme);

/// "Wave 2 of 4 “canary”: 8 of 10 succeeded, bakes until 14:02 UTC."
[[nodiscard]] QString waveSentence(const WaveProgress& wave, const EntitySnapshot& snapshot);

/// What it waits for, named: who holds it and why, the wave, how many wait; falls back to
/// waitingSentence(). Without a full stop at its end, and in small letters, where that does.
[[nodiscard]] QString namedWaiting(const EntitySnapshot& snapshot, const EntitySummary& summary);

} // namespace rollout
