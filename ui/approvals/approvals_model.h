#pragma once

// Requests for approval that wait for people, a target each, in the order of the fleet's ids. Rows
// are kept by target, so that selection survives every update. It keeps no words of its own: cells
// are worded when they are shown.

#include <QAbstractTableModel>

#include <optional>
#include <string>
#include <vector>

#include "service/orchestrator.h"

namespace rollout {

enum class ApprovalColumn : std::uint8_t { Target, Group, Version, Asked, Waiting, Votes };
inline constexpr int approvalColumnCount = 6;

class ApprovalsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Null: nothing to show.
    void show(const SnapshotPtr& snapshot);
    /// Those whose name or group contains the text, letter case aside; of one group only.
    void setFilter(const std::string& text, const std::optional<std::string>& group);

    [[nodiscard]] TargetId targetAt(int row) const { return m_rows[std::size_t(row)]; }
    [[nodiscard]] int rowOf(TargetId id) const; ///< −1: not shown
    /// All that wait, shown or not.
    [[nodiscard]] int waiting() const { return m_waiting; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void update(std::vector<TargetId> next);
    [[nodiscard]] std::vector<TargetId> wanted();
    [[nodiscard]] bool fits(TargetId id) const;
    [[nodiscard]] QString cell(TargetId id, ApprovalColumn column) const;

    SnapshotPtr m_snapshot;
    std::vector<TargetId> m_rows; ///< ascending
    std::string m_text; ///< folded
    std::optional<std::string> m_group;
    int m_waiting = 0;
};

/// "ada ✓, bob ✓ (2 of 3)"
[[nodiscard]] QString votesText(const ApprovalRequest& request, const ApprovalRule& rule);

} // namespace rollout
