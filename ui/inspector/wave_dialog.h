#pragma once

// Edits one wave.

#include <QDialog>

#include "core/policy.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace rollout {

/// A number and whether it is a percentage or a count of targets.
class PortionEdit : public QWidget
{
    Q_OBJECT
public:
    PortionEdit(const char* name, const QString& words, QWidget* parent);

    void setPortion(const Portion& portion);
    [[nodiscard]] Portion portion() const;

Q_SIGNALS:
    void edited();

private:
    QSpinBox* m_value;
    QComboBox* m_unit;
};

class WaveDialog : public QDialog
{
    Q_OBJECT
public:
    /// `number` counts from 1.
    WaveDialog(const Wave& wave, int number, const QStringList& groups, QWidget* parent);

    [[nodiscard]] Wave wave() const;

private:
    void makeForm(QFormLayout& form, const QStringList& groups);
    QSpinBox* makeSpin(const char* name, const QString& words, int maximum, const QString& suffix);
    QCheckBox* makeCheck(const char* name, const QString& words, QWidget* follower);
    void showWave(const Wave& wave);
    void judge();

    QLineEdit* m_name;
    QComboBox* m_group;
    QLineEdit* m_tag;
    PortionEdit* m_size;
    PortionEdit* m_batch;
    QSpinBox* m_success;
    QSpinBox* m_error;
    QSpinBox* m_bake;
    QCheckBox* m_hasBatch;
    QCheckBox* m_hasError;
    QCheckBox* m_isManual;
    QLabel* m_wrong;
    QPushButton* m_verb = nullptr;
};

} // namespace rollout
