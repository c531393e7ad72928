#pragma once

// A row a rollout, newest first.

#include <QAbstractTableModel>

#include <vector>

#include "ui/history/history_words.h"

namespace rollout {

enum class HistoryColumn : std::uint8_t {
    Version,
    Outcome,
    AskedBy,
    Began,
    Duration,
    Batches,
    Failed
};
inline constexpr int historyColumnCount = 7;

class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { OutcomeRole = Qt::UserRole }; ///< int of RolloutOutcome

    using QAbstractTableModel::QAbstractTableModel;

    /// Rollouts of one entity only come at the front and change in place, so that selection and
    /// scroll survive; anything else resets.
    void show(std::vector<RolloutRecord> records, const Moment& now, TimeLabels labels);
    [[nodiscard]] const RolloutRecord& recordAt(int row) const
    {
        return m_records[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] const Moment& now() const { return m_now; }
    [[nodiscard]] TimeLabels labels() const { return m_labels; }
    [[nodiscard]] QString cell(int row, HistoryColumn column) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    /// How many rows came at the front; -1: these are others.
    [[nodiscard]] std::ptrdiff_t newRows(const std::vector<RolloutRecord>& records) const;

    std::vector<RolloutRecord> m_records;
    Moment m_now;
    TimeLabels m_labels = TimeLabels::SimulationClock;
};

} // namespace rollout
