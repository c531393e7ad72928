#include "ui/versions/version_table_model.h"

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int fixedColumns = 2; // time and step
constexpr int columnsPerVersion = 3; // told, reporting, in error

std::int64_t figureOf(const VersionHistory& history, std::size_t point, int age, int figure)
{
    for (const auto& share : history.sharesAt(point))
        if (share.age == age)
            return figure == 0 ? share.expected : figure == 1 ? share.current : share.failing;
    return 0;
}

QByteArray quoted(QByteArray cell)
{
    if (!cell.contains('"') && !cell.contains(',') && !cell.contains('\n') && !cell.contains('\r'))
        return cell;
    return '"' + cell.replace('"', "\"\"") + '"';
}

QByteArray headerLine(const VersionHistory& history)
{
    QByteArray line("time_utc,step");
    for (const std::string& version : history.versions())
        for (const char* figure : {"told", "reporting", "in_error"})
            line += ',' + quoted(versionText(version).toUtf8() + ' ' + figure + "_targets");
    return line + "\r\n";
}

} // namespace

void VersionTableModel::setHistory(const VersionHistory& history)
{
    // A table that is looked at grows at its top; a history of another shape begins anew.
    const auto added = static_cast<int>(history.size()) - rowCount();
    const bool isSame = history.versions() == m_history.versions() && added >= 0 && rowCount() > 0
        && history.timeAt(0) == m_history.timeAt(0);
    if (isSame && added > 0)
        beginInsertRows({}, 0, added - 1);
    else if (!isSame)
        beginResetModel();
    m_history = history;
    if (isSame && added > 0)
        endInsertRows();
    else if (!isSame)
        endResetModel();
    if (isSame) // what was the newest sample may have been replaced by one of the same moment
        Q_EMIT dataChanged(index(added, 0), index(added, columnCount() - 1));
}

int VersionTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_history.size());
}

int VersionTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid()
        ? 0
        : fixedColumns + columnsPerVersion * static_cast<int>(m_history.versions().size());
}

QVariant VersionTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(index.column() == 0 ? Qt::AlignLeft | Qt::AlignVCenter
                                                       : Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const std::size_t point = m_history.size() - 1 - static_cast<std::size_t>(index.row());
    if (index.column() == 0)
        return formatDateTime(m_history.timeAt(point));
    if (index.column() == 1)
        return formatCount(static_cast<std::int64_t>(m_history.stepAt(point)));
    const int column = index.column() - fixedColumns;
    return formatCount(
        figureOf(m_history, point, column / columnsPerVersion, column % columnsPerVersion));
}

QVariant VersionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section < fixedColumns)
        return section == 0 ? tr("Time (UTC)") : tr("Step");
    const auto age = static_cast<std::size_t>((section - fixedColumns) / columnsPerVersion);
    if (age >= m_history.versions().size())
        return {};
    const QString version = versionText(m_history.versions()[age]);
    switch ((section - fixedColumns) % columnsPerVersion) {
    case 0:
        return tr("%1 told").arg(version);
    case 1:
        return tr("%1 reporting").arg(version);
    default:
        return tr("%1 in error").arg(version);
    }
}

QByteArray historyAsCsv(const VersionHistory& history)
{
    QByteArray csv = headerLine(history);
    for (std::size_t point = 0; point < history.size(); ++point) {
        csv += formatTime(history.timeAt(point)).toUtf8() + ','
            + QByteArray::number(history.stepAt(point));
        for (int age = 0; age < static_cast<int>(history.versions().size()); ++age)
            for (int figure = 0; figure < columnsPerVersion; ++figure)
                csv += ','
                    + QByteArray::number(
                           static_cast<qlonglong>(figureOf(history, point, age, figure)));
        csv += "\r\n";
    }
    return csv;
}

} // namespace rollout
