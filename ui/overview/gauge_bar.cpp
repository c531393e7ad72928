#include "ui/overview/gauge_bar.h"

#include <QPainter>

#include "ui/common/phase_mark.h"
#include "ui/overview/gauge_geometry.h"

namespace rollout {

namespace {

constexpr int barHeight = 14;
constexpr int gap = 6; // between the words and the bar
constexpr int overhang = 4; // of the threshold's mark, above and below the bar

} // namespace

GaugeBar::GaugeBar(const QString& label, TargetPhase phase, QWidget* parent)
    : QWidget(parent)
    , m_label(label)
    , m_phase(phase)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void GaugeBar::setGauge(const Gauge& gauge, const QString& words)
{
    if (gauge == m_gauge && words == m_words)
        return;
    m_gauge = gauge;
    m_words = words;
    setAccessibleName(m_label + QLatin1String(": ") + words);
    update();
}

QSize GaugeBar::sizeHint() const
{
    return {320, fontMetrics().height() + gap + barHeight + overhang};
}

QRectF GaugeBar::track() const
{
    return QRectF(0.0, fontMetrics().height() + gap, width(), barHeight);
}

void GaugeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Scheme scheme = schemeOf(palette());
    const QRectF words(0, 0, width(), fontMetrics().height());
    painter.setPen(quietText(palette()));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, m_label);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, m_words);

    const GaugeGeometry geometry = gaugeGeometry(track(), m_gauge);
    painter.fillRect(geometry.track,
                     palette().color(QPalette::Mid).lighter(isDark(palette()) ? 90 : 135));
    if (geometry.fill.width() > 0)
        paintPhaseFill(painter, geometry.fill, m_phase, scheme);
    if (geometry.mark) {
        painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
        painter.drawLine(QPointF(*geometry.mark, track().top() - overhang),
                         QPointF(*geometry.mark, track().bottom() + overhang));
    }
}

} // namespace rollout
