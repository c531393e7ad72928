#pragma once

// Figures of policies as a table: a row a metric and outcome; a column a policy, then its
// difference to the first policy and how often it is better.

#include <QAbstractTableModel>

#include "ui/whatif/whatif_figures.h"

namespace rollout {

class WhatIfModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// The same policies again keep selection and scroll. Null: none.
    void show(const WhatIfFiguresPtr& figures);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    WhatIfFiguresPtr m_figures;
};

/// The rows in these lines of the table, with its header, separated by tabs; for spreadsheets.
[[nodiscard]] QString rowsAsText(const QAbstractItemModel& model, const std::vector<int>& rows);

/// All of them as a table in rich text, under a caption.
[[nodiscard]] QString rowsAsHtml(const QAbstractItemModel& model, const QString& caption);

/// RFC 4180, UTF-8: a line for each metric of each policy, with units, scenario, runs, seed and the
/// policy's options beside it.
[[nodiscard]] QByteArray whatIfAsCsv(const WhatIfFigures& figures);

} // namespace rollout
