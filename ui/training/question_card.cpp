#include "ui/training/question_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/training/training_words.h"

namespace rollout {

QuestionCard::QuestionCard(QWidget* parent)
    : QFrame(parent)
    , m_words(new QLabel)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_percent(new QSpinBox)
    , m_place(new QPushButton(tr("Place the bet")))
{
    setObjectName(QStringLiteral("questionCard"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_words->setWordWrap(true);
    QFont bold = m_words->font();
    bold.setBold(true);
    m_words->setFont(bold);
    m_slider->setRange(0, 100);
    m_slider->setAccessibleName(tr("Probability"));
    m_percent->setRange(0, 100);
    m_percent->setSuffix(tr(" %"));
    m_percent->setObjectName(QStringLiteral("betPercent"));
    m_percent->setAccessibleName(tr("Probability in percent"));
    m_place->setObjectName(QStringLiteral("placeBet"));
    connect(m_slider, &QSlider::valueChanged, m_percent, &QSpinBox::setValue);
    connect(m_percent, &QSpinBox::valueChanged, m_slider, &QSlider::setValue);
    connect(m_place, &QPushButton::clicked, this,
            [this] { Q_EMIT answered(m_percent->value() / 100.0); });
    auto* row = new QHBoxLayout;
    row->addWidget(m_slider, 1);
    row->addWidget(m_percent);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_words);
    column->addWidget(new QLabel(tr("How likely is it?")));
    column->addLayout(row);
    column->addWidget(m_place, 0, Qt::AlignRight);
}

void QuestionCard::ask(const TrainingQuestion& question)
{
    m_words->setText(questionText(question.bet));
    m_percent->setValue(50);
    m_slider->setValue(50);
    show();
    m_percent->setFocus();
}

} // namespace rollout
