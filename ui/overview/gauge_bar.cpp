#include "ui/overview/gauge_bar.h"

#include <QPainter>

#include <algorithm>

#include "ui/common/phase_mark.h"
#include "ui/overview/gauge_geometry.h"

namespace rollout {

namespace {

constexpr int gaugeHeight = 14;
constexpr int gap = 6; // between the words and the bar
constexpr int overhang = 4; // of the threshold's mark, above and below the bar
constexpr int narrowest = 100; // of the bar

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
    updateGeometry();
    update();
}

QFont GaugeBar::boldFont() const
{
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

/// The label's line and the figures' line.
int GaugeBar::wordsHeight() const
{
    return fontMetrics().height() + QFontMetrics(boldFont()).height();
}

QSize GaugeBar::sizeHint() const
{
    return {320, wordsHeight() + gap + gaugeHeight + overhang};
}

QSize GaugeBar::minimumSizeHint() const
{
    const int words = std::max(fontMetrics().horizontalAdvance(m_label),
                               QFontMetrics(boldFont()).horizontalAdvance(m_words));
    return {std::max(words, narrowest), sizeHint().height()};
}

QRectF GaugeBar::track() const
{
    return QRectF(0.0, wordsHeight() + gap, width(), gaugeHeight);
}

/// The figures have a line of their own: beside the label there is no room for both on a small
/// screen.
void GaugeBar::paintWords(QPainter& painter) const
{
    const int labelHeight = fontMetrics().height();
    painter.setPen(quietText(palette()));
    painter.drawText(QRect(0, 0, width(), labelHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_label, Qt::ElideRight, width()));
    const QFontMetrics bold(boldFont());
    painter.setFont(boldFont());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(0, labelHeight, width(), bold.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     bold.elidedText(m_words, Qt::ElideRight, width()));
}

void GaugeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Scheme scheme = schemeOf(palette());
    paintWords(painter);
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
