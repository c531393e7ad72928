#pragma once

// Asks where a fleet file goes: namespace, entity, simulated or live; and how a simulated fleet
// behaves.

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
    ImportDialog(const QString& path, const Directory& directory, const QString& ns,
                 QWidget* parent);

    [[nodiscard]] ImportWish wish() const;

private:
    void makeTarget(const QString& path, const Directory& directory, const QString& ns);
    QGroupBox* makeSimulation();
    void judge();

    const Directory m_directory;
    QComboBox* m_namespace;
    QLineEdit* m_entity;
    QRadioButton* m_simulated;
    QRadioButton* m_live;
    QSpinBox* m_seed;
    QSpinBox* m_tick;
    QSpinBox* m_adopt;
    QDoubleSpinBox* m_sigma;
    QLineEdit* m_badVersion;
    QSpinBox* m_failPercent;
    QLabel* m_note;
    QPushButton* m_verb;
};

} // namespace rollout
