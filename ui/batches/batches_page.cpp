#include "ui/batches/batches_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

#include "ui/batches/batches_loader.h"
#include "ui/batches/batches_model.h"
#include "ui/batches/gantt_delegate.h"
#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/format.h"

namespace rollout {

namespace {

constexpr std::array<int, batchColumnCount - 1> columnWidths{7, 14, 9, 12, 8, 7}; // characters

/// Only the batches of the newest rollout.
std::vector<Batch> newestRollout(const std::vector<Batch>& batches)
{
    std::vector<Batch> newest;
    for (const Batch& batch : batches)
        if (batch.rollout == batches.back().rollout)
            newest.push_back(batch);
    return newest;
}

QString summaryOf(std::int64_t count, const GanttScale& scale)
{
    QString words = BatchesPage::tr("%1 · the mark is the duration time-out, %2 after being told")
                        .arg(count == 1 ? BatchesPage::tr("1 batch")
                                        : BatchesPage::tr("%1 batches").arg(formatCount(count)),
                             formatDuration(scale.deadline));
    Milliseconds paused{0};
    for (const PauseMark& pause : scale.pauses)
        paused += pause.length;
    if (!scale.pauses.empty())
        words += BatchesPage::tr(" · ‖ paused or locked for %1, which does not count")
                     .arg(formatDuration(wholeSeconds(paused)));
    return words;
}

/// What is missing before there can be a batch.
HintAction nextAction(const EntityState& state)
{
    if (state.fleet.size() == 0)
        return importFleetAction();
    return state.rollout.target == VersionId::None ? setVersionAction() : stepAction();
}

} // namespace

BatchesPage::BatchesPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_focus(context.focus)
    , m_loader(new BatchesLoader(context.session, this))
    , m_model(new BatchesModel(this))
    , m_table(new QTableView)
    , m_header(new GanttHeader(m_table))
    , m_hint(new EmptyHint)
    , m_faces(new QStackedWidget)
{
    setObjectName(QStringLiteral("batchesPage"));
    makeTable();
    m_faces->addWidget(m_table);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_faces, 1);
    connect(m_loader, &BatchesLoader::changed, this, &BatchesPage::redraw);
    chooseFace();
}

QString BatchesPage::title() const
{
    return tr("Batches");
}

QWidget* BatchesPage::makeBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 6, 8, 6);
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("batchSummary"));
    m_summary->setWordWrap(true); // it must not widen the page
    m_all = new QToolButton;
    m_all->setObjectName(QStringLiteral("allRollouts"));
    m_all->setText(tr("All rollouts"));
    m_all->setToolTip(tr("Show the batches of earlier rollouts as well"));
    m_all->setCheckable(true);
    m_all->setAutoRaise(true);
    connect(m_all, &QToolButton::toggled, this, &BatchesPage::redraw);
    row->addWidget(m_summary, 1);
    row->addWidget(m_all);
    return bar;
}

void BatchesPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("batchesTable"));
    m_table->setAccessibleName(tr("Batches"));
    m_table->setHorizontalHeader(m_header);
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(static_cast<int>(BatchColumn::Bar),
                                      new GanttDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fitTable();
}

/// Rows and columns for the size of type.
void BatchesPage::fitTable()
{
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    for (int column = 0; column < batchColumnCount - 1; ++column)
        m_header->resizeSection(column,
                                columnWidths[static_cast<std::size_t>(column)]
                                    * fontMetrics().averageCharWidth());
}

void BatchesPage::changeEvent(QEvent* event)
{
    EntityPage::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitTable();
}

void BatchesPage::showSnapshot(const SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    const PastViewPtr& past = m_focus.past();
    m_loader->showSnapshot(snapshot, past ? std::optional(past->lastRow) : std::nullopt);
}

void BatchesPage::redraw()
{
    const auto& all = m_loader->batches();
    if (m_snapshot && !all.empty()) {
        const QScrollBar* bar = m_table->verticalScrollBar();
        const bool isAtEnd = bar->value() == bar->maximum();
        const auto batches = m_all->isChecked() ? all : newestRollout(all);
        const Seconds deadline = m_snapshot->state.options.durationTimeout;
        const EntityClock& clock = m_snapshot->state.clock;
        const TimeRange range = rangeOf(batches, m_snapshot->now, deadline);
        const GanttScale scale{range, m_snapshot->now, deadline,
                               pausesIn(range, clock, m_snapshot->clock)};
        const bool isSimulated = m_snapshot->state.isSimulated();
        m_header->setTime(scale, clock,
                          isSimulated ? TimeLabels::SimulationClock : TimeLabels::TimeOfDay);
        m_summary->setText(summaryOf(std::ssize(batches), scale));
        m_model->show(batches, scale);
        if (isAtEnd)
            m_table->scrollToBottom();
    } else {
        m_model->show({}, {});
    }
    chooseFace();
}

void BatchesPage::chooseFace()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_all->setVisible(!isEmpty);
    m_summary->setVisible(!isEmpty);
    if (!m_snapshot)
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see its batches."));
    else
        m_hint->setHint(tr("No batch yet"),
                        tr("Ask for a version, then step (F10) or run (F5): every step that tells "
                           "targets adds a bar."),
                        nextAction(m_snapshot->state));
    m_faces->setCurrentWidget(isEmpty ? static_cast<QWidget*>(m_hint) : m_table);
}

} // namespace rollout
