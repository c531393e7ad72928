#include "core/target_filter.h"

namespace rollout {

bool hasTag(std::string_view tags, std::string_view word)
{
    while (true) {
        const auto comma = tags.find(',');
        std::string_view tag = tags.substr(0, comma);
        while (tag.starts_with(' '))
            tag.remove_prefix(1);
        while (tag.ends_with(' '))
            tag.remove_suffix(1);
        if (tag == word)
            return true;
        if (comma == std::string_view::npos)
            return false;
        tags.remove_prefix(comma + 1);
    }
}

TargetFilter::TargetFilter(const Fleet& fleet, std::string_view group, std::string_view tag)
    : m_fitsGroup(fleet.groups().size(), group.empty())
    , m_fitsTags(fleet.tags().size(), tag.empty())
{
    if (!group.empty())
        for (std::uint32_t i = 0; i < m_fitsGroup.size(); ++i)
            m_fitsGroup[i] = fleet.groups().at(GroupId(i)) == group;
    if (!tag.empty())
        for (std::uint32_t i = 0; i < m_fitsTags.size(); ++i)
            m_fitsTags[i] = hasTag(fleet.tags().at(TagsId(i)), tag);
}

} // namespace rollout
