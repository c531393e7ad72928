#include "ui/problems/findings_model.h"

#include <algorithm>

#include "ui/common/words.h"

namespace rollout {

namespace {

bool haveSameRules(const std::vector<LintFinding>& some, const std::vector<LintFinding>& others)
{
    return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                      [](const auto& a, const auto& b) { return a.rule == b.rule; });
}

QString captionOf(const LintFinding& finding)
{
    return FindingsModel::tr("%1 · %2").arg(severityText(finding.severity), text(finding.rule));
}

QString fixOf(const LintFinding& finding)
{
    return finding.fix ? FindingsModel::tr("Apply: %1").arg(text(finding.fix->label)) : QString();
}

} // namespace

/// Figures change more often than rules: rows stay then, and with them the selection.
void FindingsModel::show(const PolicyReviewPtr& review)
{
    if (m_review && review && haveSameRules(m_review->findings, review->findings)) {
        m_review = review;
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_review = review;
    endResetModel();
}

const LintFinding& FindingsModel::findingAt(int row) const
{
    return m_review->findings[static_cast<std::size_t>(row)];
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_review ? 0 : static_cast<int>(m_review->findings.size());
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LintFinding& finding = findingAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return tr("%1: %2").arg(captionOf(finding), findingText(finding));
    case SeverityRole:
        return static_cast<int>(finding.severity);
    case CaptionRole:
        return captionOf(finding);
    case SentenceRole:
        return findingText(finding);
    case FixRole:
        return fixOf(finding);
    case RuleRole:
        return text(finding.rule);
    default:
        return {};
    }
}

} // namespace rollout
