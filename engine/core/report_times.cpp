#include "core/report_times.h"

#include <algorithm>

namespace rollout {

namespace {

/// The exceptions after every target of `reported` got the new base time: the others keep the time
/// they had.
std::vector<ReportException> afterMovingBase(const ReportTimes& old, const TargetSet& reported,
                                             const std::vector<TargetId>& order)
{
    std::vector<ReportException> kept;
    for (const TargetId id : order)
        if (!reported.contains(id))
            kept.push_back({id, old.at(id)});
    std::sort(kept.begin(), kept.end(),
              [](const auto& a, const auto& b) { return a.target < b.target; });
    return kept;
}

/// The exceptions after every target of `reported` got the time `now`, the base staying as it is.
std::vector<ReportException> afterAddingExceptions(const ReportTimes& old,
                                                   const TargetSet& reported,
                                                   const std::vector<TargetId>& order, Time now)
{
    std::vector<ReportException> all;
    for (const ReportException& e : old.exceptions())
        if (!reported.contains(e.target))
            all.push_back(e);
    for (const TargetId id : order)
        if (reported.contains(id))
            all.push_back({id, now});
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.target < b.target; });
    return all;
}

} // namespace

ReportTimes::ReportTimes(Time base, std::vector<ReportException> exceptions)
    : m_base(base)
    , m_exceptions(std::make_shared<const std::vector<ReportException>>(std::move(exceptions)))
{
}

Time ReportTimes::at(TargetId target) const
{
    const auto& all = *m_exceptions;
    const auto found =
        std::lower_bound(all.begin(), all.end(), target,
                         [](const ReportException& e, TargetId id) { return e.target < id; });
    return found != all.end() && found->target == target ? found->at : m_base;
}

void ReportTimes::record(const TargetSet& reported, std::size_t count,
                         const std::vector<TargetId>& order, Time now)
{
    if (count == 0)
        return;
    const std::size_t unreported = order.size() - count;
    if (unreported == 0) {
        *this = ReportTimes(now, {});
        return;
    }
    // Whichever changes fewer of the stored exceptions: about `unreported` new ones, or about
    // `count`.
    auto changed = unreported <= count ? afterMovingBase(*this, reported, order)
                                       : afterAddingExceptions(*this, reported, order, now);
    if (unreported <= count)
        m_base = now;
    if (changed != *m_exceptions)
        m_exceptions = std::make_shared<const std::vector<ReportException>>(std::move(changed));
}

void ReportTimes::record(const std::vector<TargetId>& reported, const std::vector<TargetId>& order,
                         Time now)
{
    TargetSet set;
    std::size_t count = 0;
    for (const TargetId id : reported)
        count += set.insert(id) ? 1 : 0;
    record(set, count, order, now);
}

} // namespace rollout
