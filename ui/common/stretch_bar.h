#pragma once

// Says that a page shows a part of the past only, with a way back to where that was chosen and one
// to everything. Hidden while all is shown.

#include <QFrame>

#include "ui/common/focus.h"

class QLabel;

namespace rollout {

class StretchBar : public QFrame
{
    Q_OBJECT
public:
    explicit StretchBar(Focus& focus, QWidget* parent = nullptr);

    /// How the entity's times are written.
    void setLabels(TimeLabels labels);

private:
    void show();

    Focus& m_focus;
    TimeLabels m_labels = TimeLabels::SimulationClock;
    QLabel* m_words;
};

} // namespace rollout
