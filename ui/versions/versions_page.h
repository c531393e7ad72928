#pragma once

// The tab "Versions": targets by version over time, with what happened marked.

#include <optional>

#include "ui/common/page.h"
#include "ui/versions/stacked_bands.h"

class QAction;
class QHBoxLayout;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace rollout {

class EmptyHint;
class HistoryLoader;
class VersionLegend;
class VersionTableModel;
class VersionsChart;

class VersionsPage : public EntityPage
{
    Q_OBJECT
public:
    explicit VersionsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;

    void copyPicture() const;
    void exportTo(const QString& path); ///< by its ending: .png, .svg or .csv

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeBar();
    QToolButton* makeChoice(const QString& words, const QString& name, SharesOf what);
    QToolButton* makeExportButton();
    void makeTable();
    void choose(SharesOf what);
    void showTime(const TimeRange& range);
    void showWholeTime();
    void askWhere(const QString& ending, const QString& filter);
    void redraw();
    [[nodiscard]] TimeRange wholeTime() const;
    void chooseFace();

    PageContext m_context;
    HistoryLoader* m_loader;
    VersionsChart* m_chart;
    VersionLegend* m_legend;
    VersionTableModel* m_tableModel;
    QTableView* m_table;
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
    QToolButton* m_reported = nullptr;
    QToolButton* m_told = nullptr;
    QToolButton* m_whole = nullptr;
    QToolButton* m_asTable = nullptr;
    QToolButton* m_export = nullptr;
    SharesOf m_what = SharesOf::Reported;
    std::optional<TimeRange> m_chosen; ///< by brush or keys; nothing: all time, following
};

} // namespace rollout
