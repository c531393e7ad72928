#pragma once

// Edits how a simulated fleet behaves: seed, tick, adoption, and how often each version fails. What
// a person is typing is not overwritten by snapshots; what else a version's model says is kept.

#include <QWidget>

#include "core/entity_state.h"
#include "ui/inspector/options_form.h"

class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace rollout {

class SimulationForm : public QWidget
{
    Q_OBJECT
public:
    explicit SimulationForm(QWidget* parent = nullptr);

    /// Only for simulated entities.
    void showState(const EntityState& state, OptionsForm::Subject subject);
    [[nodiscard]] SimulationSettings settings() const; ///< as typed

Q_SIGNALS:
    void applied(const rollout::SimulationSettings& settings);

private:
    void makeFields();
    void makeTable();
    void setSettings(const SimulationSettings& settings);
    void setVersions(const SimulationSettings& settings);
    void makeRow(int row);
    [[nodiscard]] QDoubleSpinBox* failSpin(int row) const;
    [[nodiscard]] SimulationSettings withNewVersions(SimulationSettings typed,
                                                     const std::vector<std::string>& before) const;
    void update();
    [[nodiscard]] bool isEdited() const { return m_stored != settings(); }

    SimulationSettings m_seen; ///< those of the entity, as they are
    SimulationSettings m_stored; ///< the same as the form says them: in its order and precision
    std::vector<std::string> m_versions; ///< rows of the table
    bool m_isShowing = false;
    QLineEdit* m_seed;
    QSpinBox* m_tick;
    QDoubleSpinBox* m_median;
    QDoubleSpinBox* m_sigma;
    QTableWidget* m_failures;
    QPushButton* m_apply;
};

/// Versions that the entity knows of, and those of the settings; in order of first mention, without
/// the empty one.
[[nodiscard]] std::vector<std::string> versionsToEdit(const EntityState& state);

} // namespace rollout
