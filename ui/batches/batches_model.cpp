#include "ui/batches/batches_model.h"

#include <QStringList>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

/// Figures to the right, the rest to the left.
Qt::Alignment alignmentOf(BatchColumn column)
{
    const bool isFigure = column != BatchColumn::Version && column != BatchColumn::Bar;
    return (isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace

bool BatchesModel::continues(const std::vector<Batch>& batches) const
{
    if (batches.size() < m_batches.size() || m_batches.empty())
        return false;
    return batches.front().step == m_batches.front().step
        && batches[m_batches.size() - 1].step == m_batches.back().step
        && batches.front().at == m_batches.front().at;
}

void BatchesModel::show(std::vector<Batch> batches, const GanttScale& scale)
{
    if (!continues(batches)) {
        if (batches.empty() && m_batches.empty())
            return;
        beginResetModel();
        m_batches = std::move(batches);
        m_scale = scale;
        return endResetModel();
    }
    const int before = rowCount();
    const int added = static_cast<int>(batches.size()) - before;
    const bool isOld = batches == m_batches && scale == m_scale;
    if (added > 0)
        beginInsertRows({}, before, before + added - 1);
    m_batches = std::move(batches);
    m_scale = scale;
    if (added > 0)
        endInsertRows();
    if (!isOld)
        Q_EMIT dataChanged(index(0, 0), index(before - 1, batchColumnCount - 1));
}

int BatchesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_batches.size());
}

int BatchesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : batchColumnCount;
}

QVariant BatchesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Batch& batch = batchAt(index.row());
    const auto column = BatchColumn(index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(column));
    if (role == Qt::ToolTipRole || (role == Qt::AccessibleTextRole && column == BatchColumn::Bar))
        return batchSentence(batch, m_scale);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case BatchColumn::Step:
        return formatCount(static_cast<std::int64_t>(batch.step));
    case BatchColumn::Version:
        return batch.isRollback ? tr("back to %1").arg(versionText(batch.version))
                                : versionText(batch.version);
    case BatchColumn::Targets:
        return formatCount(batch.assigned);
    case BatchColumn::Succeeded:
        return formatCount(batch.succeeded);
    case BatchColumn::Failed:
        return formatCount(batch.failed);
    case BatchColumn::Open:
        return formatCount(batch.open());
    case BatchColumn::Bar:
        return {}; // the delegate paints it
    }
    return {};
}

QVariant BatchesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(BatchColumn(section)));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (BatchColumn(section)) {
    case BatchColumn::Step:
        return tr("Step");
    case BatchColumn::Version:
        return tr("Version");
    case BatchColumn::Targets:
        return tr("Targets");
    case BatchColumn::Succeeded:
        return tr("Succeeded");
    case BatchColumn::Failed:
        return tr("Failed");
    case BatchColumn::Open:
        return tr("Open");
    case BatchColumn::Bar:
        return {}; // the header paints the time
    }
    return {};
}

QString batchSentence(const Batch& batch, const GanttScale& scale)
{
    QStringList parts{BatchesModel::tr("step %1: %2 targets told to run %3")
                          .arg(formatCount(static_cast<std::int64_t>(batch.step)),
                               formatCount(batch.assigned), versionText(batch.version))};
    for (const BatchOutcome& outcome : batch.outcomes) {
        const QString after = formatDuration(wholeSeconds(outcome.at - batch.at));
        if (outcome.succeeded > 0)
            parts << BatchesModel::tr("%1 succeeded after %2")
                         .arg(formatCount(outcome.succeeded), after);
        if (outcome.failed > 0)
            parts << BatchesModel::tr("%1 failed after %2, duration time-out %3")
                         .arg(formatCount(outcome.failed), after, formatDuration(scale.deadline));
    }
    if (batch.open() > 0)
        parts << BatchesModel::tr("%1 not judged yet").arg(formatCount(batch.open()));
    if (const auto paused = pausedDuring(batch, scale); paused > Milliseconds(0))
        parts << BatchesModel::tr("paused or locked for %1 meanwhile, which does not count")
                     .arg(formatDuration(wholeSeconds(paused)));
    return parts.join(QLatin1String("; "));
}

} // namespace rollout
