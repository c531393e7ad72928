#include "ui/versions/versions_chart.h"

#include <QAreaSeries>
#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QRubberBand>
#include <QValueAxis>
#include <QWheelEvent>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/palette.h"
#include "ui/versions/marker_layer.h"
#include "ui/versions/version_brush.h"

namespace rollout {

namespace {

constexpr int smallestBrush = 6; // pixels; less is a click
constexpr int pixelsPerTick = 90;
constexpr int pixelsPerCount = 45;

} // namespace

VersionsChart::VersionsChart(QWidget* parent)
    : QChartView(parent)
    , m_counts(new QValueAxis(this))
    , m_times(new QCategoryAxis(this))
    , m_markers(new MarkerLayer(chart()))
    , m_brush(new QRubberBand(QRubberBand::Rectangle, viewport()))
{
    setObjectName(QStringLiteral("versionsChart"));
    setAccessibleName(tr("Targets by version over time"));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing, false); // edges of bands are upright or level
    setFocusPolicy(Qt::StrongFocus);
    chart()->legend()->hide();
    chart()->setBackgroundRoundness(0);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    makeAxes();
    applyLook();
    connect(chart(), &QChart::plotAreaChanged, this, &VersionsChart::placeMarkers);
}

VersionsChart::~VersionsChart() = default;

QSize VersionsChart::sizeHint() const
{
    return {480, 240};
}

void VersionsChart::makeAxes()
{
    m_counts->setLabelFormat(QStringLiteral("%d"));
    m_counts->setTickType(QValueAxis::TicksDynamic);
    m_times->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_times->setTruncateLabels(false);
    chart()->addAxis(m_counts, Qt::AlignLeft);
    chart()->addAxis(m_times, Qt::AlignBottom);
}

void VersionsChart::applyLook()
{
    const QColor ground = palette().color(QPalette::Base);
    const QColor ink = quietText(palette());
    QColor grid = ink;
    grid.setAlphaF(0.25F);
    chart()->setBackgroundBrush(ground);
    chart()->setMargins(QMargins(8, MarkerLayer::headroom(font()), 24, 4));
    setBackgroundBrush(ground);
    for (QAbstractAxis* axis :
         {static_cast<QAbstractAxis*>(m_counts), static_cast<QAbstractAxis*>(m_times)}) {
        axis->setLabelsBrush(ink);
        axis->setLabelsFont(font());
        axis->setLinePen(QPen(ink, 1));
        axis->setGridLinePen(QPen(grid, 1, Qt::DotLine));
    }
    m_markers->setLook(palette(), font());
}

int VersionsChart::plotPixels() const
{
    return std::max(static_cast<int>(chart()->plotArea().width()), 100);
}

void VersionsChart::showContents(const Contents& contents)
{
    m_range = contents.range;
    showAxes(contents);
    showBands(contents);
    placeMarkers();
}

void VersionsChart::showAxes(const Contents& contents)
{
    const std::int64_t largest = std::max<std::int64_t>(contents.largest, 1);
    const int lines = std::max(2, static_cast<int>(chart()->plotArea().height()) / pixelsPerCount);
    m_counts->setTickInterval(static_cast<double>(roundInterval(largest, lines)));
    m_counts->setRange(0, static_cast<double>(largest));
    const int perTick =
        std::max(pixelsPerTick, fontMetrics().horizontalAdvance(QStringLiteral("00-00 00:00  ")));
    const auto ticks =
        timeTicks(contents.range, contents.origin, plotPixels() / perTick, contents.labels);
    m_times->setRange(secondsSince(contents.origin, contents.range.from),
                      secondsSince(contents.origin, contents.range.to));
    if (ticks == m_ticks)
        return;
    m_ticks = ticks;
    for (const QString& label : m_times->categoriesLabels())
        m_times->remove(label);
    for (const TimeTick& tick : ticks)
        m_times->append(tick.label, tick.x);
}

QAreaSeries* VersionsChart::seriesOf(BandKey key)
{
    if (const auto known = m_series.find(key); known != m_series.end())
        return known->second;
    auto* upper = new QLineSeries(this);
    auto* lower = new QLineSeries(this);
    auto* area = new QAreaSeries(upper, lower);
    chart()->addSeries(area);
    area->attachAxis(m_times);
    area->attachAxis(m_counts);
    m_series.emplace(key, area);
    return area;
}

