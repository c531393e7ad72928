#include "ui/heatmap/heat_picture.h"

#include <algorithm>

namespace rollout {

namespace {

constexpr std::size_t everyFewCells = 4096; // how often it looks whether it was cancelled

std::vector<TargetId> cellsOf(const Fleet& fleet, const std::optional<std::string>& group)
{
    if (!group)
        return fleet.order();
    const auto wanted = fleet.groups().find(*group);
    std::vector<TargetId> cells;
    if (!wanted)
        return cells;
    for (const TargetId id : fleet.order())
        if (fleet.groupId(id) == *wanted)
            cells.push_back(id);
    return cells;
}

std::vector<std::int32_t> inverse(const std::vector<TargetId>& cells, std::size_t slots)
{
    std::vector<std::int32_t> cellOf(slots, HeatPicture::noCell);
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        cellOf[raw(cells[cell])] = static_cast<std::int32_t>(cell);
    return cellOf;
}

void shareCells(HeatPicture& picture, const HeatPicturePtr& previous)
{
    const Fleet& fleet = picture.snapshot->state.fleet;
    auto cells = cellsOf(fleet, picture.group);
    const auto isOfTheSameGroups = [&] {
        const Fleet& before = previous->snapshot->state.fleet;
        return std::all_of(cells.begin(), cells.end(),
                           [&](TargetId id) { return before.groupId(id) == fleet.groupId(id); });
    };
    if (previous && *previous->cells == cells && previous->cellOf->size() == fleet.slots()
        && isOfTheSameGroups()) {
        picture.cells = previous->cells;
        picture.cellOf = previous->cellOf;
        return;
    }
    picture.cellOf =
        std::make_shared<const std::vector<std::int32_t>>(inverse(cells, fleet.slots()));
    picture.cells = std::make_shared<const std::vector<TargetId>>(std::move(cells));
}

} // namespace

HeatPicturePtr heatPicture(const SnapshotPtr& snapshot, const std::optional<std::string>& group,
                           const HeatPicturePtr& previous, const std::atomic<bool>& cancelled)
{
    auto picture = std::make_shared<HeatPicture>();
    picture->snapshot = snapshot;
    picture->group = group;
    shareCells(*picture, previous);
    const Fleet& fleet = snapshot->state.fleet;
    picture->phases.reserve(picture->cells->size());
    std::optional<GroupId> groupBefore;
    for (const TargetId id : *picture->cells) {
        if (picture->phases.size() % everyFewCells == 0 && cancelled.load())
            return nullptr;
        if (const GroupId number = fleet.groupId(id); number != groupBefore) {
            picture->groups.push_back({std::string(fleet.groups().at(number)), 0, {}});
            groupBefore = number;
        }
        const TargetPhase phase = phaseOf(snapshot->state, id, snapshot->now);
        picture->phases.push_back(phase);
        ++picture->groups.back().count;
        ++picture->groups.back().phases[static_cast<std::size_t>(phase)];
        ++picture->counts[static_cast<std::size_t>(phase)];
    }
    return picture;
}

std::vector<TargetId> targetsIn(const HeatPicture& picture, TargetPhase phase)
{
    std::vector<TargetId> targets;
    for (std::size_t cell = 0; cell < picture.phases.size(); ++cell)
        if (picture.phases[cell] == phase)
            targets.push_back((*picture.cells)[cell]);
    return targets;
}

} // namespace rollout
