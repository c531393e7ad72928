#include "ui/common/phase_mark.h"

#include <QPainter>
#include <QPixmap>

namespace rollout {

namespace {

constexpr int iconSide = 16; // device-independent pixels
constexpr qreal glyphShare = 0.78; // of the square's height

} // namespace

void paintPhaseFill(QPainter& painter, const QRectF& rect, TargetPhase phase, Scheme scheme)
{
    const QColor fill = phaseColour(phase, scheme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(rect, fill);
    if (phaseHatch(phase) != Qt::SolidPattern) {
        QColor hatch = textOn(fill);
        hatch.setAlphaF(0.18F);
        painter.setBrushOrigin(rect.topLeft());
        painter.fillRect(rect, QBrush(hatch, phaseHatch(phase)));
    }
    if (needsOutline(fill, scheme)) {
        painter.setPen(QPen(outlineColour(scheme), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
    }
    painter.restore();
}

void paintPhaseMark(QPainter& painter, const QRectF& rect, TargetPhase phase, Scheme scheme)
{
    // Without the hatching: under a glyph it would only make the glyph hard to read.
    paintMark(painter, rect, phaseColour(phase, scheme), phaseGlyph(phase), scheme);
}

void paintMark(QPainter& painter, const QRectF& rect, const QColor& fill, QChar glyph,
               Scheme scheme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(needsOutline(fill, scheme) ? QPen(outlineColour(scheme), 1) : Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
    QFont font = painter.font();
    font.setPixelSize(qMax(6, qRound(rect.height() * glyphShare)));
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(textOn(fill));
    painter.drawText(rect, Qt::AlignCenter, QString(glyph));
    painter.restore();
}

QIcon phaseIcon(TargetPhase phase, Scheme scheme)
{
    QIcon icon;
    for (const int scale : {1, 2}) {
        QPixmap pixmap(iconSide * scale, iconSide * scale);
        pixmap.setDevicePixelRatio(scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintPhaseMark(painter, QRectF(0, 0, iconSide, iconSide), phase, scheme);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace rollout
