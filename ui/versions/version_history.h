#pragma once

// Shares of an entity's versions over time, as its stored samples tell them. A value.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace rollout {

class VersionHistory
{
public:
    /// Age: 0 is the version seen first. Colours and dashes go by it.
    struct Share
    {
        int age = 0;
        std::int64_t expected = 0;
        std::int64_t current = 0;
        std::int64_t failing = 0; ///< of `current`

        bool operator==(const Share&) const = default;
    };

    /// Samples come in order of time. One of the same time as the last replaces it; an earlier one,
    /// or one that says what the last said, is ignored. Whether anything changed.
    bool append(const ShareSample& sample);

    [[nodiscard]] bool isEmpty() const { return m_points.empty(); }
    [[nodiscard]] std::size_t size() const { return m_points.size(); }
    [[nodiscard]] Time timeAt(std::size_t point) const { return m_points[point].at; }
    [[nodiscard]] std::uint64_t stepAt(std::size_t point) const { return m_points[point].step; }
    /// By age.
    [[nodiscard]] std::span<const Share> sharesAt(std::size_t point) const;
    [[nodiscard]] const std::vector<std::string>& versions() const { return m_versions; }
    /// The last point at or before `time`; the first one when there is none.
    [[nodiscard]] std::size_t pointAt(Time time) const;
    /// As it was known at `time`.
    [[nodiscard]] VersionHistory upTo(Time time) const;

private:
    struct Point
    {
        Time at;
        std::uint64_t step;
        std::size_t begin; ///< of its shares
    };
    int ageOf(std::string_view version);

    std::vector<std::string> m_versions;
    std::vector<Point> m_points;
    std::vector<Share> m_shares;
};

} // namespace rollout
