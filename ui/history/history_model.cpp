#include "ui/history/history_model.h"

#include <algorithm>
#include <iterator>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

std::ptrdiff_t HistoryModel::newRows(const std::vector<RolloutRecord>& records) const
{
    const auto added = std::ssize(records) - std::ssize(m_records);
    if (m_records.empty() || added < 0)
        return -1;
    const bool isSame =
        std::equal(m_records.begin(), m_records.end(), records.begin() + added,
                   [](const auto& a, const auto& b) { return a.firstRow == b.firstRow; });
    return isSame ? added : -1;
}

void HistoryModel::show(std::vector<RolloutRecord> records, const Moment& now, TimeLabels labels)
{
    const auto added = newRows(records);
    const bool isOther = added < 0 || labels != m_labels;
    if (isOther)
        beginResetModel();
    else if (added > 0)
        beginInsertRows({}, 0, static_cast<int>(added) - 1);
    m_records = std::move(records);
    m_now = now;
    m_labels = labels;
    if (isOther)
        return endResetModel();
    if (added > 0)
        endInsertRows();
    if (!m_records.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, historyColumnCount - 1));
}

QString HistoryModel::cell(int row, HistoryColumn column) const
{
    const RolloutRecord& record = recordAt(row);
    switch (column) {
    case HistoryColumn::Version:
        return versionText(record.version);
    case HistoryColumn::Outcome:
        return outcomeText(record.outcome);
    case HistoryColumn::AskedBy:
        return record.asked && !record.asked->by.empty() ? text(record.asked->by)
                                                         : QStringLiteral("–");
    case HistoryColumn::Began:
        return m_labels == TimeLabels::SimulationClock
            ? formatClock(wholeSeconds(record.began.at.time_since_epoch()))
            : formatDateTime(record.began.at);
    case HistoryColumn::Duration:
        return formatDuration(wholeSeconds(record.clockDuration(m_now)));
    case HistoryColumn::Batches:
        return formatCount(record.batches.count);
    case HistoryColumn::Failed:
        return formatCount(record.failedTargets);
    }
    return {};
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : historyColumnCount;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = HistoryColumn(index.column());
    const bool isNumber = column >= HistoryColumn::Duration;
    if (role == Qt::DisplayRole)
        return cell(index.row(), column);
    if (role == Qt::ToolTipRole && column == HistoryColumn::Outcome)
        return causeText(recordAt(index.row()));
    if (role == Qt::TextAlignmentRole && isNumber)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == OutcomeRole)
        return static_cast<int>(recordAt(index.row()).outcome);
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && HistoryColumn(section) >= HistoryColumn::Duration)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (HistoryColumn(section)) {
    case HistoryColumn::Version:
        return tr("Version");
    case HistoryColumn::Outcome:
        return tr("Outcome");
    case HistoryColumn::AskedBy:
        return tr("Asked by");
    case HistoryColumn::Began:
        return m_labels == TimeLabels::SimulationClock ? tr("Began") : tr("Began (UTC)");
    case HistoryColumn::Duration:
        return tr("Duration");
    case HistoryColumn::Batches:
        return tr("Batches");
    case HistoryColumn::Failed:
        return tr("Failed");
    }
    return {};
}

} // namespace rollout
