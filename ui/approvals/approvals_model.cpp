#include "ui/approvals/approvals_model.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

#include "ui/common/format.h"
#include "ui/common/standing.h"
#include "ui/common/text_search.h"
#include "ui/common/verb_rules.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

/// More ranges than this come and go at once: views then begin anew, which is quicker.
constexpr int mostRanges = 64;

/// Positions in `rows` whose target `other` does not have, as ranges [first, last].
std::vector<std::pair<int, int>> missingRanges(const std::vector<TargetId>& rows,
                                               const std::vector<TargetId>& other)
{
    std::vector<std::pair<int, int>> ranges;
    auto place = other.begin();
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
        const TargetId id = rows[static_cast<std::size_t>(row)];
        place = std::lower_bound(place, other.end(), id);
        if (place != other.end() && *place == id)
            continue;
        if (!ranges.empty() && ranges.back().second == row - 1)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
    }
    return ranges;
}

} // namespace

QString votesText(const ApprovalRequest& request, const ApprovalRule& rule)
{
    QStringList names;
    for (const Vote& vote : request.votes)
        names << text(vote.by) + (vote.isApproval ? QStringLiteral(" ✓") : QStringLiteral(" ✗"));
    const QString count = ApprovalsModel::tr("%1 of %2").arg(names.size()).arg(rule.required);
    return names.isEmpty()
        ? count
        : ApprovalsModel::tr("%1: %2").arg(count, names.join(QStringLiteral(", ")));
}

void ApprovalsModel::show(const SnapshotPtr& snapshot)
{
    const bool isSame = snapshot && m_snapshot && snapshot->key == m_snapshot->key;
    if (isSame) {
        m_snapshot = snapshot;
        return update(wanted());
    }
    beginResetModel();
    m_snapshot = snapshot;
    m_rows = wanted();
    endResetModel();
}

void ApprovalsModel::setFilter(const std::string& text, const std::optional<std::string>& group)
{
    m_text = foldCase(text);
    m_group = group;
    update(wanted());
}

std::vector<TargetId> ApprovalsModel::wanted()
{
    std::vector<TargetId> rows;
    m_waiting = 0;
    if (!m_snapshot)
        return rows;
    const EntityState& state = m_snapshot->state;
    for (const ApprovalRequest& request : state.approvals.requests) {
        if (standingOf(request, state.approval, m_snapshot->now) != ApprovalStanding::Pending
            || !state.fleet.isLive(request.target))
            continue;
        ++m_waiting;
        if (fits(request.target))
            rows.push_back(request.target);
    }
    return rows;
}

bool ApprovalsModel::fits(TargetId id) const
{
    const Fleet& fleet = m_snapshot->state.fleet;
    if (m_group && fleet.group(id) != *m_group)
        return false;
    return containsFolded(fleet.name(id), m_text) || containsFolded(fleet.group(id), m_text);
}

void ApprovalsModel::update(std::vector<TargetId> next)
{
    const auto gone = missingRanges(m_rows, next);
    const auto added = missingRanges(next, m_rows);
    if (static_cast<int>(gone.size() + added.size()) > mostRanges) {
        beginResetModel();
        m_rows = std::move(next);
        return endResetModel();
    }
    for (auto range = gone.rbegin(); range != gone.rend(); ++range) {
        beginRemoveRows({}, range->first, range->second);
        m_rows.erase(m_rows.begin() + range->first, m_rows.begin() + range->second + 1);
        endRemoveRows();
    }
    for (const auto& [first, last] : added) {
        beginInsertRows({}, first, last);
        m_rows.insert(m_rows.begin() + first, next.begin() + first, next.begin() + last + 1);
        endInsertRows();
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, approvalColumnCount - 1));
}

int ApprovalsModel::rowOf(TargetId id) const
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), id);
    return place != m_rows.end() && *place == id ? static_cast<int>(place - m_rows.begin()) : -1;
}

int ApprovalsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ApprovalsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : approvalColumnCount;
}

QString ApprovalsModel::cell(TargetId id, ApprovalColumn column) const
{
    const EntityState& state = m_snapshot->state;
    const ApprovalRequest* request = state.approvals.find(id);
    if (!request || !state.fleet.isLive(id))
        return {}; // a row that is about to go
    switch (column) {
    case ApprovalColumn::Target:
        return text(state.fleet.name(id));
    case ApprovalColumn::Group:
        return text(state.fleet.group(id));
    case ApprovalColumn::Version:
        return versionText(state.fleet, state.approvals.version);
    case ApprovalColumn::Asked:
        return momentText(state.clock.clockAt(request->askedAt), *m_snapshot);
    case ApprovalColumn::Waiting:
        return formatDuration(wholeSeconds(m_snapshot->now - request->askedAt));
    case ApprovalColumn::Votes:
        return votesText(*request, state.approval);
    }
    return {};
}

QVariant ApprovalsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell(targetAt(index.row()), ApprovalColumn(index.column()));
    return {};
}

QVariant ApprovalsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (ApprovalColumn(section)) {
    case ApprovalColumn::Target:
        return tr("Target");
    case ApprovalColumn::Group:
        return tr("Group");
    case ApprovalColumn::Version:
        return tr("To run");
    case ApprovalColumn::Asked:
        return tr("Asked at");
    case ApprovalColumn::Waiting:
        return tr("Waits for");
    case ApprovalColumn::Votes:
        return tr("Approvals");
    }
    return {};
}

} // namespace rollout
