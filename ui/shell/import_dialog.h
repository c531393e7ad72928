#pragma once

// Asks where a fleet file goes: namespace, entity; and of a new entity whether it is simulated or
// live, and how a simulated fleet behaves. Of an entity that exists these are shown and left alone.

#include <QDialog>

#include "ui/shell/fleet_import.h"

class QComboBox;
class QDoubleSpinBox;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace rollout {

class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `ns` is proposed; the entity's name is taken from the file's.
    ImportDialog(const QString& path, const Session& session, const QString& ns, QWidget* parent);

    [[nodiscard]] ImportWish wish() const;

private:
    void makeTarget(const QString& path, const QString& ns);
    QGroupBox* makeSimulation();
    void makeLayout();
    void judge();
    void showModeOf(const SnapshotPtr& existing);
    void showSettings(const SimulationSettings& settings);
    [[nodiscard]] SimulationSettings settings() const;
    [[nodiscard]] QString existingWords(const ImportWish& wish) const;

    const Session& m_session;
    SnapshotPtr m_existing; ///< the entity that is named; null: a new one
    std::optional<SimulationSettings> m_typed; ///< for a new entity, while an existing one is shown
    bool m_typedLive = false;
    QComboBox* m_namespace;
    QLineEdit* m_entity;
    QRadioButton* m_simulated;
    QRadioButton* m_live;
    QGroupBox* m_simulation;
    QLineEdit* m_seed;
    QSpinBox* m_tick;
    QSpinBox* m_adopt;
    QDoubleSpinBox* m_sigma;
    QLineEdit* m_badVersion;
    QSpinBox* m_failPercent;
    QLabel* m_note;
    QPushButton* m_verb;
};

} // namespace rollout
