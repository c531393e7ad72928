#include "ui/versions/version_brush.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace rollout {

namespace {

constexpr int tile = 8; // pixels of the hatching's pattern

} // namespace

VersionStyle styleOf(int age, const std::vector<std::string>& versions)
{
    const auto index = static_cast<std::size_t>(age);
    if (versions[index].empty())
        return noVersionStyle();
    const auto begin = versions.begin();
    const bool isAfterNone = std::find(begin, begin + age, std::string()) != begin + age;
    return versionStyle(isAfterNone ? age - 1 : age);
}

QBrush failingBrush(const QColor& colour)
{
    QPixmap pattern(tile, tile);
    pattern.fill(colour.darker(190));
    QPainter painter(&pattern);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour.lighter(120), 1.6));
    for (const int shift : {-tile, 0, tile})
        painter.drawLine(shift, tile, shift + tile, 0);
    painter.end();
    return QBrush(pattern);
}

} // namespace rollout
