#include "ui/inspector/fold_section.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/palette.h"

namespace rollout {

FoldSection::FoldSection(const QString& title, QWidget* body, QWidget* parent)
    : QWidget(parent)
    , m_header(new QToolButton(this))
    , m_summary(new QLabel(this))
    , m_body(body)
{
    QFont bold = font();
    bold.setBold(true);
    m_header->setText(title);
    m_header->setFont(bold);
    m_header->setAutoRaise(true);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setFocusPolicy(Qt::TabFocus);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* line = new QHBoxLayout;
    line->addWidget(m_header);
    line->addWidget(m_summary, 1);
    line->addStretch(0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(line);
    column->addWidget(m_body);
    connect(m_header, &QToolButton::clicked, this, [this] { setOpen(!m_isOpen); });
    arrange();
}

void FoldSection::setSummary(const QString& words)
{
    m_summary->setText(words);
    m_summary->setToolTip(words);
}

QString FoldSection::summary() const
{
    return m_summary->text();
}

void FoldSection::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    arrange();
}

void FoldSection::arrange()
{
    m_header->setArrowType(m_isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_header->setAccessibleName(m_isOpen ? tr("%1, unfolded").arg(m_header->text())
                                         : tr("%1, folded").arg(m_header->text()));
    m_body->setVisible(m_isOpen);
    m_summary->setVisible(!m_isOpen);
}

} // namespace rollout
