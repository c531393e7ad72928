#include "ui/problems/fix_bar.h"

#include <QPushButton>

#include <algorithm>

namespace rollout {

namespace {

constexpr int padding = 24; // of a button's words, left and right together
constexpr int barMargin = 8;
constexpr int buttonGap = 6; // below the button

} // namespace

FixBar::FixBar(QString words, int indent, QWidget* parent)
    : QWidget(parent)
    , m_words(std::move(words))
    , m_indent(indent)
    , m_button(new QPushButton(this))
{
    m_button->setObjectName(QStringLiteral("applyFix"));
    m_button->setAccessibleName(m_words);
    m_button->setToolTip(m_words);
}

int FixBar::heightOf(const QFontMetrics& metrics)
{
    return metrics.height() + 10 + buttonGap;
}

void FixBar::resizeEvent(QResizeEvent*)
{
    const QFontMetrics metrics = m_button->fontMetrics();
    const int room = width() - m_indent - barMargin;
    const int wanted = std::min(room, metrics.horizontalAdvance(m_words) + padding);
    const int high = heightOf(metrics) - buttonGap;
    m_button->setText(
        wanted < room ? m_words
                      : metrics.elidedText(m_words, Qt::ElideRight, std::max(0, room - padding)));
    m_button->setGeometry(m_indent, height() - high - buttonGap, std::max(0, wanted), high);
}

} // namespace rollout
