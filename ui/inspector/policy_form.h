#pragma once

// Edits all that governs a rollout as one policy: options, guards, waves, approval. What a person
// is typing is not overwritten by snapshots.

#include <QWidget>

#include "core/entity_state.h"
#include "ui/common/policy_review.h"
#include "ui/inspector/form_subject.h"

class QLabel;
class QPushButton;

namespace rollout {

class ApprovalForm;
class FoldSection;
class ForecastView;
class GuardsForm;
class OptionsForm;
class WavesForm;

class PolicyForm : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyForm(QWidget* parent = nullptr);

    /// What holds now.
    void showState(const EntityState& state, Subject subject);
    /// Into the fields, as if it had been typed.
    void propose(const Policy& policy);
    /// Of the policy as typed; null while there is none.
    void showReview(const PolicyReviewPtr& review);
    [[nodiscard]] Policy policy() const; ///< as typed
    [[nodiscard]] bool isEdited() const { return policy() != m_stored; }

Q_SIGNALS:
    void edited();
    void applied(const rollout::Policy& policy);

private:
    QWidget* makeButtons();
    QPushButton* makeButton(const QString& words, const char* name);
    void setPolicy(const Policy& policy);
    void openWhatIsOn(const Policy& policy);
    void judge();
    void takeEdit();

    Policy m_stored;
    Fleet m_fleet; ///< shares all its blocks
    bool m_isLocked = false;
    OptionsForm* m_options;
    GuardsForm* m_guards;
    WavesForm* m_waves;
    ApprovalForm* m_approval;
    FoldSection* m_guardsPart;
    FoldSection* m_wavesPart;
    FoldSection* m_approvalPart;
    ForecastView* m_forecast;
    QLabel* m_range; ///< what was typed beyond the range of its field
    QLabel* m_wrong;
    QPushButton* m_apply = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_defaults = nullptr;
};

} // namespace rollout
