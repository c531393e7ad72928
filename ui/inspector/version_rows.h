#pragma once

// The models of versions as rows of a table: those that a simulation has, and a row for each known
// version without one, to be filled in. Values; any thread.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/entity_state.h"

namespace rollout {

struct VersionRow
{
    VersionModel model;
    std::optional<std::size_t> place; ///< among the settings' models; nothing: not one of them yet

    bool operator==(const VersionRow&) const = default;
};
using VersionRows = std::vector<VersionRow>;

/// Whether nothing is said of the version.
[[nodiscard]] bool isBlank(const VersionModel& model);

/// Versions that the entity's rollout knows of, in order of importance, without the empty one.
[[nodiscard]] std::vector<std::string> knownVersions(const EntityState& state);

/// Rows of what is stored. Those of `before` that are still there stay where they are, so that
/// nothing moves under the cursor; new ones follow.
[[nodiscard]] VersionRows rowsOf(const std::vector<VersionModel>& models,
                                 const std::vector<std::string>& known, const VersionRows& before);

/// What a person has made of the rows, after the entity got other models meanwhile: those that
/// neither `old` nor the rows speak of are added.
[[nodiscard]] VersionRows mergedRows(VersionRows typed, const std::vector<VersionModel>& old,
                                     const std::vector<VersionModel>& models,
                                     const std::vector<std::string>& known);

/// The models to store: those that were there in their order, new ones behind; blank rows are none.
[[nodiscard]] std::vector<VersionModel> modelsOf(const VersionRows& rows);

/// Without a row; that of a known version stays, blank.
[[nodiscard]] VersionRows withoutRow(VersionRows rows, std::size_t row,
                                     const std::vector<std::string>& known);

/// One sentence on the first row that does not say which version it is of.
[[nodiscard]] Result<void> checkRows(const VersionRows& rows);

} // namespace rollout
