#pragma once

// The clock and the speed, for the toolbar.

#include <QComboBox>
#include <QLabel>

#include "service/clock.h"
#include "ui/common/focus.h"
#include "ui/common/session.h"

class QTimer;

namespace rollout {

/// 1× to 1000×: simulated seconds a second.
class SpeedBox : public QComboBox
{
    Q_OBJECT
public:
    explicit SpeedBox(Session& session, QWidget* parent = nullptr);
    void faster();
    void slower();

private:
    void showSpeed(int factor);
    Session& m_session;
};

/// Simulated time, or LIVE and the time of day when the focused entity is live.
class ClockLabel : public QLabel
{
    Q_OBJECT
public:
    ClockLabel(Session& session, Focus& focus, const Clock& liveClock, QWidget* parent = nullptr);

    [[nodiscard]] bool isLive() const { return m_isLive; }

Q_SIGNALS:
    void liveChanged(bool live);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void setLive(bool live);
    void dress();

    Session& m_session;
    Focus& m_focus;
    const Clock& m_liveClock;
    QTimer* m_seconds;
    bool m_isLive = false;
};

} // namespace rollout
