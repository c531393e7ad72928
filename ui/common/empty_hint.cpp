#include "ui/common/empty_hint.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rollout {

HintAction importFleetAction()
{
    return {EmptyHint::tr("Import fleet…"), QStringLiteral("import")};
}

HintAction setVersionAction()
{
    return {EmptyHint::tr("Set version…"), QStringLiteral("setVersion")};
}

HintAction stepAction()
{
    return {EmptyHint::tr("Step"), QStringLiteral("step")};
}

EmptyHint::EmptyHint(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("emptyHint"));
    m_button->setObjectName(QStringLiteral("hintButton"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_title->setFont(large);
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(160);
    connect(m_button, &QPushButton::clicked, this, &EmptyHint::act);

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
    m_action.clear();
}

void EmptyHint::setHint(const QString& title, const QString& sentence, const HintAction& action)
{
    setHint(title, sentence, action.words);
    m_action = action.name;
}

// Looked up when it is wanted: a page is made before it has a window.
void EmptyHint::act()
{
    if (m_action.isEmpty())
        return Q_EMIT clicked();
    if (auto* action = window()->findChild<QAction*>(m_action))
        action->trigger();
}

} // namespace rollout
