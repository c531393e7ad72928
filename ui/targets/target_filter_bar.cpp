#include "ui/targets/target_filter_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "ui/common/format.h"
#include "ui/common/phase_mark.h"
#include "ui/common/words.h"

namespace rollout {

TargetFilterBar::TargetFilterBar(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    m_edit->setObjectName(QStringLiteral("targetFilter"));
    m_edit->setAccessibleName(tr("Filter targets"));
    m_edit->setPlaceholderText(tr("Filter by name, group, tag, version or message  ( / )"));
    m_edit->setClearButtonEnabled(true);
    connect(m_edit, &QLineEdit::textChanged, this, &TargetFilterBar::changed);
    m_count->setObjectName(QStringLiteral("targetCount"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 8, 6);
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        row->addWidget(m_chips[phase] = makeChip(TargetPhase(phase)));
    row->addSpacing(6);
    row->addWidget(m_count);
    setIcons();
}

QToolButton* TargetFilterBar::makeChip(TargetPhase phase)
{
    auto* chip = new QToolButton(this);
    chip->setObjectName(QStringLiteral("phaseChip%1").arg(static_cast<int>(phase)));
    chip->setCheckable(true);
    chip->setAutoRaise(true);
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setText(formatCount(0));
    chip->setToolTip(
        tr("Show only targets that are %1: %2").arg(phaseText(phase), phaseExplained(phase)));
    chip->setAccessibleName(tr("Only %1").arg(phaseText(phase)));
    connect(chip, &QToolButton::toggled, this, &TargetFilterBar::changed);
    return chip;
}

void TargetFilterBar::setIcons()
{
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        m_chips[phase]->setIcon(phaseIcon(TargetPhase(phase), schemeOf(palette())));
}

void TargetFilterBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        setIcons();
    QWidget::changeEvent(event);
}

std::string TargetFilterBar::filterText() const
{
    return utf8(m_edit->text().trimmed());
}

std::bitset<targetPhaseCount> TargetFilterBar::phases() const
{
    std::bitset<targetPhaseCount> phases;
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        phases.set(phase, m_chips[phase]->isChecked());
    return phases;
}

void TargetFilterBar::showCounts(const Arrangement& arrangement)
{
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        m_chips[phase]->setText(formatCount(arrangement.phaseCounts[phase]));
    const auto total = std::ssize(arrangement.snapshot->state.fleet.order());
    const auto shown = std::ssize(*arrangement.rows);
    m_count->setText(shown == total ? tr("%1 targets").arg(formatCount(total))
                                    : formatOf(shown, total));
}

bool TargetFilterBar::clear()
{
    if (m_edit->text().isEmpty() && phases().none())
        return false;
    m_edit->clear();
    for (QToolButton* chip : m_chips)
        chip->setChecked(false);
    return true;
}

} // namespace rollout
