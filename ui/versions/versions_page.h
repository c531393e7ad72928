#pragma once

// The tab "Versions": targets by version over time, with what happened marked.

#include <optional>

#include "ui/common/page.h"
#include "ui/versions/stacked_bands.h"

class QAction;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace rollout {

class EmptyHint;
class HistoryLoader;
class StretchBar;
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

    void copyPicture();
    void exportTo(const QString& path); ///< by its ending: .png, .svg or .csv

protected:
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeLegendLine();
    QToolButton* makeChoice(const QString& words, const QString& name, SharesOf what);
    QToolButton* makeExportButton();
    void makeTable();
    void lookAnew();
    void choose(SharesOf what);
    void showTime(const TimeRange& range);
    void showWholeTime();
    void takeStretch();
    void applyStretch();
    void bringChartUpToDate();
    void showNote(const QString& sentence);
    void askWhere(const QString& ending, const QString& filter);
    void redraw();
    [[nodiscard]] std::vector<Band> bandsOf(const TimeRange& range) const;
    void redrawChart(const TimeRange& range, const std::vector<Band>& bands);
    [[nodiscard]] TimeRange wholeTime() const;
    void chooseFace();

    PageContext m_context;
    HistoryLoader* m_loader;
    StretchBar* m_stretch;
    VersionsChart* m_chart;
    VersionLegend* m_legend;
    QLabel* m_note; ///< what came of an export; there until something else is looked at
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
    bool m_isStretchNew = false; ///< asked for, and not shown yet
    std::optional<TimeRange> m_chosen; ///< by brush or keys; nothing: all time, following
};

} // namespace rollout
