#include "ui/timeline/timeline_axis.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/common/palette.h"

namespace rollout {

namespace {

constexpr int axisHeight = 30;
constexpr double handleRadius = 6;
constexpr double lineThickness = 4;
constexpr double markGap = 11; // a glyph's width
constexpr double markReach = 7; // of the mouse

} // namespace

TimelineAxis::TimelineAxis(QWidget* parent)
    : QAbstractSlider(parent)
{
    setObjectName(QStringLiteral("timelineAxis"));
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Timeline"));
}

void TimelineAxis::showPast(const Past& past, std::size_t index, Liveness liveness)
{
    m_past = past;
    m_liveness = liveness;
    const int last = std::max(static_cast<int>(past.moments.size()) - 1, 0);
    const QSignalBlocker blocker(this);
    setRange(0, last);
    setPageStep(std::max(last / 10, 1));
    setValue(static_cast<int>(index));
    if (index < past.moments.size())
        setAccessibleDescription(momentText(past.moments[index], liveness));
    update();
}

QSize TimelineAxis::sizeHint() const
{
    return {400, axisHeight};
}

QSize TimelineAxis::minimumSizeHint() const
{
    return {80, axisHeight};
}

TimelineScale TimelineAxis::scale() const
{
    return {m_past.moments.size(), handleRadius + 2, width() - handleRadius - 2};
}

void TimelineAxis::choose(int index)
{
    index = std::clamp(index, minimum(), maximum());
    if (index == value())
        return;
    setValue(index);
    Q_EMIT chosen(static_cast<std::size_t>(index));
}

bool TimelineAxis::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || m_past.moments.empty())
        return QAbstractSlider::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos().x()), this);
    return true;
}

/// Of the mark that is near, or else of the moment.
QString TimelineAxis::tipAt(double x) const
{
    const TimelineScale axis = scale();
    std::size_t index = axis.indexAt(x);
    double nearest = markReach;
    for (const PlacedMark& mark : placeMarks(m_past, axis, markGap))
        if (std::abs(mark.x - x) < nearest) {
            nearest = std::abs(mark.x - x);
            index = mark.index;
        }
    return marksText(m_past, index, m_liveness);
}

void TimelineAxis::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    setSliderDown(true);
    choose(static_cast<int>(scale().indexAt(event->position().x())));
}

void TimelineAxis::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        choose(static_cast<int>(scale().indexAt(event->position().x())));
}

void TimelineAxis::mouseReleaseEvent(QMouseEvent*)
{
    setSliderDown(false);
}

void TimelineAxis::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return choose(value() - 1);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return choose(value() + 1);
    case Qt::Key_PageUp:
        return choose(value() - pageStep());
    case Qt::Key_PageDown:
        return choose(value() + pageStep());
    case Qt::Key_Home:
        return choose(minimum());
    case Qt::Key_End:
        return choose(maximum());
    default:
        event->ignore();
    }
}

void TimelineAxis::paintEvent(QPaintEvent*)
{
    if (m_past.moments.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const TimelineScale axis = scale();
    const double x = axis.xOf(static_cast<std::size_t>(value()));
    const double y = height() - 9.0;
    const auto line = [&](double from, double to, const QColor& colour) {
        painter.setPen(QPen(colour, lineThickness, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(from, y), QPointF(to, y));
    };
    line(axis.left, axis.right, palette().color(QPalette::Mid));
    line(axis.left, x, palette().color(QPalette::Highlight));
    paintMarks(painter, axis);
    paintHandle(painter, x);
}

void TimelineAxis::paintMarks(QPainter& painter, const TimelineScale& axis) const
{
    const Scheme scheme = schemeOf(palette());
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(std::max(bold.pointSizeF() - 1, 6.0));
    painter.setFont(bold);
    for (const PlacedMark& mark : placeMarks(m_past, axis, markGap)) {
        QColor colour = journalColour(mark.kind, scheme);
        if (contrast(colour, palette().color(QPalette::Window)) < 3) // pale ones are not read
            colour = palette().color(QPalette::WindowText);
        painter.setPen(QPen(colour, 2));
        painter.drawLine(QPointF(mark.x, height() - 14), QPointF(mark.x, height() - 4));
        painter.drawText(QRectF(mark.x - markGap, 0, 2 * markGap, height() - 15), Qt::AlignCenter,
                         QString(journalGlyph(mark.kind)));
    }
}

void TimelineAxis::paintHandle(QPainter& painter, double x) const
{
    const QPointF centre(x, height() - 9.0);
    painter.setPen(QPen(palette().color(QPalette::WindowText), hasFocus() ? 2.5 : 1.5));
    painter.setBrush(palette().color(QPalette::Button));
    painter.drawEllipse(centre, handleRadius, handleRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Highlight));
    painter.drawEllipse(centre, handleRadius - 3, handleRadius - 3);
}

} // namespace rollout
