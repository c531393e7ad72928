#pragma once

// A row a batch, in the order in which they were told.

#include <QAbstractTableModel>

#include "ui/batches/gantt_geometry.h"

namespace rollout {

enum class BatchColumn : std::uint8_t { Step, Version, Targets, Succeeded, Failed, Open, Bar };
inline constexpr int batchColumnCount = 7;

class BatchesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Batches of one entity only grow at the end and change in place; anything else resets.
    void show(std::vector<Batch> batches, const GanttScale& scale);
    [[nodiscard]] const Batch& batchAt(int row) const
    {
        return m_batches[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] const GanttScale& scale() const { return m_scale; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] bool continues(const std::vector<Batch>& batches) const;

    std::vector<Batch> m_batches;
    GanttScale m_scale;
};

/// "told at …: 8 succeeded after 80 s, 2 failed after 130 s, deadline 120 s; paused 5 min"
[[nodiscard]] QString batchSentence(const Batch& batch, const GanttScale& scale);

} // namespace rollout
