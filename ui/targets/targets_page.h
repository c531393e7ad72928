#pragma once

// The tab "Targets": every target of the focused entity as a table, filtered and sorted in a
// worker.

#include <QPersistentModelIndex>

#include "ui/common/page.h"
#include "ui/targets/target_query.h"

class QItemSelection;
class QStackedWidget;
class QTableView;

namespace rollout {

class Arranger;
class EmptyHint;
class TargetFilterBar;
class TargetsModel;

class TargetsPage : public EntityPage
{
    Q_OBJECT
public:
    explicit TargetsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;
    [[nodiscard]] QWidget* filterEdit() const override;

    /// Ids of the selected rows, in the order of the rows.
    [[nodiscard]] std::vector<TargetId> selectedTargets() const;

protected:
    void keyPressEvent(QKeyEvent* event) override; ///< Escape: the filter, then the selection

private:
    void makeTable();
    void makeActions();
    void makeLayout();
    void ask();
    void showArrangement(const ArrangementPtr& arrangement);
    void noteVisibleRows();
    void chooseFace();
    void actOnHint();
    void publishSelection();
    void takeSelection();
    [[nodiscard]] QItemSelection rowsOf(const std::vector<TargetId>& targets) const;
    void copySelection();

    PageContext m_context;
    TargetsModel* m_model;
    Arranger* m_arranger;
    TargetFilterBar* m_filter;
    QTableView* m_table;
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
    bool m_isTakingSelection = false;
};

} // namespace rollout
