#pragma once

// What lint finds, a row a finding, the gravest first.

#include <QAbstractListModel>

#include "ui/common/policy_review.h"

namespace rollout {

class FindingsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        SeverityRole = Qt::UserRole, ///< int
        CaptionRole, ///< "Warning · H9"
        SentenceRole,
        FixRole, ///< "Apply: …", empty without a fix
        RuleRole,
    };

    using QAbstractListModel::QAbstractListModel;

    /// Null: nothing to show.
    void show(const PolicyReviewPtr& review);
    [[nodiscard]] const PolicyReviewPtr& review() const { return m_review; }
    [[nodiscard]] const LintFinding& findingAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    PolicyReviewPtr m_review;
};

} // namespace rollout
