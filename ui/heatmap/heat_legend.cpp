#include "ui/heatmap/heat_legend.h"

#include <QEvent>
#include <QToolButton>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/phase_mark.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int spacing = 4;

} // namespace

HeatLegend::HeatLegend(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("heatLegend"));
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        m_entries[phase] = makeEntry(TargetPhase(phase));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setIcons();
}

QToolButton* HeatLegend::makeEntry(TargetPhase phase)
{
    auto* entry = new QToolButton(this);
    entry->setObjectName(QStringLiteral("heatPhase%1").arg(static_cast<int>(phase)));
    entry->setAutoRaise(true);
    entry->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    entry->setToolTip(
        tr("Select the targets that are %1: %2").arg(phaseText(phase), phaseExplained(phase)));
    entry->hide();
    connect(entry, &QToolButton::clicked, this, [this, phase] { Q_EMIT phaseAsked(phase); });
    return entry;
}

void HeatLegend::setIcons()
{
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        m_entries[phase]->setIcon(phaseIcon(TargetPhase(phase), schemeOf(palette())));
}

void HeatLegend::setCounts(const PhaseCounts& counts)
{
    bool isChanged = false;
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase) {
        QToolButton* entry = m_entries[phase];
        const QString words =
            tr("%1 %2").arg(phaseText(TargetPhase(phase)), formatCount(counts[phase]));
        isChanged =
            isChanged || entry->isHidden() != (counts[phase] == 0) || entry->text() != words;
        entry->setText(words);
        entry->setVisible(counts[phase] > 0);
    }
    if (!isChanged)
        return;
    arrange(width(), true);
    updateGeometry();
}

int HeatLegend::arrange(int width, bool isReal) const
{
    QPoint at;
    int height = 0;
    for (QToolButton* entry : m_entries) {
        if (entry->isHidden())
            continue;
        const QSize size = entry->sizeHint();
        if (at.x() > 0 && at.x() + size.width() > width)
            at = QPoint(0, height + spacing);
        if (isReal)
            entry->setGeometry(QRect(at, size));
        height = std::max(height, at.y() + size.height());
        at.rx() += size.width() + spacing;
    }
    return height;
}

int HeatLegend::heightForWidth(int width) const
{
    return arrange(width, false);
}

QSize HeatLegend::sizeHint() const
{
    return {480, heightForWidth(480)};
}

QSize HeatLegend::minimumSizeHint() const
{
    return {120, m_entries.front()->sizeHint().height()};
}

void HeatLegend::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
}

void HeatLegend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        setIcons();
    QWidget::changeEvent(event);
}

} // namespace rollout
