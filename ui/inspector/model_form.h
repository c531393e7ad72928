#pragma once

// Edits the model of one version: which targets it is for, and what goes wrong on them.

#include <QWidget>

#include <array>

#include "core/fleet.h"
#include "core/simulation_settings.h"
#include "ui/inspector/form_subject.h"
#include "ui/inspector/number_field.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QTimeEdit;

namespace rollout {

class FoldSection;

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
    QTimeEdit* makeTime(const QString& name, const QString& label,
                        std::chrono::minutes DayHours::*member);
    FoldSection* makeSection(const QString& title, const QString& name, QFormLayout*& form);
    QWidget* makeTargets();
    FoldSection* makeFailures();
    FoldSection* makeReports();
    FoldSection* makeAdoption();
    FoldSection* makeLeaving();
    void add(QFormLayout& form, std::span<const NumberField<VersionModel>> fields);
    void showValues();
    void showWords();
    template <typename Change>
    void change(Change how); ///< by the person
    void setOwnAdoption(bool isOwn);

    VersionModel m_model;
    Adoption m_usual;
    bool m_isShowing = false;
    QComboBox* m_version;
    QComboBox* m_group;
    QComboBox* m_tag;
    QComboBox* m_cluster;
    QCheckBox* m_failsDaily;
    QTimeEdit* m_from;
    QTimeEdit* m_to;
    QCheckBox* m_hasAdoption;
    NumberEditors<VersionModel> m_numbers;
    FoldSection* m_failures = nullptr;
    FoldSection* m_reports = nullptr;
    FoldSection* m_adoption = nullptr;
    FoldSection* m_leaving = nullptr;
    using Sizes = std::array<std::uint32_t, 3>;
    Sizes m_sizes{}; ///< of the fleet's versions, groups and tags that can be chosen
};

} // namespace rollout
