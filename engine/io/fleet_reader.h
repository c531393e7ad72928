#pragma once

// What the readers of fleet files share. For engine/io only.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "io/fleet_file.h"

namespace rollout {

/// Something wrong at a byte of the text.
struct FleetFault
{
    std::size_t offset = 0;
    std::string sentence;
    ErrorCode code = ErrorCode::InvalidArgument;
};

/// Targets, and the byte at which each begins.
struct FleetRows
{
    std::vector<ClientState> states;
    std::vector<std::size_t> offsets;
};

using FleetReading = tl::expected<FleetRows, FleetFault>;

[[nodiscard]] inline tl::unexpected<FleetFault> fault(std::size_t offset, std::string sentence)
{
    return tl::unexpected<FleetFault>(FleetFault{offset, std::move(sentence)});
}

/// Tells the watch now and then.
class FleetProgress
{
public:
    FleetProgress(const FleetFileWatch& watch, std::size_t total)
        : m_watch(watch)
        , m_total(total)
    {
    }
    /// After every target; `done` of the total. False: stop.
    [[nodiscard]] bool goOn(std::size_t done);
    void finish() const;

private:
    const FleetFileWatch& m_watch;
    std::size_t m_total;
    std::size_t m_calls = 0;
};

/// A text of a target and what every format calls it.
struct TargetField
{
    std::string_view key;
    std::string ClientState::*field;
};

inline constexpr std::array<TargetField, 5> targetFields{{
    {"name", &ClientState::name},
    {"group", &ClientState::group},
    {"tags", &ClientState::tags},
    {"version", &ClientState::version},
    {"message", &ClientState::message},
}};

/// One field of a target, checked; empty when it is fine.
[[nodiscard]] std::string faultOfField(std::string_view field, std::string_view value);

[[nodiscard]] FleetReading readCsv(std::string_view text, const FleetFileWatch& watch);
/// `text` has textPadding bytes of spare capacity.
[[nodiscard]] FleetReading readJson(const std::string& text, const FleetFileWatch& watch);
[[nodiscard]] FleetReading readNdjson(const std::string& text, const FleetFileWatch& watch);

} // namespace rollout
