// Waves of a step: whether the one under way is over, and what its failures mean.

#include "core/step.h"

namespace rollout {

/// Waves order what is rolled out forward, until an operator has the rest assigned at once.
bool Step::isInWaves() const
{
    return !m_rules.waves.empty() && !m_isRollingBack && m_state.rolling != m_state.lastKnownGood
        && m_progress.promoted != m_plan.effective;
}

/// Lets every wave go that is over; a wave that has begun and has too many failures makes the
/// version bad, also after the next has begun.
void Step::wave()
{
    m_stage = Stage::Remove;
    for (std::uint32_t begun = 0; begun < m_rules.waves.size(); ++begun) {
        const std::int64_t size = m_waveSizes[begun];
        if (isTooMany(m_rules.waves[begun], m_waveFigures[begun].failed, size)) {
            (void)becomeBad(m_waveFigures[begun].failed, m_rules.waves[begun].error->of(size) + 1);
            return endWith(Verdict::ThresholdCrossed, {});
        }
        if (begun < m_progress.wave)
            continue;
        if (!isWaveOver())
            return;
        ++m_progress.wave;
        m_progress.beginWave();
    }
}

bool Step::isWaveOver()
{
    const Wave& wave = m_rules.waves[m_progress.wave];
    const std::int64_t size = m_waveSizes[m_progress.wave];
    const bool isReleased = m_progress.released > m_progress.wave;
    m_progress.waveHadTargets = m_progress.waveHadTargets || size > 0;
    // Its targets are gone or in maintenance: nobody has proven anything.
    if (size == 0 && (m_progress.waveHadTargets || hasExcluded(m_fleet, wave)))
        return isReleased;
    if (m_waveFigures[m_progress.wave].succeeded < neededIn(wave, size)) {
        m_progress.waveDoneSince.reset();
        return false;
    }
    if (!m_progress.waveDoneSince)
        m_progress.waveDoneSince = m_now;
    if (m_now - *m_progress.waveDoneSince < wave.bake)
        return false;
    return !wave.isManual || isReleased;
}

} // namespace rollout
