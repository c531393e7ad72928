#pragma once

// Paints markers over the chart: lines across the plot, words above it.

#include <QFont>
#include <QGraphicsItem>
#include <QPalette>

#include "ui/versions/chart_marker.h"
#include "ui/versions/stacked_bands.h"

namespace rollout {

class MarkerLayer : public QGraphicsItem
{
public:
    /// Lines of words above the plot; the chart leaves room for them.
    static constexpr int lanes = 3;
    [[nodiscard]] static int headroom(const QFont& font);

    explicit MarkerLayer(QGraphicsItem* parent);

    void setMarkers(std::vector<ChartMarker> markers);
    void setPlot(const QRectF& plot, TimeRange range);
    void setLook(const QPalette& palette, const QFont& font);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] std::vector<PlacedMarker> place() const;
    [[nodiscard]] qreal topOf(const PlacedMarker& placed) const;
    void paintLine(QPainter& painter, const ChartMarker& marker, const PlacedMarker& placed) const;
    void paintLabel(QPainter& painter, const ChartMarker& marker, const PlacedMarker& placed) const;

    std::vector<ChartMarker> m_markers;
    QRectF m_plot;
    TimeRange m_range;
    QPalette m_palette;
    QFont m_font;
};

} // namespace rollout
