#include "ui/fleet/fleet_filter.h"

#include "ui/fleet/fleet_model.h"

namespace rollout {

FleetFilter::FleetFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
}

void FleetFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

bool FleetFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (m_text.isEmpty())
        return true;
    for (const int column : {FleetModel::NameColumn, FleetModel::VersionColumn})
        if (sourceModel()
                ->index(row, column, parent)
                .data()
                .toString()
                .contains(m_text, Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace rollout
