#pragma once

// Two entities side by side: mostly a branch and what it was forked from.

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

#include "service/orchestrator.h"
#include "ui/common/summary.h"

namespace rollout {

/// What is compared of one of them.
struct ComparedSide
{
    SnapshotPtr snapshot;
    SummaryPtr summary;
    std::vector<ShareSample> shares; ///< oldest first
    std::vector<JournalRow> rows; ///< of the entity as a whole, oldest first
};

/// In the engine's thread; reads up to 20,000 rows.
[[nodiscard]] Result<ComparedSide> readSide(const Orchestrator& engine, EntityKey key);

/// The first step that both have taken on their own and that came out differently: other counts of
/// targets by version, or other decisions. Nothing: none yet.
[[nodiscard]] std::optional<std::uint64_t> firstDifference(const ComparedSide& a,
                                                           const ComparedSide& b);

struct ComparedRow
{
    QString label;
    QString a;
    QString b;

    bool operator==(const ComparedRow&) const = default;
};

/// Figures in words, of both.
[[nodiscard]] std::vector<ComparedRow> compareSides(const ComparedSide& a, const ComparedSide& b);
/// "They differ from step 45 on.", or that they do not.
[[nodiscard]] QString differenceSentence(const ComparedSide& a, const ComparedSide& b);

} // namespace rollout
