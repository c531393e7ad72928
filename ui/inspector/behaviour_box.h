#pragma once

// Ways for a fleet to behave that ship, to choose from; the first entry stands for any other way.

#include <QComboBox>

#include "core/entity_state.h"

namespace rollout {

class BehaviourBox : public QComboBox
{
    Q_OBJECT
public:
    explicit BehaviourBox(QWidget* parent = nullptr);

    /// Shows the one that the settings of a simulated entity are, whatever seed and tick.
    void showLike(const EntityState& state, const SimulationSettings& settings);

Q_SIGNALS:
    void chosen(const rollout::SimulationSettings& fleet); ///< of the scenario, as it is there

private:
    void choose(int index);

    int m_shown = 0; ///< entry
};

} // namespace rollout
