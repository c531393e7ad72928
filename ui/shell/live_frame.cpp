#include "ui/shell/live_frame.h"

#include <QPainter>

#include "ui/common/palette.h"

namespace rollout {

namespace {

constexpr int liveWidth = 3;

} // namespace

LiveFrame::LiveFrame(QWidget* parent)
    : QFrame(parent)
{
    setContentsMargins(liveWidth, liveWidth, liveWidth, liveWidth);
}

void LiveFrame::setLive(bool live)
{
    m_isLive = live;
    setAccessibleName(live ? tr("Live entity") : tr("Simulated entity"));
    update();
}

void LiveFrame::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    if (!m_isLive)
        return;
    QPainter painter(this);
    painter.setPen(QPen(liveColour(schemeOf(palette())), liveWidth, Qt::SolidLine, Qt::SquareCap,
                        Qt::MiterJoin));
    painter.drawRect(rect().adjusted(1, 1, -2, -2));
}

} // namespace rollout
