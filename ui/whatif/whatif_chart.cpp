#include "ui/whatif/whatif_chart.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int margin = 12;
constexpr double sampleWidth = 34; // of a line in the legend
constexpr double spacing = 18;

} // namespace

QPainterPath markOf(std::size_t policy, QPointF centre, double size)
{
    const double r = size / 2;
    QPainterPath path;
    const auto polygon = [&](std::initializer_list<QPointF> points) {
        QPolygonF shape;
        for (const QPointF& point : points)
            shape << centre + point * r;
        path.addPolygon(shape);
        path.closeSubpath();
    };
    switch (policy % 6) {
    case 0:
        path.addEllipse(centre, r, r);
        break;
    case 1:
        polygon({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}});
        break;
    case 2:
        polygon({{0, -1.1}, {1.1, 0.9}, {-1.1, 0.9}});
        break;
    case 3:
        polygon({{0, -1.2}, {1.2, 0}, {0, 1.2}, {-1.2, 0}});
        break;
    case 4:
        polygon({{0, 1.1}, {1.1, -0.9}, {-1.1, -0.9}});
        break;
    default:
        polygon({{-1, -0.4},
                 {-0.4, -0.4},
                 {-0.4, -1},
                 {0.4, -1},
                 {0.4, -0.4},
                 {1, -0.4},
                 {1, 0.4},
                 {0.4, 0.4},
                 {0.4, 1},
                 {-0.4, 1},
                 {-0.4, 0.4},
                 {-1, 0.4}});
    }
    return path;
}

VersionStyle policyStyle(std::size_t policy)
{
    return versionStyle(static_cast<int>(policy));
}

WhatIfChart::WhatIfChart(const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QWidget(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::TabFocus);
}

void WhatIfChart::showFigures(const WhatIfFiguresPtr& figures)
{
    m_figures = figures;
    describe();
    updateGeometry();
    update();
}

void WhatIfChart::describe()
{
    setAccessibleDescription(isEmpty() ? QString() : description());
}

QRectF WhatIfChart::drawSentence(QPainter& painter, const QRectF& area, const QString& words) const
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    painter.setPen(quietText(palette()));
    painter.drawText(QRectF(area.left(), area.top(), area.width(), line), Qt::AlignVCenter,
                     metrics.elidedText(words, Qt::ElideRight, area.width()));
    return area.adjusted(0, line + 4, 0, 0);
}

QSize WhatIfChart::minimumSizeHint() const
{
    return {280, isEmpty() ? 120 : leastHeight()};
}

void WhatIfChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (!isEmpty())
        draw(painter, QRectF(rect()).adjusted(margin, margin - 4, -margin, -margin + 4));
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

QRectF WhatIfChart::drawLegend(QPainter& painter, const QRectF& area) const
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height() + 4;
    QPointF at = area.topLeft();
    for (std::size_t i = 0; i < figures().policies.size(); ++i) {
        const QString name = text(figures().policies[i].name);
        const double needs = sampleWidth + 6 + metrics.horizontalAdvance(name);
        if (at.x() > area.left() && at.x() + needs > area.right())
            at = QPointF(area.left(), at.y() + line);
        const VersionStyle style = policyStyle(i);
        const double middle = at.y() + line / 2;
        painter.setPen(style.pen());
        painter.drawLine(QPointF(at.x(), middle), QPointF(at.x() + sampleWidth, middle));
        painter.setPen(QPen(palette().color(QPalette::Base), 1));
        painter.setBrush(style.colour);
        painter.drawPath(markOf(i, QPointF(at.x() + sampleWidth / 2, middle), 11));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRectF(at.x() + sampleWidth + 6, at.y(), needs, line), Qt::AlignVCenter,
                         name);
        at.rx() += needs + spacing;
    }
    return area.adjusted(0, at.y() + line + 4 - area.top(), 0, 0);
}

} // namespace rollout
