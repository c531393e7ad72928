#include "ui/events/events_model.h"

#include "ui/common/format.h"
#include "ui/common/operator_journal_words.h"
#include "ui/common/sentences.h"
#include "ui/common/words.h"

namespace rollout {

void EventsModel::reset(std::vector<JournalRow> rows, bool hasOlder)
{
    beginResetModel();
    m_rows.assign(std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    m_hasOlder = hasOlder;
    m_isFetching = false;
    endResetModel();
}

void EventsModel::appendOlder(const std::vector<JournalRow>& rows, bool hasOlder)
{
    m_isFetching = false;
    m_hasOlder = hasOlder;
    if (rows.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    endInsertRows();
}

void EventsModel::prependNewer(const std::vector<JournalRow>& rows)
{
    if (rows.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
    for (const JournalRow& row : rows)
        m_rows.push_front(row);
    endInsertRows();
    letOldestGo();
}

void EventsModel::letOldestGo()
{
    if (rowCount() <= most)
        return;
    beginRemoveRows({}, most, rowCount() - 1);
    m_rows.resize(most);
    m_hasOlder = true;
    endRemoveRows();
}

void EventsModel::setTimeLabels(TimeLabels labels)
{
    m_labels = labels;
}

bool EventsModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_hasOlder && !m_isFetching;
}

void EventsModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_isFetching = true;
    Q_EMIT olderWanted(oldestId());
}

QString EventsModel::cell(int row, EventColumn column) const
{
    const JournalRow& event = rowAt(row);
    switch (column) {
    case EventColumn::When:
        return m_labels == TimeLabels::SimulationClock
            ? formatClock(wholeSeconds(event.at.time_since_epoch()))
            : formatDateTime(event.at);
    case EventColumn::Step:
        return formatCount(static_cast<std::int64_t>(event.step));
    case EventColumn::Kind:
        return journalKindText(event.kind);
    case EventColumn::Sentence:
        return journalSentence(event);
    }
    return {};
}

int EventsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : eventColumnCount;
}

QVariant EventsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = EventColumn(index.column());
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && column == EventColumn::Sentence))
        return cell(index.row(), column);
    if (role == Qt::ToolTipRole && column == EventColumn::When) {
        const QString own = ownTimeWords(rowAt(index.row()));
        return own.isEmpty() ? QVariant() : QVariant(own);
    }
    if (role == KindRole)
        return static_cast<int>(rowAt(index.row()).kind);
    return {};
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (EventColumn(section)) {
    case EventColumn::When:
        return m_labels == TimeLabels::SimulationClock ? tr("Time") : tr("Time (UTC)");
    case EventColumn::Step:
        return tr("Step");
    case EventColumn::Kind:
        return tr("Event");
    case EventColumn::Sentence:
        return tr("What happened");
    }
    return {};
}

} // namespace rollout
