#include "ui/versions/version_legend.h"

#include <QPainter>

#include <ranges>

#include "ui/common/format.h"
#include "ui/common/words.h"
#include "ui/versions/version_brush.h"

namespace rollout {

namespace {

constexpr int swatchWidth = 26;
constexpr int swatchHeight = 12;
constexpr int spacing = 18;

} // namespace

VersionLegend::VersionLegend(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("versionLegend"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void VersionLegend::showHistory(const VersionHistory& history, SharesOf what)
{
    std::vector<Entry> entries;
    if (!history.isEmpty()) {
        const auto shares = history.sharesAt(history.size() - 1);
        for (const auto& share : std::ranges::reverse_view(shares)) {
            const std::int64_t count = what == SharesOf::Reported ? share.current : share.expected;
            const QString name =
                versionText(history.versions()[static_cast<std::size_t>(share.age)]);
            if (count > 0)
                entries.push_back({share.age, false, tr("%1: %2").arg(name, formatCount(count))});
            if (what == SharesOf::Reported && share.failing > 0)
                entries.push_back(
                    {share.age, true, tr("%1 in error: %2").arg(name, formatCount(share.failing))});
        }
    }
    if (entries == m_entries && m_versions == history.versions())
        return;
    m_entries = std::move(entries);
    m_versions = history.versions();
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

std::vector<QRect> VersionLegend::places(int width) const
{
    std::vector<QRect> places;
    const int line = fontMetrics().height() + 4;
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
    return all.empty() ? fontMetrics().height() + 4 : all.back().bottom() + 1;
}

QSize VersionLegend::sizeHint() const
{
    return {300, heightForWidth(300)};
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
