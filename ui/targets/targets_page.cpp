#include "ui/targets/targets_page.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/session.h"
#include "ui/targets/arranger.h"
#include "ui/targets/target_delegate.h"
#include "ui/targets/target_filter_bar.h"
#include "ui/targets/target_text.h"
#include "ui/targets/targets_model.h"

namespace rollout {

namespace {

/// Of the columns, in characters; the last one takes what is left.
constexpr std::array<int, targetColumnCount> columnWidths{18, 29, 13, 15, 13, 13, 22, 16, 30};

} // namespace

TargetsPage::TargetsPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_model(new TargetsModel(this))
    , m_arranger(new Arranger(this))
    , m_filter(new TargetFilterBar(this))
    , m_table(new QTableView(this))
    , m_hint(new EmptyHint(this))
    , m_faces(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("targetsPage"));
    makeTable();
    makeActions();
    makeLayout();
    connect(m_arranger, &Arranger::arranged, this, &TargetsPage::showArrangement);
    connect(m_filter, &TargetFilterBar::changed, this, &TargetsPage::ask);
    connect(m_hint, &EmptyHint::clicked, this, &TargetsPage::actOnHint);
    connect(&context.focus, &Focus::groupChanged, this, &TargetsPage::ask);
    connect(&context.focus, &Focus::targetsChanged, this, &TargetsPage::takeSelection);
    // Keys mean something within one store only.
    connect(&context.session, &Session::opened, this, [this] { showSnapshot(nullptr); });
    chooseFace();
}

void TargetsPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("targetsTable"));
    m_table->setAccessibleName(tr("Targets"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new TargetDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);

    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    for (int column = 0; column < targetColumnCount; ++column)
        header->resizeSection(column,
                              columnWidths[static_cast<std::size_t>(column)]
                                  * fontMetrics().averageCharWidth());
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TargetsPage::ask);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TargetsPage::publishSelection);
}

void TargetsPage::makeActions()
{
    auto* copy = new QAction(tr("Copy as table"), m_table);
    copy->setObjectName(QStringLiteral("copyTargets"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &TargetsPage::copySelection);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void TargetsPage::makeLayout()
{
    m_faces->addWidget(m_table);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_faces, 1);
    setFocusProxy(m_table);
}

QString TargetsPage::title() const
{
    return tr("Targets");
}

QWidget* TargetsPage::filterEdit() const
{
    return m_filter->edit();
}

void TargetsPage::showSnapshot(const SnapshotPtr& snapshot)
{
    if (snapshot) {
        m_arranger->setSnapshot(snapshot);
        return;
    }
    m_arranger->setSnapshot(nullptr);
    m_model->show(nullptr);
    chooseFace();
}

void TargetsPage::ask()
{
    const QHeaderView* header = m_table->horizontalHeader();
    const int column = header->sortIndicatorSection();
    TargetQuery query;
    query.text = m_filter->filterText();
    query.phases = m_filter->phases();
    query.group = m_context.focus.group();
    query.order = column < 0 ? TargetOrder::ByFleet : TargetOrder::ByColumn;
    query.column = column < 0 ? TargetColumn::Name : TargetColumn(column);
    query.direction = header->sortIndicatorOrder() == Qt::AscendingOrder ? Direction::Ascending
                                                                         : Direction::Descending;
    m_arranger->setQuery(query);
}

void TargetsPage::showArrangement(const ArrangementPtr& arrangement)
{
    const bool isFirst = m_model->rowCount() == 0;
    noteVisibleRows();
    m_model->show(arrangement);
    if (isFirst)
        takeSelection(); // of other views, from before there was anything to select
    m_filter->showCounts(*arrangement);
    chooseFace();
}

void TargetsPage::noteVisibleRows()
{
    const int last = m_table->rowAt(m_table->viewport()->height() - 1);
    m_model->setVisibleRows(m_table->rowAt(0), last < 0 ? m_model->rowCount() - 1 : last);
}

void TargetsPage::chooseFace()
{
    m_faces->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget*>(m_table) : m_hint);
    m_filter->setEnabled(m_model->arrangement() != nullptr);
    if (!m_model->arrangement())
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see its targets."));
    else if (m_model->arrangement()->snapshot->state.fleet.size() == 0)
        m_hint->setHint(
            tr("No targets yet"),
            tr("Import a fleet file, drop one here, or let a controller service report."),
            importFleetAction());
    else
        m_hint->setHint(tr("No target matches"), tr("Nothing fits the filter."),
                        tr("Clear filter"));
}

void TargetsPage::actOnHint()
{
    m_filter->clear();
    if (m_context.focus.group())
        m_context.focus.setEntity(m_context.focus.entity());
}

std::vector<TargetId> TargetsPage::selectedTargets() const
{
    QItemSelection selection = m_table->selectionModel()->selection();
    std::sort(selection.begin(), selection.end(),
              [](const auto& a, const auto& b) { return a.top() < b.top(); });
    std::vector<TargetId> targets;
    for (const QItemSelectionRange& range : std::as_const(selection))
        for (int row = range.top(); row <= range.bottom(); ++row)
            targets.push_back(m_model->targetAt(row));
    return targets;
}

void TargetsPage::publishSelection()
{
    if (!m_isTakingSelection)
        m_context.focus.setTargets(selectedTargets());
}

/// Rows that follow each other as one range: ranges are what a selection's changes cost by.
QItemSelection TargetsPage::rowsOf(const std::vector<TargetId>& targets) const
{
    std::vector<int> rows;
    rows.reserve(targets.size());
    for (const TargetId id : targets)
        if (const int row = m_model->rowOf(id); row >= 0)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    QItemSelection selection;
    for (auto first = rows.begin(); first != rows.end();) {
        auto end = first + 1;
        while (end != rows.end() && *end <= *(end - 1) + 1)
            ++end;
        selection.append(QItemSelectionRange(m_model->index(*first, 0),
                                             m_model->index(*(end - 1), targetColumnCount - 1)));
        first = end;
    }
    return selection;
}

/// Another view selected targets: they are selected here as well.
void TargetsPage::takeSelection()
{
    const auto& wanted = m_context.focus.targets();
    if (m_isTakingSelection || wanted == selectedTargets())
        return;
    const QItemSelection selection = rowsOf(wanted);
    const QScopedValueRollback guard(m_isTakingSelection, true);
    // One after the other: Qt compares each range that goes with each that comes.
    m_table->selectionModel()->clearSelection();
    m_table->selectionModel()->select(selection, QItemSelectionModel::Select);
    if (!selection.isEmpty())
        m_table->scrollTo(selection.first().topLeft());
}

void TargetsPage::copySelection()
{
    if (const auto targets = selectedTargets(); !targets.empty())
        QGuiApplication::clipboard()->setText(
            targetsAsTsv(*m_model->arrangement()->snapshot, targets));
}

void TargetsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        return EntityPage::keyPressEvent(event);
    if (!m_filter->clear())
        m_table->clearSelection();
}

} // namespace rollout
