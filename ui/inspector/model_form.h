#pragma once

// Edits the model of one version: which targets it is for, and what goes wrong on them. What has no
// field here is kept as it is.

#include <QWidget>

#include <array>
#include <vector>

#include "core/fleet.h"
#include "core/simulation_settings.h"
#include "ui/inspector/form_subject.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;

namespace rollout {

struct ModelField;

class ModelForm : public QWidget
{
    Q_OBJECT
public:
    explicit ModelForm(QWidget* parent = nullptr);

    /// `usual`: what a version without an adoption of its own does.
    void showModel(const VersionModel& model, const Adoption& usual);
    [[nodiscard]] const VersionModel& model() const { return m_model; } ///< as typed
    /// Versions, groups and tags to choose from.
    void setFleet(const Fleet& fleet, Subject subject);

Q_SIGNALS:
    void edited();

private:
    QComboBox* makeChoice(const QString& name, const QString& label, const QString& tip,
                          std::string VersionModel::*member);
    QDoubleSpinBox* makeSpin(const ModelField& field);
    void makeOwnAdoption(QFormLayout& form);
    void showValues();
    void take(const ModelField& field, double value);
    void setOwnAdoption(bool isOwn);

    VersionModel m_model;
    Adoption m_usual;
    bool m_isShowing = false;
    QComboBox* m_version;
    QComboBox* m_group;
    QComboBox* m_tag;
    QCheckBox* m_hasAdoption;
    std::vector<QDoubleSpinBox*> m_spins; ///< of modelFields(), in order
    std::vector<QDoubleSpinBox*> m_adoption; ///< of adoptionFields()
    using Sizes = std::array<std::uint32_t, 3>;
    Sizes m_sizes{}; ///< of the fleet's versions, groups and tags that can be chosen
};

} // namespace rollout
