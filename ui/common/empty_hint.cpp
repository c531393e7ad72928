#include "ui/common/empty_hint.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rollout {

EmptyHint::EmptyHint(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("emptyHint"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_title->setFont(large);
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(280);
    connect(m_button, &QPushButton::clicked, this, &EmptyHint::clicked);

    auto* column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addSpacing(4);
    column->addWidget(m_sentence);
    column->addSpacing(12);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyHint::setHint(const QString& title, const QString& sentence, const QString& button)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
}

} // namespace rollout
