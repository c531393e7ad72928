#pragma once

// Messages of many targets, each wording kept once: what a target reported, or the engine's note
// when it reported none. Built and used in a worker.

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/fleet.h"

namespace rollout {

class MessageTable
{
public:
    explicit MessageTable(const Fleet& fleet)
        : m_fleet(fleet)
    {
    }

    /// Number of the message of the target at `offset` of `block`; equal numbers, equal text.
    [[nodiscard]] std::uint32_t numberOf(const Block& block, std::size_t offset);
    [[nodiscard]] const std::vector<std::string>& texts() const { return m_texts; }

private:
    struct Key
    {
        TextId reported;
        NoteKind kind;
        std::int32_t seconds;
        std::int32_t limit;
        TextId text;
        VersionId version;
        auto operator<=>(const Key&) const = default;
    };
    [[nodiscard]] std::string wordsOf(const Block& block, std::size_t offset) const;

    const Fleet& m_fleet;
    std::map<Key, std::uint32_t> m_numbers;
    std::vector<std::string> m_texts;
};

} // namespace rollout
