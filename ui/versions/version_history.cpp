#include "ui/versions/version_history.h"

#include <algorithm>

namespace rollout {

int VersionHistory::ageOf(std::string_view version)
{
    const auto known = std::find(m_versions.begin(), m_versions.end(), version);
    if (known != m_versions.end())
        return static_cast<int>(known - m_versions.begin());
    m_versions.emplace_back(version);
    return static_cast<int>(m_versions.size()) - 1;
}

std::span<const VersionHistory::Share> VersionHistory::sharesAt(std::size_t point) const
{
    const std::size_t begin = m_points[point].begin;
    const std::size_t end =
        point + 1 < m_points.size() ? m_points[point + 1].begin : m_shares.size();
    return {m_shares.data() + begin, end - begin};
}

bool VersionHistory::append(const ShareSample& sample)
{
    if (!m_points.empty() && sample.at < m_points.back().at)
        return false;
    std::vector<Share> shares;
    for (const auto& share : sample.shares)
        shares.push_back({ageOf(share.version), share.expected, share.current, share.failing});
    std::sort(shares.begin(), shares.end(),
              [](const Share& a, const Share& b) { return a.age < b.age; });
    if (!m_points.empty() && std::ranges::equal(sharesAt(m_points.size() - 1), shares))
        return false;
    if (!m_points.empty() && sample.at == m_points.back().at) {
        m_shares.resize(m_points.back().begin);
        m_points.pop_back();
    }
    m_points.push_back({sample.at, sample.step, m_shares.size()});
    m_shares.insert(m_shares.end(), shares.begin(), shares.end());
    return true;
}

VersionHistory VersionHistory::upTo(Time time) const
{
    VersionHistory earlier = *this;
    while (!earlier.m_points.empty() && earlier.m_points.back().at > time) {
        earlier.m_shares.resize(earlier.m_points.back().begin);
        earlier.m_points.pop_back();
    }
    return earlier;
}

std::size_t VersionHistory::pointAt(Time time) const
{
    const auto after = std::upper_bound(m_points.begin(), m_points.end(), time,
                                        [](Time t, const Point& point) { return t < point.at; });
    return after == m_points.begin() ? 0 : static_cast<std::size_t>(after - m_points.begin()) - 1;
}

} // namespace rollout
