#pragma once

// A question of the exercise: the run stands still until it is answered, nothing else does.

#include <QFrame>

#include "core/scenario.h"

class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;

namespace rollout {

class QuestionCard : public QFrame
{
    Q_OBJECT
public:
    explicit QuestionCard(QWidget* parent = nullptr);

    void ask(const TrainingQuestion& question);

Q_SIGNALS:
    void answered(double probability); ///< 0 to 1

private:
    QLabel* m_words;
    QSlider* m_slider;
    QSpinBox* m_percent;
    QPushButton* m_place;
};

} // namespace rollout
