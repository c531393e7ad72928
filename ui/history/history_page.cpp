#include "ui/history/history_page.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/icons.h"
#include "ui/common/session.h"
#include "ui/history/history_model.h"
#include "ui/history/outcome_delegate.h"
#include "ui/history/rollouts_loader.h"

namespace rollout {

namespace {

// Characters; a version may be long, so it takes what is left.
constexpr std::array<int, historyColumnCount> columnWidths{20, 18, 16, 22, 14, 11, 11};

HintAction nextAction(const EntityState& state)
{
    if (state.fleet.size() == 0)
        return importFleetAction();
    return state.rollout.target == VersionId::None ? setVersionAction() : stepAction();
}

} // namespace

HistoryPage::HistoryPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_focus(context.focus)
    , m_loader(new RolloutsLoader(context.session, this))
    , m_model(new HistoryModel(this))
    , m_table(new QTableView)
    , m_details(new QTextBrowser)
    , m_halves(new QSplitter(Qt::Vertical))
    , m_hint(new EmptyHint)
    , m_faces(new QStackedWidget)
{
    setObjectName(QStringLiteral("historyPage"));
    makeTable();
    makeDetails();
    m_halves->addWidget(m_table);
    auto* lower = new QWidget;
    auto* under = new QVBoxLayout(lower);
    under->setContentsMargins(0, 0, 0, 0);
    under->setSpacing(0);
    under->addWidget(makeJumps());
    under->addWidget(m_details, 1);
    m_halves->addWidget(lower);
    m_halves->setChildrenCollapsible(false);
    m_halves->setStretchFactor(0, 1);
    m_halves->setStretchFactor(1, 1);
    m_faces->addWidget(m_halves);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    connect(m_loader, &RolloutsLoader::changed, this, &HistoryPage::redraw);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryPage::showDetails);
    chooseFace();
}

QString HistoryPage::title() const
{
    return tr("History");
}

void HistoryPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("historyTable"));
    m_table->setAccessibleName(tr("Rollouts, newest first"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(static_cast<int>(HistoryColumn::Outcome),
                                      new OutcomeDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(fontMetrics().height() * 4);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    fitColumns();
    auto* copy = new QAction(tr("Copy"), m_table);
    copy->setObjectName(QStringLiteral("copyRollout"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &HistoryPage::copySelection);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

/// The selected rollout, seen elsewhere.
QWidget* HistoryPage::makeJumps()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 0);
    row->setSpacing(4);
    const auto add = [&](const QString& words, const QString& tip, const char* name,
                         const QString& page) {
        auto* action = new QAction(icon(page), words, m_table);
        action->setObjectName(QLatin1String(name));
        action->setToolTip(tip);
        connect(action, &QAction::triggered, this, [this, page] { jumpTo(page); });
        m_table->addAction(action);
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    };
    add(tr("Show its events"), tr("Show this rollout's time in the event log"), "rolloutEvents",
        QStringLiteral("events"));
    add(tr("Show its versions"), tr("Show this rollout's time in the chart of versions"),
        "rolloutVersions", QStringLiteral("versions"));
    row->addStretch(1);
    // Enter, or a double click.
    connect(m_table, &QTableView::activated, this, [this] { jumpTo(QStringLiteral("events")); });
    return bar;
}

void HistoryPage::jumpTo(const QString& page)
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    m_focus.setStretch(stretchOf(m_model->recordAt(current.row())));
    m_focus.askPage(page);
}

void HistoryPage::makeDetails()
{
    m_details->setObjectName(QStringLiteral("rolloutDetails"));
    m_details->setAccessibleName(tr("Details of the selected rollout"));
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setOpenLinks(false);
    m_details->setTabChangesFocus(true);
    m_details->document()->setDocumentMargin(10);
    m_details->setMinimumHeight(fontMetrics().height() * 4);
}

void HistoryPage::fitColumns()
{
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 0; column < historyColumnCount; ++column)
        header->resizeSection(column,
                              columnWidths[static_cast<std::size_t>(column)]
                                  * fontMetrics().averageCharWidth());
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 9);
    header->setSectionResizeMode(static_cast<int>(HistoryColumn::Version), QHeaderView::Stretch);
}

void HistoryPage::showSnapshot(const SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    const PastViewPtr& past = m_focus.past();
    m_loader->showSnapshot(snapshot, past ? std::optional(past->lastRow) : std::nullopt);
    redraw();
}

void HistoryPage::redraw()
{
    if (m_snapshot)
        m_model->show(m_loader->records(), {m_snapshot->clock, m_snapshot->now},
                      m_snapshot->state.isSimulated() ? TimeLabels::SimulationClock
                                                      : TimeLabels::TimeOfDay);
    else
        m_model->show({}, {}, TimeLabels::SimulationClock);
    if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    showDetails();
    chooseFace();
}

/// A person who has scrolled or marked words in them is left alone while nothing changes.
void HistoryPage::showDetails()
{
    const QModelIndex current = m_table->currentIndex();
    const QString html = current.isValid()
        ? rolloutDetails(m_model->recordAt(current.row()), m_model->now(), m_model->labels())
        : QString();
    if (html == m_details->property("shown").toString())
        return;
    m_details->setProperty("shown", html);
    const int scrolled = m_details->verticalScrollBar()->value();
    m_details->setHtml(html);
    m_details->verticalScrollBar()->setValue(scrolled);
}

void HistoryPage::chooseFace()
{
    const bool isEmpty = m_model->rowCount() == 0;
    if (!m_snapshot)
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see its rollouts."));
    else if (!m_loader->isComplete())
        m_hint->setHint(tr("Reading the journal"), tr("The rollouts are on their way."));
    else
        m_hint->setHint(tr("No rollout yet"),
                        tr("Ask for a version, then step (F10) or run (F5): every rollout is kept "
                           "here, with who asked for it and what became of it."),
                        nextAction(m_snapshot->state));
    m_faces->setCurrentWidget(isEmpty ? static_cast<QWidget*>(m_hint) : m_halves);
}

void HistoryPage::copySelection() const
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    QStringList cells;
    for (int column = 0; column < historyColumnCount; ++column)
        cells += m_model->cell(current.row(), HistoryColumn(column));
    QGuiApplication::clipboard()->setText(cells.join(u'\t') + u'\n');
}

} // namespace rollout
