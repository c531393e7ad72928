#pragma once

// A check box whose box is seen on a dark ground, too.

#include <QCheckBox>

namespace rollout {

class SeenCheck : public QCheckBox
{
    Q_OBJECT
public:
    explicit SeenCheck(const QString& words, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace rollout
