#pragma once

// The tab "Batches": who was told when, what became of them, and when their deadline is.

#include "ui/common/page.h"

class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace rollout {

class BatchesLoader;
class BatchesModel;
class EmptyHint;
class Focus;
class GanttHeader;

class BatchesPage : public EntityPage
{
    Q_OBJECT
public:
    explicit BatchesPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeBar();
    void makeTable();
    void fitTable();
    void redraw();
    void chooseFace();

    Focus& m_focus;
    BatchesLoader* m_loader;
    BatchesModel* m_model;
    QTableView* m_table;
    GanttHeader* m_header;
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
    QLabel* m_summary = nullptr;
    QToolButton* m_all = nullptr;
    SnapshotPtr m_snapshot;
};

} // namespace rollout
