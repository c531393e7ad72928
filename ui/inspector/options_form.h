#pragma once

// Edits the four rollout options. What a person is typing is not overwritten by snapshots.

#include <QWidget>

#include "core/entity_state.h"

class QLabel;
class QPushButton;
class QSpinBox;

namespace rollout {

class OptionsForm : public QWidget
{
    Q_OBJECT
public:
    explicit OptionsForm(QWidget* parent = nullptr);

    /// What holds now. `isOther`: another entity; whatever was typed is forgotten.
    enum class Subject { Same, Other };
    void showState(const EntityState& state, Subject subject);
    [[nodiscard]] RolloutOptions options() const; ///< as typed
    [[nodiscard]] bool isEdited() const { return options() != m_stored; }

Q_SIGNALS:
    void applied(const rollout::RolloutOptions& options);

private:
    QSpinBox* makeSpin(const QString& name, const QString& words, int maximum,
                       const QString& suffix);
    QWidget* makeButtons();
    void setOptions(const RolloutOptions& options);
    void update();

    RolloutOptions m_stored;
    std::int64_t m_total = 0;
    std::optional<SimulationSettings> m_simulation;
    bool m_isShowing =
        false; ///< spin boxes change because a snapshot came, not because somebody typed
    QSpinBox* m_batch;
    QSpinBox* m_success;
    QSpinBox* m_window;
    QSpinBox* m_deadline;
    QLabel* m_effective;
    QLabel* m_warning;
    QPushButton* m_apply = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_defaults = nullptr;
};

} // namespace rollout
