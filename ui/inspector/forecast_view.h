#pragma once

// What the policy in the editor comes to, and the worst that lint finds in it, before it is
// applied.

#include <QWidget>

#include "ui/common/policy_review.h"

class QLabel;

namespace rollout {

class ForecastView : public QWidget
{
    Q_OBJECT
public:
    explicit ForecastView(QWidget* parent = nullptr);

    /// Null: nothing is known (yet).
    void showReview(const PolicyReviewPtr& review);
    /// Whether the policy is not the one in force.
    void setEdited(bool isEdited);

protected:
    void changeEvent(QEvent* event) override; ///< the palette's colours are in the texts

private:
    void fill();
    void showFinding();

    PolicyReviewPtr m_review;
    QLabel* m_title;
    QLabel* m_facts;
    QLabel* m_mark;
    QLabel* m_finding;
};

} // namespace rollout
