#pragma once

// Edits how a simulated fleet behaves, all of it: what befalls it whatever it runs (FleetForm), and
// what each version does to targets (ModelForm). A behaviour that ships can be chosen to begin
// with. What a person is typing is not overwritten by snapshots.

#include <QWidget>

#include "core/entity_state.h"
#include "ui/inspector/form_subject.h"
#include "ui/inspector/version_rows.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace rollout {

class BehaviourBox;
class FleetForm;
class ModelForm;

class SimulationForm : public QWidget
{
    Q_OBJECT
public:
    explicit SimulationForm(QWidget* parent = nullptr);

    /// Only for simulated entities.
    void showState(const EntityState& state, Subject subject);
    [[nodiscard]] SimulationSettings settings() const; ///< as typed

Q_SIGNALS:
    void applied(const rollout::SimulationSettings& settings);

private:
    void makeTable();
    void makeLayout();
    QWidget* makeRowButtons();
    void takeState(const EntityState& state, Subject subject);
    void behaveLike(const SimulationSettings& fleet);
    void addRow();
    void removeRow();
    void revert();
    void takeModel(); ///< as the person typed it
    void selectRow(std::size_t row);
    void showFields();
    void showTable();
    void showRow(std::size_t row);
    void showModel();
    void update();
    [[nodiscard]] std::size_t usualRow() const;
    [[nodiscard]] std::size_t rowLike(const VersionModel& model) const;
    [[nodiscard]] QString complaint() const;
    [[nodiscard]] bool isEdited() const { return m_stored != settings(); }

    EntityState m_state; ///< as last shown
    std::vector<std::string> m_known; ///< versions
    SimulationSettings m_seen; ///< those of the entity, as they are
    SimulationSettings m_stored; ///< the same without models that say nothing
    SimulationSettings m_base; ///< as typed, but for the models of versions
    VersionRows m_rows; ///< these
    std::size_t m_row = 0; ///< the one that is edited
    bool m_isShowing = false;
    BehaviourBox* m_behaviour;
    FleetForm* m_fleet;
    QTableWidget* m_table;
    ModelForm* m_model;
    QLabel* m_words;
    QLabel* m_note;
    QPushButton* m_remove;
    QPushButton* m_apply;
    QPushButton* m_revert;
};

} // namespace rollout
