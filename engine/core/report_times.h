#pragma once

// When each target last appeared in a report. Kept apart from the fleet's other columns because it
// changes for every target at every step: one base time and the targets that differ from it. A
// report that names nearly every target moves the base, one that names few adds exceptions; either
// way the change is small.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/ids.h"
#include "core/time.h"

namespace rollout {

/// A set of targets as bits.
class TargetSet
{
public:
    explicit TargetSet(std::size_t slots = 0)
        : m_words((slots + 63) / 64)
    {
    }
    [[nodiscard]] bool contains(TargetId id) const
    {
        const auto word = raw(id) / 64;
        return word < m_words.size() && (m_words[word] >> (raw(id) % 64) & 1) != 0;
    }
    /// Whether it was new.
    bool insert(TargetId id)
    {
        const std::size_t word = raw(id) / 64;
        if (word >= m_words.size())
            m_words.resize(word + 1);
        const std::uint64_t bit = std::uint64_t(1) << (raw(id) % 64);
        const bool isNew = (m_words[word] & bit) == 0;
        m_words[word] |= bit;
        return isNew;
    }

private:
    std::vector<std::uint64_t> m_words;
};

struct ReportException
{
    TargetId target;
    Time at;
    bool operator==(const ReportException&) const = default;
};

class ReportTimes
{
public:
    ReportTimes() = default;
    /// `exceptions` sorted by target, none twice.
    ReportTimes(Time base, std::vector<ReportException> exceptions);

    [[nodiscard]] Time base() const { return m_base; }
    [[nodiscard]] const std::vector<ReportException>& exceptions() const { return *m_exceptions; }
    [[nodiscard]] Time at(TargetId target) const;

    /// Every target of `reported` (`count` of them, out of the live targets `order`) was reported
    /// at `now`.
    void record(const TargetSet& reported, std::size_t count, const std::vector<TargetId>& order,
                Time now);
    /// The same, of a few targets.
    void record(const std::vector<TargetId>& reported, const std::vector<TargetId>& order,
                Time now);
    /// Forgets targets that are gone; `isGone(target)`.
    template <typename IsGone>
    void forget(IsGone isGone)
    {
        auto kept = *m_exceptions;
        std::erase_if(kept, [&](const ReportException& e) { return isGone(e.target); });
        if (kept.size() != m_exceptions->size())
            m_exceptions = std::make_shared<const std::vector<ReportException>>(std::move(kept));
    }

    bool operator==(const ReportTimes& other) const
    {
        return m_base == other.m_base && *m_exceptions == *other.m_exceptions;
    }

private:
    Time m_base{};
    std::shared_ptr<const std::vector<ReportException>> m_exceptions =
        std::make_shared<const std::vector<ReportException>>();
};

} // namespace rollout
