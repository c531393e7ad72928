#pragma once

// Journal rows, newest first. Rows come from a worker: the model asks for older ones and is given
// them; it runs no query itself.

#include <QAbstractTableModel>

#include <deque>

#include "store/store.h"
#include "ui/common/time_axis.h"

namespace rollout {

enum class EventColumn : std::uint8_t { When, Step, Kind, Sentence };
inline constexpr int eventColumnCount = 4;

class EventsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { KindRole = Qt::UserRole }; ///< int of JournalKind

    /// More than this are not kept; the oldest are let go and can be fetched again.
    static constexpr int most = 20000;

    using QAbstractTableModel::QAbstractTableModel;

    /// Begins anew. Rows are newest first; `hasOlder`: the store may have more.
    void reset(std::vector<JournalRow> rows, bool hasOlder);
    void appendOlder(const std::vector<JournalRow>& rows, bool hasOlder);
    /// Oldest first, as they happened.
    void prependNewer(const std::vector<JournalRow>& rows);
    void setTimeLabels(TimeLabels labels);

    [[nodiscard]] std::int64_t oldestId() const { return m_rows.empty() ? 0 : m_rows.back().id; }
    [[nodiscard]] const JournalRow& rowAt(int row) const
    {
        return m_rows[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] QString cell(int row, EventColumn column) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void olderWanted(std::int64_t before);

private:
    void letOldestGo();

    std::deque<JournalRow> m_rows;
    TimeLabels m_labels = TimeLabels::SimulationClock;
    bool m_hasOlder = false;
    bool m_isFetching = false;
};

} // namespace rollout
