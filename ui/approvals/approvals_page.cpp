#include "ui/approvals/approvals_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

#include "ui/approvals/approvals_model.h"
#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/operate/operator_desk.h"

namespace rollout {

namespace {

/// Of the columns, in characters; the last one takes what is left.
constexpr std::array<int, approvalColumnCount> columnWidths{26, 18, 12, 18, 14, 20};
constexpr int longestRemark = 250;

} // namespace

ApprovalsPage::ApprovalsPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_desk(new OperatorDesk(context, this))
    , m_model(new ApprovalsModel(this))
    , m_table(new QTableView)
    , m_hint(new EmptyHint)
    , m_faces(new QStackedWidget)
{
    setObjectName(QStringLiteral("approvalsPage"));
    makeTable();
    auto* body = new QWidget;
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(makeFilterLine());
    inside->addWidget(m_table, 1);
    inside->addWidget(makeDecisionLine());
    m_faces->addWidget(body);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    setFocusProxy(m_table);
    connect(&context.focus, &Focus::groupChanged, this, &ApprovalsPage::takeFilter);
    // Keys mean something within one store only.
    connect(&context.session, &Session::opened, this, [this] { showSnapshot(nullptr); });
    showSnapshot(nullptr);
}

QString ApprovalsPage::title() const
{
    return tr("Approvals");
}

QWidget* ApprovalsPage::filterEdit() const
{
    return m_filter;
}

void ApprovalsPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("approvalsTable"));
    m_table->setAccessibleName(tr("Targets that wait for approval"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 0; column < approvalColumnCount; ++column)
        header->resizeSection(column,
                              columnWidths[static_cast<std::size_t>(column)]
                                  * fontMetrics().averageCharWidth());
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ApprovalsPage::judge);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_kept = selected(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ApprovalsPage::keepSelection);
}

QWidget* ApprovalsPage::makeFilterLine()
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(8, 4, 8, 4);
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("approvalFilter"));
    m_filter->setAccessibleName(tr("Filter approvals"));
    m_filter->setPlaceholderText(tr("Filter by name or group  ( / )"));
    m_filter->setClearButtonEnabled(true);
    m_count = new QLabel;
    m_count->setObjectName(QStringLiteral("approvalCount"));
    connect(m_filter, &QLineEdit::textChanged, this, &ApprovalsPage::takeFilter);
    row->addWidget(m_filter, 1);
    row->addSpacing(8);
    row->addWidget(m_count);
    m_all = new QToolButton;
    m_all->setObjectName(QStringLiteral("selectAllApprovals"));
    m_all->setText(tr("Select all"));
    m_all->setToolTip(tr("Select every target that is listed"));
    m_all->setAutoRaise(true);
    connect(m_all, &QToolButton::clicked, m_table, &QTableView::selectAll);
    row->addWidget(m_all);
    return line;
}

QPushButton* ApprovalsPage::makeButton(const char* name, const QString& iconName)
{
    auto* button = new QPushButton(icon(iconName), QString());
    button->setObjectName(QLatin1String(name));
    return button;
}

QWidget* ApprovalsPage::makeDecisionLine()
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(8, 4, 8, 4);
    m_remark = new QLineEdit;
    m_remark->setObjectName(QStringLiteral("approvalRemark"));
    m_remark->setAccessibleName(tr("Remark"));
    m_remark->setPlaceholderText(tr("Remark, kept with the decision"));
    m_remark->setMaxLength(longestRemark);
    m_approve = makeButton("approveChosen", QStringLiteral("approve"));
    m_reject = makeButton("rejectChosen", QStringLiteral("reject"));
    connect(m_approve, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_reject, &QPushButton::clicked, this, [this] { decide(false); });
    row->addWidget(m_remark, 1);
    row->addWidget(m_approve);
    row->addWidget(m_reject);
    return line;
}

void ApprovalsPage::showSnapshot(const SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    m_model->show(snapshot);
    judge();
    chooseFace();
}

void ApprovalsPage::takeFilter()
{
    m_model->setFilter(utf8(m_filter->text().trimmed()), m_context.focus.group());
    judge();
    chooseFace();
}

std::vector<TargetId> ApprovalsPage::selected() const
{
    std::vector<TargetId> targets;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            targets.push_back(m_model->targetAt(row));
    return targets;
}

/// Targets that are still listed stay selected; neighbours as one range, since there may be many.
void ApprovalsPage::keepSelection()
{
    std::vector<int> rows;
    for (const TargetId id : std::exchange(m_kept, {}))
        if (const int row = m_model->rowOf(id); row >= 0)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    QItemSelection selection;
    for (std::size_t first = 0, last = 0; first < rows.size(); first = ++last) {
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        selection.append(QItemSelectionRange(m_model->index(rows[first], 0),
                                             m_model->index(rows[last], approvalColumnCount - 1)));
    }
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    judge();
}

void ApprovalsPage::decide(bool isApproval)
{
    const auto targets = selected();
    if (!m_snapshot || targets.empty())
        return;
    m_desk->decide(m_snapshot->key, targets, isApproval, m_desk->signature(m_remark->text()));
    m_remark->clear();
}

/// The buttons say how many they are about. They never fall back to all: a selection may vanish
/// under the pointer when somebody else decides.
void ApprovalsPage::judge()
{
    const auto count = std::ssize(selected());
    m_approve->setText(count > 0 ? tr("&Approve %1").arg(formatTargets(count))
                                 : tr("&Approve selected"));
    m_reject->setText(count > 0 ? tr("Re&ject %1").arg(formatTargets(count))
                                : tr("Re&ject selected"));
    const bool isLocked = m_snapshot && m_snapshot->state.control.lock;
    for (QPushButton* button : {m_approve, m_reject}) {
        button->setEnabled(count > 0 && !isLocked);
        button->setToolTip(isLocked        ? tr("The entity is locked; unlock it first.")
                               : count > 0 ? QString()
                                           : tr("Select targets first."));
    }
    m_remark->setEnabled(!isLocked);
    showCount();
}

void ApprovalsPage::showCount()
{
    const int shown = m_model->rowCount();
    m_all->setEnabled(shown > 0);
    if (!m_snapshot)
        return m_count->clear();
    const QString waiting =
        shown == m_model->waiting() ? formatCount(shown) : formatOf(shown, m_model->waiting());
    const int required = m_snapshot->state.approval.required;
    m_count->setText(required == 1
                         ? tr("%1 waiting, 1 approval needed").arg(waiting)
                         : tr("%1 waiting, %2 approvals needed").arg(waiting).arg(required));
}

void ApprovalsPage::chooseFace()
{
    const bool isAny = m_snapshot && m_model->waiting() > 0;
    m_faces->setCurrentIndex(isAny ? 0 : 1);
    if (!m_snapshot)
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see what waits for approval."));
    else if (m_snapshot->state.approval.required == 0)
        m_hint->setHint(tr("Nothing waits for approval"),
                        tr("The policy asks nobody. Require approvals in the inspector."));
    else
        m_hint->setHint(tr("Nothing waits for approval"),
                        tr("Targets that are selected for a version will be listed here."));
}

void ApprovalsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        return EntityPage::keyPressEvent(event);
    if (m_filter->text().isEmpty())
        m_table->clearSelection();
    m_filter->clear();
}

} // namespace rollout
