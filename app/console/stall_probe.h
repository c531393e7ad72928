#pragma once

// How long the window's thread did not come round: a 1 ms timer notes the gaps between its calls.

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace rollout {

class StallProbe : public QObject
{
    Q_OBJECT
public:
    explicit StallProbe(QObject* parent = nullptr);

    void start();
    void stop();
    /// Milliseconds; 0 before start(). `share` from 0 to 1: 0.99 is the 99th percentile of all
    /// gaps.
    [[nodiscard]] double quantile(double share) const;

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_gaps;
};

} // namespace rollout
