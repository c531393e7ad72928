#pragma once

// Edits the four rollout options. What a person is typing is not overwritten by snapshots.

#include <QWidget>

#include "core/entity_state.h"

class QLabel;
class QPushButton;

namespace rollout {

class RangeSpin;

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
    RangeSpin* makeSpin(const QString& name, const QString& words, int maximum,
                        const QString& suffix);
    QWidget* makeButtons();
    void setOptions(const RolloutOptions& options);
    void update();

    RolloutOptions m_stored;
    std::int64_t m_total = 0;
    std::optional<SimulationSettings> m_simulation;
    bool m_isShowing =
        false; ///< spin boxes change because a snapshot came, not because somebody typed
    RangeSpin* m_batch;
    RangeSpin* m_success;
    RangeSpin* m_window;
    RangeSpin* m_deadline;
    QLabel* m_effective;
    QLabel* m_warning; ///< a paragraph a warning
    QLabel* m_range; ///< what was typed beyond the range of its field
    QPushButton* m_apply = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_defaults = nullptr;
};

} // namespace rollout
