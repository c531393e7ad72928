#pragma once

// The chart of versions over time: areas on Qt Charts, markers above, a brush for time. Shows what
// it is given.

#include <QChartView>

#include <map>
#include <optional>

#include "ui/common/time_axis.h"
#include "ui/versions/chart_marker.h"
#include "ui/versions/stacked_bands.h"

class QAreaSeries;
class QCategoryAxis;
class QRubberBand;
class QValueAxis;

namespace rollout {

class MarkerLayer;

class VersionsChart : public QChartView
{
    Q_OBJECT
public:
    explicit VersionsChart(QWidget* parent = nullptr);
    ~VersionsChart() override;
    /// Little: it takes what there is, and a small window scrolls for what is asked for.
    [[nodiscard]] QSize sizeHint() const override;

    struct Contents
    {
        std::vector<Band> bands;
        TimeRange range;
        Time origin{};
        std::int64_t largest = 0; ///< top of the scale
        TimeLabels labels = TimeLabels::SimulationClock;
        std::vector<std::string> versions; ///< by age
    };
    void showContents(const Contents& contents);
    void setMarkers(std::vector<ChartMarker> markers);
    /// Width of the plot in pixels, for whoever makes the bands.
    [[nodiscard]] int plotPixels() const;

Q_SIGNALS:
    void brushed(const rollout::TimeRange& range); ///< the person chose a part of the range shown
    void wholeTimeAsked();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    using BandKey = std::pair<int, bool>; ///< age, failing
    void makeAxes();
    void applyLook();
    void showAxes(const Contents& contents);
    void showBands(const Contents& contents);
    QAreaSeries* seriesOf(BandKey key);
    void dress(QAreaSeries& series, const Band& band, const Contents& contents) const;
    void placeMarkers();
    [[nodiscard]] Time timeAt(int x) const;
    void zoom(double factor, double centre);
    void pan(double share);

    QValueAxis* m_counts;
    QCategoryAxis* m_times;
    MarkerLayer* m_markers;
    QRubberBand* m_brush;
    std::optional<int> m_brushStart; ///< x in the view
    std::map<BandKey, QAreaSeries*> m_series;
    std::vector<TimeTick> m_ticks;
    TimeRange m_range;
};

} // namespace rollout
