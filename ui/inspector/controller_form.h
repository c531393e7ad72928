#pragma once

// Edits which program answers an entity's hooks, and says how its last question failed. What a
// person is typing is not overwritten by snapshots.

#include <QWidget>

#include <array>
#include <optional>

#include "core/entity_state.h"
#include "ui/inspector/form_subject.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace rollout {

class RangeSpin;

class ControllerForm : public QWidget
{
    Q_OBJECT
public:
    explicit ControllerForm(QWidget* parent = nullptr);

    /// What holds now; `failure` is what the last step's hook said, empty when none failed.
    void showState(const EntityState& state, const std::string& failure, Subject subject);
    /// A few words: what is in force.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool hasFailure() const { return !m_failure.empty(); }

Q_SIGNALS:
    /// Nothing: no program any more.
    void applied(const std::optional<rollout::CommandSettings>& settings);
    void askedAgain(); ///< the program is to be asked once more, by a step

private:
    void makeFields();
    QWidget* makeHooks();
    QWidget* makeButtons();
    QWidget* makeFailure();
    void setSettings(const std::optional<CommandSettings>& settings);
    /// As typed; nothing: all is as if there were no program.
    [[nodiscard]] Result<std::optional<CommandSettings>> settings() const;
    [[nodiscard]] Hooks hooks() const;
    [[nodiscard]] bool isEdited() const;
    void judge();
    void showFailure();
    void mend();

    std::optional<CommandSettings> m_stored;
    std::string m_failure;
    bool m_isLocked = false;
    QLineEdit* m_program;
    QPlainTextEdit* m_arguments;
    RangeSpin* m_timeout;
    std::array<QCheckBox*, 5> m_hooks{}; ///< in the order of the table in the source
    QLabel* m_range; ///< what was typed beyond the range of the time limit
    QLabel* m_wrong;
    QWidget* m_failurePart = nullptr;
    QLabel* m_failureText = nullptr;
    QPushButton* m_mend = nullptr;
    QPushButton* m_again = nullptr;
    QPushButton* m_apply = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace rollout
