#pragma once

#include <QFrame>

namespace rollout {

/// Draws a red frame around what it holds while that is live.
class LiveFrame : public QFrame
{
    Q_OBJECT
public:
    explicit LiveFrame(QWidget* parent = nullptr);
    void setLive(bool live);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_isLive = false;
};

} // namespace rollout
