#pragma once

// A table of targets over one Arrangement. It keeps no rows of its own: cells are worded when they
// are shown. Updates are by TargetId, so selection, current row and scroll position stay with their
// targets.

#include <QAbstractTableModel>

#include "ui/targets/target_query.h"

namespace rollout {

class TargetsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        PhaseRole = Qt::UserRole, ///< int of TargetPhase
        IsErrorRole, ///< whether the target reports an error
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: nothing to show.
    void show(const ArrangementPtr& arrangement);
    [[nodiscard]] const ArrangementPtr& arrangement() const { return m_arrangement; }
    /// Rows that a view shows now. Only they are announced when their contents change: a view reads
    /// others afresh when it scrolls to them.
    void setVisibleRows(int first, int last);

    [[nodiscard]] TargetId targetAt(int row) const;
    [[nodiscard]] int rowOf(TargetId id) const; ///< −1: not shown

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    using Rows = std::vector<TargetId>;
    void reset(const ArrangementPtr& next);
    void placeRows(const ArrangementPtr& next);
    void appendRows(const Rows& added);
    void reorder(const ArrangementPtr& next, const Rows& vanished);
    void dropRows(const ArrangementPtr& next);
    void refresh(const ArrangementPtr& next);
    void announce(int first, int last);
    [[nodiscard]] QStringList visibleWords() const;
    [[nodiscard]] int shownRows() const { return static_cast<int>(m_rows->size()); }

    ArrangementPtr m_arrangement;
    std::shared_ptr<const Rows> m_rows = std::make_shared<const Rows>();
    int m_firstVisible = 0;
    int m_lastVisible = -1;
};

} // namespace rollout
