#pragma once

// The chart's history as a table: a row a sample, newest first.

#include <QAbstractTableModel>

#include "ui/versions/version_history.h"

namespace rollout {

class VersionTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setHistory(const VersionHistory& history);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    VersionHistory m_history;
};

/// RFC 4180, UTF-8: time_utc, step, then for each version targets told, reporting and in error.
[[nodiscard]] QByteArray historyAsCsv(const VersionHistory& history);

} // namespace rollout
