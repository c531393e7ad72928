#pragma once

// Every rollout of the focused entity: what became of it, who asked, how long it took; details of
// the selected one below.

#include "ui/common/page.h"

class QSplitter;
class QStackedWidget;
class QTableView;
class QTextBrowser;

namespace rollout {

class EmptyHint;
class HistoryModel;
class RolloutsLoader;

class HistoryPage : public EntityPage
{
    Q_OBJECT
public:
    explicit HistoryPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;

private:
    void makeTable();
    void makeDetails();
    void fitColumns();
    void redraw();
    void showDetails();
    QWidget* makeJumps();
    void jumpTo(const QString& page);
    void chooseFace();
    void copySelection() const;

    Focus& m_focus;
    RolloutsLoader* m_loader;
    HistoryModel* m_model;
    QTableView* m_table;
    QTextBrowser* m_details;
    QSplitter* m_halves;
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
    SnapshotPtr m_snapshot;
};

} // namespace rollout
