#pragma once

// The dock "Problems": what lint finds in the focused entity's policy as applied. Its title counts
// them also while it is behind another dock.

#include "ui/common/page.h"
#include "ui/common/policy_review.h"

class QLabel;
class QListView;
class QStackedWidget;

namespace rollout {

class EmptyHint;
class FindingsModel;

class ProblemsPage : public EntityPage
{
    Q_OBJECT
public:
    explicit ProblemsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;

private:
    void makeList();
    void look();
    void showReview(const PolicyReviewPtr& review);
    void showTitle();
    void chooseFace();
    void placeButtons();
    void judge();
    void apply(int row);

    PageContext m_context;
    PolicyReviewer* m_reviewer;
    FindingsModel* m_model;
    SnapshotPtr m_snapshot;
    QLabel* m_headline;
    QListView* m_list;
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
};

} // namespace rollout
