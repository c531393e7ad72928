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

/// Qt shows a namespace again when an entity in it begins to match, but not the entity.
void FleetFilter::setSourceModel(QAbstractItemModel* model)
{
    QSortFilterProxyModel::setSourceModel(model);
    connect(model, &QAbstractItemModel::dataChanged, this, [this] {
        if (!m_text.isEmpty())
            invalidateFilter();
    });
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
