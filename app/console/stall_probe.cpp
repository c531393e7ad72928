#include "app/console/stall_probe.h"

#include <algorithm>

namespace rollout {

StallProbe::StallProbe(QObject* parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_gaps.push_back(static_cast<double>(m_since.nsecsElapsed()) / 1e6);
        m_since.start();
    });
}

void StallProbe::start()
{
    m_gaps.clear();
    m_since.start();
    m_timer.start();
}

void StallProbe::stop()
{
    m_timer.stop();
}

double StallProbe::quantile(double share) const
{
    if (m_gaps.empty())
        return 0;
    std::vector<double> sorted = m_gaps;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

} // namespace rollout
