#pragma once

#include <QFrame>

#include "service/clock.h"

class QLabel;

namespace rollout {

class Session;

/// Says that the store does not answer, and since when, for as long as that is so. Asks nothing:
/// the store is tried again all the time.
class StoreBar : public QFrame
{
    Q_OBJECT
public:
    /// Both outlive this.
    StoreBar(Session& session, const Clock& liveClock, QWidget* parent = nullptr);

    void showLost(const QString& reason);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void dress();

    Session& m_session;
    const Clock& m_clock;
    QLabel* m_icon;
    QLabel* m_label;
};

} // namespace rollout
