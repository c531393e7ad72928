#include "ui/common/stretch_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/common/format.h"

namespace rollout {

namespace {

QString momentOf(Time at, TimeLabels labels)
{
    return labels == TimeLabels::SimulationClock ? formatClock(wholeSeconds(at.time_since_epoch()))
                                                 : formatDateTime(at);
}

QToolButton* makeButton(const QString& words, const QString& tip, const char* name)
{
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setText(words);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

StretchBar::StretchBar(Focus& focus, QWidget* parent)
    : QFrame(parent)
    , m_focus(focus)
    , m_words(new QLabel)
{
    setObjectName(QStringLiteral("stretchBar"));
    m_words->setObjectName(QStringLiteral("stretchWords"));
    m_words->setTextFormat(Qt::PlainText);
    // A version may be long, and must not widen the page.
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* back =
        makeButton(tr("‹ History"), tr("Back to the rollouts of the entity"), "stretchBack");
    auto* all =
        makeButton(tr("Show everything"), tr("No longer this part of the past only"), "stretchAll");
    connect(back, &QToolButton::clicked, this,
            [this] { m_focus.askPage(QStringLiteral("history")); });
    connect(all, &QToolButton::clicked, this, [this] { m_focus.setStretch(std::nullopt); });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(6);
    row->addWidget(back);
    row->addWidget(m_words, 1);
    row->addWidget(all);
    connect(&focus, &Focus::stretchChanged, this, &StretchBar::show);
    show();
}

void StretchBar::setLabels(TimeLabels labels)
{
    if (std::exchange(m_labels, labels) != labels)
        show();
}

void StretchBar::show()
{
    const auto& stretch = m_focus.stretch();
    setVisible(stretch.has_value());
    if (!stretch)
        return;
    const QString from = momentOf(stretch->from, m_labels);
    m_words->setText(
        stretch->to ? tr("%1: %2 – %3").arg(stretch->words, from, momentOf(*stretch->to, m_labels))
                    : tr("%1: since %2").arg(stretch->words, from));
    m_words->setToolTip(m_words->text());
    setAccessibleName(m_words->text());
}

} // namespace rollout
