#include "ui/versions/version_legend.h"

#include <QPainter>

#include <cmath>

#include "ui/common/format.h"
#include "ui/common/words.h"
#include "ui/versions/version_brush.h"

namespace rollout {

namespace {

constexpr int swatchWidth = 26;
constexpr int swatchHeight = 12;
constexpr int spacing = 18;

std::int64_t countAtEnd(const Band& band)
{
    return std::llround(band.upper.back().y() - band.lower.back().y());
}

} // namespace

VersionLegend::VersionLegend(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("versionLegend"));
    // Not fixed: that would hold it to the height of its hint, whatever its width needs.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void VersionLegend::showBands(const std::vector<Band>& bands,
                              const std::vector<std::string>& versions)
{
    std::vector<Entry> entries;
    for (const Band& band : bands) {
        const QString name = versionText(versions[static_cast<std::size_t>(band.age)]);
        const QString count = formatCount(countAtEnd(band));
        entries.push_back({band.age, band.isFailing,
                           band.isFailing ? tr("%1 in error: %2").arg(name, count)
                                          : tr("%1: %2").arg(name, count)});
    }
    if (entries == m_entries && m_versions == versions)
        return;
    m_entries = std::move(entries);
    m_versions = versions;
    setAccessibleName(words().join(QLatin1String(", ")));
    updateGeometry();
    update();
}

QStringList VersionLegend::words() const
{
    QStringList words;
    for (const Entry& entry : m_entries)
        words << entry.words;
    return words;
}

int VersionLegend::lineHeight() const
{
    return fontMetrics().height() + 4;
}

std::vector<QRect> VersionLegend::places(int width) const
{
    std::vector<QRect> places;
    const int line = lineHeight();
    QPoint at(0, 0);
    for (const Entry& entry : m_entries) {
        const int needs = swatchWidth + 6 + fontMetrics().horizontalAdvance(entry.words);
        if (at.x() > 0 && at.x() + needs > width)
            at = QPoint(0, at.y() + line);
        places.emplace_back(at, QSize(needs, line));
        at.rx() += needs + spacing;
    }
    return places;
}

int VersionLegend::heightForWidth(int width) const
{
    const auto all = places(width);
    return all.empty() ? lineHeight() : all.back().bottom() + 1;
}

QSize VersionLegend::sizeHint() const
{
    return {300, heightForWidth(300)};
}

QSize VersionLegend::minimumSizeHint() const
{
    return {swatchWidth, lineHeight()};
}

void VersionLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto all = places(width());
    for (std::size_t at = 0; at < all.size(); ++at) {
        const Entry& entry = m_entries[at];
        const VersionStyle style = styleOf(entry.age, m_versions);
        const QRect swatch(all[at].left(), all[at].center().y() - swatchHeight / 2, swatchWidth,
                           swatchHeight);
        painter.fillRect(swatch,
                         entry.isFailing ? failingBrush(style.colour) : QBrush(style.colour));
        QPen dashes(textOn(style.colour), 2, style.dashes);
        painter.setPen(dashes);
        if (!entry.isFailing && style.dashes != Qt::SolidLine)
            painter.drawLine(swatch.left() + 3, swatch.center().y() + 1, swatch.right() - 3,
                             swatch.center().y() + 1);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(all[at].adjusted(swatchWidth + 6, 0, 2, 0), Qt::AlignVCenter, entry.words);
    }
}

} // namespace rollout
