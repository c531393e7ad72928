#include "ui/targets/targets_model.h"

#include <algorithm>

#include "ui/targets/target_text.h"

namespace rollout {

namespace {

/// Targets of `rows` that `other` does not show.
std::vector<TargetId> missingFrom(const std::vector<std::int32_t>& other,
                                  const std::vector<TargetId>& rows)
{
    std::vector<TargetId> missing;
    for (const TargetId id : rows)
        if (raw(id) >= other.size() || other[raw(id)] == Arrangement::noRow)
            missing.push_back(id);
    return missing;
}

std::vector<TargetId> joined(std::vector<TargetId> first, const std::vector<TargetId>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

} // namespace

void TargetsModel::show(const ArrangementPtr& arrangement)
{
    const bool isSameFleet =
        m_arrangement && arrangement && m_arrangement->snapshot->key == arrangement->snapshot->key;
    if (!isSameFleet)
        reset(arrangement);
    else if (m_arrangement->rows != arrangement->rows)
        placeRows(arrangement);
    else
        refresh(arrangement);
}

void TargetsModel::reset(const ArrangementPtr& next)
{
    beginResetModel();
    m_arrangement = next;
    m_rows = next ? next->rows : std::make_shared<const Rows>();
    endResetModel();
}

// What views are told has to add up at every moment: new rows first come at the end, then
// everything finds its place, then rows that are gone leave from the end. The old arrangement stays
// until its last row has left.
void TargetsModel::placeRows(const ArrangementPtr& next)
{
    const Rows vanished = missingFrom(*next->rowOf, *m_arrangement->rows);
    appendRows(missingFrom(*m_arrangement->rowOf, *next->rows));
    reorder(next, vanished);
    dropRows(next);
}

void TargetsModel::appendRows(const Rows& added)
{
    if (added.empty())
        return;
    beginInsertRows({}, shownRows(), shownRows() + static_cast<int>(added.size()) - 1);
    m_rows = std::make_shared<const Rows>(joined(*m_rows, added));
    endInsertRows();
}

void TargetsModel::reorder(const ArrangementPtr& next, const Rows& vanished)
{
    auto rowOf = *next->rowOf;
    std::int32_t row = static_cast<std::int32_t>(next->rows->size());
    for (const TargetId id : vanished)
        rowOf[raw(id)] = row++;

    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const auto before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& index : before)
        after.append(this->index(rowOf[raw((*m_rows)[static_cast<std::size_t>(index.row())])],
                                 index.column()));
    m_arrangement = next;
    m_rows =
        vanished.empty() ? next->rows : std::make_shared<const Rows>(joined(*next->rows, vanished));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void TargetsModel::dropRows(const ArrangementPtr& next)
{
    const int kept = static_cast<int>(next->rows->size());
    if (kept == shownRows())
        return;
    beginRemoveRows({}, kept, shownRows() - 1);
    m_rows = next->rows;
    endRemoveRows();
}

void TargetsModel::refresh(const ArrangementPtr& next)
{
    const QStringList before = visibleWords();
    m_arrangement = next;
    const QStringList after = visibleWords();
    for (int at = 0; at < after.size();) {
        int end = at;
        while (end < after.size() && before[end] != after[end])
            ++end;
        if (end > at)
            announce(m_firstVisible + at, m_firstVisible + end - 1);
        at = end + 1;
    }
}

void TargetsModel::announce(int first, int last)
{
    Q_EMIT dataChanged(index(first, 0), index(last, targetColumnCount - 1));
}

/// One string a visible row; rows whose string stays the same need no repaint.
QStringList TargetsModel::visibleWords() const
{
    QStringList words;
    const int last = std::min(m_lastVisible, shownRows() - 1);
    for (int row = m_firstVisible; row <= last; ++row) {
        QString line;
        for (int column = 0; column < targetColumnCount; ++column)
            line += targetCell(*m_arrangement->snapshot, targetAt(row), TargetColumn(column))
                + QLatin1Char('\t');
        words.append(line);
    }
    return words;
}

void TargetsModel::setVisibleRows(int first, int last)
{
    m_firstVisible = std::max(first, 0);
    m_lastVisible = last;
}

TargetId TargetsModel::targetAt(int row) const
{
    return (*m_rows)[static_cast<std::size_t>(row)];
}

int TargetsModel::rowOf(TargetId id) const
{
    if (!m_arrangement || raw(id) >= m_arrangement->rowOf->size())
        return Arrangement::noRow;
    return (*m_arrangement->rowOf)[raw(id)];
}

int TargetsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : shownRows();
}

int TargetsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : targetColumnCount;
}

QVariant TargetsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EntitySnapshot& snapshot = *m_arrangement->snapshot;
    const TargetId id = targetAt(index.row());
    if (raw(id) >= snapshot.state.fleet.slots())
        return {}; // a new row that is announced before its snapshot is shown
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return targetCell(snapshot, id, TargetColumn(index.column()));
    case PhaseRole:
        return static_cast<int>(phaseOf(snapshot.state, id, snapshot.now));
    case IsErrorRole:
        return snapshot.state.fleet.block(id).reported[Fleet::offset(id)].isError != 0;
    default:
        return {};
    }
}

QVariant TargetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= targetColumnCount)
        return {};
    return targetColumnTitle(TargetColumn(section));
}

} // namespace rollout