void VersionsChart::dress(QAreaSeries& series, const Band& band, const Contents& contents) const
{
    const VersionStyle style = styleOf(band.age, contents.versions);
    series.setBrush(band.isFailing ? failingBrush(style.colour) : QBrush(style.colour));
    series.setPen(QPen(style.colour.darker(170), 1.5, style.dashes));
    series.setName(QString::fromStdString(contents.versions[static_cast<std::size_t>(band.age)]));
}

// One replace() a line: appending to a line that a chart shows is quadratic.
void VersionsChart::showBands(const Contents& contents)
{
    std::vector<BandKey> shown;
    for (const Band& band : contents.bands) {
        const BandKey key{band.age, band.isFailing};
        QAreaSeries* series = seriesOf(key);
        series->lowerSeries()->replace(band.lower);
        series->upperSeries()->replace(band.upper);
        dress(*series, band, contents);
        series->setVisible(true);
        shown.push_back(key);
    }
    for (const auto& [key, series] : m_series)
        if (std::find(shown.begin(), shown.end(), key) == shown.end())
            series->setVisible(false);
}

void VersionsChart::setMarkers(std::vector<ChartMarker> markers)
{
    m_markers->setMarkers(std::move(markers));
}

void VersionsChart::placeMarkers()
{
    m_markers->setPlot(chart()->plotArea(), m_range);
}

Time VersionsChart::timeAt(int x) const
{
    const QRectF plot = chart()->plotArea();
    const double share =
        plot.width() > 0 ? std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0) : 0.0;
    return m_range.from
        + Milliseconds(static_cast<std::int64_t>(share * m_range.seconds() * 1000.0));
}

// QChartView's own handlers are not called: on an empty area its press handler dereferences null
// (QTBUG-118669).
void VersionsChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_brushStart = event->position().toPoint().x();
    const QRectF plot = chart()->plotArea();
    m_brush->setGeometry(*m_brushStart, static_cast<int>(plot.top()), 1,
                         static_cast<int>(plot.height()));
}

void VersionsChart::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_brushStart)
        return;
    const int x = event->position().toPoint().x();
    const QRectF plot = chart()->plotArea();
    m_brush->setGeometry(QRect(std::min(x, *m_brushStart), static_cast<int>(plot.top()),
                               std::abs(x - *m_brushStart), static_cast<int>(plot.height())));
    m_brush->setVisible(std::abs(x - *m_brushStart) >= smallestBrush);
}

void VersionsChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_brushStart || event->button() != Qt::LeftButton)
        return;
    const int start = *m_brushStart;
    const int end = event->position().toPoint().x();
    m_brushStart.reset();
    m_brush->hide();
    if (std::abs(end - start) >= smallestBrush)
        Q_EMIT brushed({timeAt(std::min(start, end)), timeAt(std::max(start, end))});
}

void VersionsChart::mouseDoubleClickEvent(QMouseEvent*)
{
    Q_EMIT wholeTimeAsked();
}

/// The plain wheel is left to whatever the chart stands in; with Ctrl it zooms time.
void VersionsChart::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier))
        return event->ignore();
    const QRectF plot = chart()->plotArea();
    const double centre =
        plot.width() > 0 ? (event->position().x() - plot.left()) / plot.width() : 0.5;
    zoom(event->angleDelta().y() > 0 ? 0.8 : 1.25, std::clamp(centre, 0.0, 1.0));
    event->accept();
}

void VersionsChart::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
        return zoom(0.5, 1.0); // towards now
    case Qt::Key_Minus:
        return zoom(2.0, 1.0);
    case Qt::Key_0:
        return Q_EMIT wholeTimeAsked();
    case Qt::Key_Left:
        return pan(-0.25);
    case Qt::Key_Right:
        return pan(0.25);
    default:
        event->ignore();
    }
}

void VersionsChart::zoom(double factor, double centre)
{
    const double seconds = m_range.seconds();
    const auto shift = [&](double share) {
        return Milliseconds(static_cast<std::int64_t>(share * seconds * 1000.0));
    };
    Q_EMIT brushed({m_range.from + shift(centre * (1.0 - factor)),
                    m_range.to - shift((1.0 - centre) * (1.0 - factor))});
}

void VersionsChart::pan(double share)
{
    const auto shift = Milliseconds(static_cast<std::int64_t>(share * m_range.seconds() * 1000.0));
    Q_EMIT brushed({m_range.from + shift, m_range.to + shift});
}

void VersionsChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyLook();
    QChartView::changeEvent(event);
}

} // namespace rollout
