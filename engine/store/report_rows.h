#pragma once

// How times of reports are kept: rows that are appended, each saying of a list of targets when they
// were last reported. Whatever a step changes of them is a row or two, however many targets it
// names; rows are put together again once there are many.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/report_times.h"
#include "core/result.h"

namespace rollout {

/// These targets were last reported at this time; nothing: at the entity's base time.
struct ReportRow
{
    std::optional<Time> at;
    std::string slots; ///< ascending, for example "3,7-20"

    bool operator==(const ReportRow&) const = default;
};

/// What turns the exceptions of `before` into those of `after`.
[[nodiscard]] std::vector<ReportRow> reportRowsBetween(const ReportTimes& before,
                                                       const ReportTimes& after);
/// All exceptions in as few rows as can be.
[[nodiscard]] inline std::vector<ReportRow> reportRowsOf(const ReportTimes& times)
{
    return reportRowsBetween(ReportTimes{}, times);
}

/// Takes rows in the order in which they were written.
class ReportRowReader
{
public:
    explicit ReportRowReader(std::size_t slots)
        : m_times(slots)
    {
    }
    /// False: the list is no list, or names a slot that was never given.
    [[nodiscard]] bool take(std::optional<Time> at, std::string_view slots);
    [[nodiscard]] std::vector<ReportException> exceptions() const;

private:
    std::vector<std::optional<Time>> m_times;
};

} // namespace rollout
