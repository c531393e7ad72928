#include "ui/inspector/version_rows.h"

#include <algorithm>
#include <limits>

namespace rollout {

namespace {

constexpr auto behind = std::numeric_limits<std::size_t>::max(); // all that have a place

bool isOfSameTargets(const VersionModel& a, const VersionModel& b)
{
    return a.version == b.version && a.group == b.group && a.tag == b.tag;
}

bool isForAll(const VersionModel& model)
{
    return model.group.empty() && model.tag.empty();
}

bool hasRowForAll(const VersionRows& rows, const std::string& version)
{
    return std::any_of(rows.begin(), rows.end(), [&](const VersionRow& row) {
        return row.model.version == version && isForAll(row.model);
    });
}

bool has(const std::vector<std::string>& versions, const std::string& version)
{
    return std::find(versions.begin(), versions.end(), version) != versions.end();
}

void addBlankRows(VersionRows& rows, const std::vector<std::string>& known)
{
    for (const std::string& version : known)
        if (!hasRowForAll(rows, version))
            rows.push_back({{.version = version}, std::nullopt});
}

/// The first of the models that is of the same targets and not taken yet.
std::optional<std::size_t> takeLike(const VersionModel& model,
                                    const std::vector<VersionModel>& models,
                                    std::vector<bool>& isTaken)
{
    for (std::size_t place = 0; place < models.size(); ++place)
        if (!isTaken[place] && isOfSameTargets(models[place], model)) {
            isTaken[place] = true;
            return place;
        }
    return std::nullopt;
}

} // namespace

bool isBlank(const VersionModel& model)
{
    VersionModel blank;
    blank.version = model.version;
    blank.group = model.group;
    blank.tag = model.tag;
    return model == blank;
}

std::vector<std::string> knownVersions(const EntityState& state)
{
    std::vector<std::string> versions;
    const RolloutState& rollout = state.rollout;
    for (const VersionId id :
         {rollout.target, rollout.rolling, rollout.lastKnownGood, rollout.lastKnownBad})
        if (std::string version(state.fleet.versions().at(id));
            !version.empty() && !has(versions, version))
            versions.push_back(std::move(version));
    return versions;
}

VersionRows rowsOf(const std::vector<VersionModel>& models, const std::vector<std::string>& known,
                   const VersionRows& before)
{
    VersionRows rows;
    std::vector<bool> isTaken(models.size(), false);
    for (const VersionRow& row : before) {
        if (const auto place = takeLike(row.model, models, isTaken))
            rows.push_back({models[*place], place});
        else if (isForAll(row.model) && has(known, row.model.version)
                 && !hasRowForAll(rows, row.model.version))
            rows.push_back({{.version = row.model.version}, std::nullopt});
    }
    for (std::size_t place = 0; place < models.size(); ++place)
        if (!isTaken[place])
            rows.push_back({models[place], place});
    addBlankRows(rows, known);
    return rows;
}

VersionRows mergedRows(VersionRows typed, const std::vector<VersionModel>& old,
                       const std::vector<VersionModel>& models,
                       const std::vector<std::string>& known)
{
    std::vector<bool> isTaken(models.size(), false);
    for (VersionRow& row : typed)
        row.place = takeLike(row.model, models, isTaken);
    for (std::size_t place = 0; place < models.size(); ++place) {
        const bool wasThere = std::any_of(old.begin(), old.end(), [&](const VersionModel& model) {
            return isOfSameTargets(model, models[place]);
        });
        if (!isTaken[place] && !wasThere)
            typed.push_back({models[place], place});
    }
    addBlankRows(typed, known);
    return typed;
}

std::vector<VersionModel> modelsOf(const VersionRows& rows)
{
    VersionRows sorted = rows;
    std::stable_sort(sorted.begin(), sorted.end(), [](const VersionRow& a, const VersionRow& b) {
        return a.place.value_or(behind) < b.place.value_or(behind);
    });
    std::vector<VersionModel> models;
    models.reserve(sorted.size());
    for (VersionRow& row : sorted)
        if (!isBlank(row.model))
            models.push_back(std::move(row.model));
    return models;
}

VersionRows withoutRow(VersionRows rows, std::size_t row, const std::vector<std::string>& known)
{
    const VersionModel gone = rows[row].model;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
    if (isForAll(gone) && has(known, gone.version) && !hasRowForAll(rows, gone.version))
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(row),
                    VersionRow{{.version = gone.version}, std::nullopt});
    return rows;
}

Result<void> checkRows(const VersionRows& rows)
{
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows[row].model.version.empty())
            return failure(ErrorCode::InvalidArgument,
                           "row " + std::to_string(row + 1)
                               + " names no version, right would be the version that behaves so");
    return {};
}

} // namespace rollout
