#include "ui/versions/marker_layer.h"

#include <QFontMetricsF>
#include <QPainter>

#include "ui/common/palette.h"

namespace rollout {

namespace {

constexpr qreal labelGap = 8;
constexpr qreal tickLength = 6; // of a batch, at the foot of the plot
constexpr qreal dotRadius = 3.5;

qreal laneHeight(const QFont& font)
{
    return QFontMetricsF(font).height() + 3;
}

} // namespace

int MarkerLayer::headroom(const QFont& font)
{
    return qCeil(laneHeight(font) * lanes) + 4;
}

MarkerLayer::MarkerLayer(QGraphicsItem* parent)
    : QGraphicsItem(parent)
{
    setZValue(1000); // above every band
}

void MarkerLayer::setMarkers(std::vector<ChartMarker> markers)
{
    m_markers = std::move(markers);
    update();
}

void MarkerLayer::setPlot(const QRectF& plot, TimeRange range)
{
    if (plot != m_plot)
        prepareGeometryChange();
    m_plot = plot;
    m_range = range;
    update();
}

void MarkerLayer::setLook(const QPalette& palette, const QFont& font)
{
    m_palette = palette;
    m_font = font;
    update();
}

QRectF MarkerLayer::boundingRect() const
{
    return m_plot.adjusted(-4, -headroom(m_font), 4, 8);
}

std::vector<PlacedMarker> MarkerLayer::place() const
{
    const QFontMetricsF metrics(m_font);
    const double seconds = qMax(m_range.seconds(), 0.001);
    std::vector<PlacedMarker> placed;
    placed.reserve(m_markers.size());
    for (const ChartMarker& marker : m_markers) {
        PlacedMarker place;
        place.x = m_plot.left() + m_plot.width() * secondsSince(m_range.from, marker.at) / seconds;
        place.weight = marker.weight;
        place.labelWidth = marker.label.isEmpty() ? 0 : metrics.horizontalAdvance(marker.label);
        placed.push_back(place);
    }
    placeLabels(placed, m_plot.left(), m_plot.right(), lanes, labelGap);
    return placed;
}

void MarkerLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setFont(m_font);
    const auto placed = place();
    const auto isShown = [this](const PlacedMarker& marker) {
        return marker.x >= m_plot.left() && marker.x <= m_plot.right();
    };
    for (std::size_t at = 0; at < placed.size(); ++at)
        if (isShown(placed[at]))
            paintLine(*painter, m_markers[at], placed[at]);
    for (std::size_t at = 0; at < placed.size(); ++at)
        if (isShown(placed[at]) && placed[at].lane != PlacedMarker::noLane)
            paintLabel(*painter, m_markers[at], placed[at]);
}

qreal MarkerLayer::topOf(const PlacedMarker& placed) const
{
    return placed.lane == PlacedMarker::noLane
        ? m_plot.top()
        : m_plot.top() - laneHeight(m_font) * (placed.lane + 1);
}

void MarkerLayer::paintLine(QPainter& painter, const ChartMarker& marker,
                            const PlacedMarker& placed) const
{
    const QColor ink = m_palette.color(QPalette::Text);
    if (marker.weight == MarkerWeight::Tick) {
        painter.setPen(QPen(ink, 1));
        painter.drawLine(QPointF(placed.x, m_plot.bottom()),
                         QPointF(placed.x, m_plot.bottom() + tickLength));
        return;
    }
    const QLineF line(placed.x, topOf(placed) + 2, placed.x, m_plot.bottom());
    QColor halo = m_palette.color(QPalette::Base);
    halo.setAlphaF(0.7F); // so that the line is seen on dark areas as well
    painter.setPen(QPen(halo, 4));
    painter.drawLine(line);
    const bool isAlarm = marker.weight == MarkerWeight::Alarm;
    painter.setPen(QPen(ink, isAlarm ? 1.6 : 1.0, isAlarm ? Qt::SolidLine : Qt::DashLine));
    painter.drawLine(line);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1));
    painter.setBrush(journalColour(marker.kind, schemeOf(m_palette)));
    painter.drawEllipse(QPointF(placed.x, m_plot.bottom()), dotRadius, dotRadius);
}

/// On its own ground: another marker's line may pass behind the words.
void MarkerLayer::paintLabel(QPainter& painter, const ChartMarker& marker,
                             const PlacedMarker& placed) const
{
    const QRectF words(placed.labelLeft, topOf(placed), placed.labelWidth + 2, laneHeight(m_font));
    painter.fillRect(words.adjusted(-1, 1, 1, -1), m_palette.color(QPalette::Base));
    painter.setPen(m_palette.color(QPalette::Text));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, marker.label);
}

} // namespace rollout
