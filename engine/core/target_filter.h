#pragma once

// Which targets of a fleet something is for: those of a group, those with a tag, or both.

#include <string_view>
#include <vector>

#include "core/fleet.h"

namespace rollout {

/// Whether `word` is one of the comma-separated tags.
[[nodiscard]] bool hasTag(std::string_view tags, std::string_view word);

/// Looked up by the interned group and tags of the fleet as it was when the filter was made;
/// targets that have come to it since may not be asked about when their group or tags are new.
class TargetFilter
{
public:
    /// An empty group or tag lets all pass.
    TargetFilter(const Fleet& fleet, std::string_view group, std::string_view tag);

    [[nodiscard]] bool fits(const Block& block, std::size_t i) const
    {
        return m_fitsGroup[raw(block.group[i])] && m_fitsTags[raw(block.reported[i].tags)];
    }
    [[nodiscard]] bool fits(const Fleet& fleet, TargetId id) const
    {
        return fits(fleet.block(id), Fleet::offset(id));
    }

private:
    std::vector<bool> m_fitsGroup;
    std::vector<bool> m_fitsTags;
};

} // namespace rollout
