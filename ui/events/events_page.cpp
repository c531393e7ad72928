#include "ui/events/events_page.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/format.h"
#include "ui/common/session.h"
#include "ui/common/stretch_bar.h"
#include "ui/common/words.h"
#include "ui/events/event_delegate.h"
#include "ui/events/events_loader.h"
#include "ui/events/events_model.h"
#include "ui/events/export_bar.h"

namespace rollout {

namespace {

constexpr int cellMargin = 12; // on both sides together, and a little air
constexpr int typingPause = 200; // milliseconds

constexpr std::array milestones{
    JournalKind::EntityCreated,  JournalKind::EntityRenamed,  JournalKind::EntityDeleted,
    JournalKind::EntityRestored, JournalKind::VersionAsked,   JournalKind::VersionForced,
    JournalKind::OptionsChanged, JournalKind::BatchAssigned,  JournalKind::RollingStarted,
    JournalKind::BecameGood,     JournalKind::BecameBad,      JournalKind::RollbackBegun,
    JournalKind::RollbackDone,   JournalKind::RolloutDone,    JournalKind::TargetFailed,
    JournalKind::WaveBegun,      JournalKind::ApprovalAsked,  JournalKind::Paused,
    JournalKind::Resumed,        JournalKind::Aborted,        JournalKind::Retried,
    JournalKind::TargetsRetried, JournalKind::Promoted,       JournalKind::WaveReleased,
    JournalKind::TargetExcluded, JournalKind::TargetIncluded, JournalKind::Locked,
    JournalKind::Unlocked,       JournalKind::FreezeAdded,    JournalKind::FreezeRemoved,
    JournalKind::TargetRejected, JournalKind::PolicyChanged,  JournalKind::ControllerChanged,
    JournalKind::EntityForked};
constexpr std::array singleTargets{JournalKind::TargetAdded,     JournalKind::TargetForgotten,
                                   JournalKind::TargetRemoved,   JournalKind::TargetRenamed,
                                   JournalKind::ReportChanged,   JournalKind::Assigned,
                                   JournalKind::TargetSucceeded, JournalKind::TargetApproved};

} // namespace

EventsPage::EventsPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_focus(context.focus)
    , m_loader(new EventsLoader(context.session, this))
    , m_model(new EventsModel(this))
    , m_table(new QTableView)
    , m_hint(new EmptyHint)
    , m_faces(new QStackedWidget)
    , m_pill(new QPushButton(this))
    , m_stretch(new StretchBar(context.focus))
{
    setObjectName(QStringLiteral("eventsPage"));
    makeTable();
    m_faces->addWidget(m_table);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = makeBar();
    m_export = new ExportBar(
        context, [this] { return filter(); }, bar);
    m_export->setEnabled(false);
    bar->layout()->addWidget(m_export);
    column->addWidget(bar);
    column->addWidget(m_stretch);
    column->addWidget(m_faces, 1);
    m_pill->setObjectName(QStringLiteral("newEvents"));
    m_pill->hide();
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &EventsPage::reload);
    connect(m_hint, &EmptyHint::clicked, m_edit, &QLineEdit::clear);
    connect(&m_focus, &Focus::stretchChanged, this, &EventsPage::reload);
    connect(&m_focus, &Focus::pastChanged, this, &EventsPage::reload);
    connect(m_pill, &QPushButton::clicked, this, &EventsPage::showPending);
    connect(m_loader, &EventsLoader::firstCame, this, &EventsPage::takeFirst);
    connect(m_loader, &EventsLoader::olderCame, m_model, &EventsModel::appendOlder);
    connect(m_loader, &EventsLoader::newerCame, this, &EventsPage::takeNewer);
    connect(m_model, &EventsModel::olderWanted, m_loader, &EventsLoader::fetchOlder);
    // Keys mean something within one store only.
    connect(&context.session, &Session::opened, this, [this] { showSnapshot(nullptr); });
    chooseFace();
}

QString EventsPage::title() const
{
    return tr("Event log");
}

QWidget* EventsPage::filterEdit() const
{
    return m_edit;
}

QWidget* EventsPage::makeBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    m_edit = new QLineEdit;
    m_edit->setObjectName(QStringLiteral("eventFilter"));
    m_edit->setAccessibleName(tr("Filter events"));
    m_edit->setPlaceholderText(tr("Filter by name, version, person or text  ( / )"));
    m_edit->setClearButtonEnabled(true);
    connect(m_edit, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    m_targets = makeToggle(tr("Targets"), tr("Show what happened to single targets as well"),
                           QStringLiteral("eventTargets"));
    m_steps = makeToggle(tr("Steps"), tr("Show the verdict of every step as well"),
                         QStringLiteral("eventSteps"));
    m_follow = makeToggle(tr("Follow"), tr("Show new events as they happen"),
                          QStringLiteral("eventFollow"));
    m_follow->setChecked(true);
    connect(m_targets, &QToolButton::toggled, this, &EventsPage::reload);
    connect(m_steps, &QToolButton::toggled, this, &EventsPage::reload);
    connect(m_follow, &QToolButton::toggled, this, [this](bool isOn) {
        if (isOn)
            showPending();
    });
    row->addWidget(m_edit, 1);
    for (QToolButton* toggle : {m_targets, m_steps, m_follow})
        row->addWidget(toggle);
    return bar;
}

QToolButton* EventsPage::makeToggle(const QString& words, const QString& tip, const QString& name)
{
    auto* toggle = new QToolButton;
    toggle->setObjectName(name);
    toggle->setText(words);
    toggle->setToolTip(tip);
    toggle->setCheckable(true);
    toggle->setAutoRaise(true);
    return toggle;
}

void EventsPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("eventsTable"));
    m_table->setAccessibleName(tr("Events, newest first"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(static_cast<int>(EventColumn::Kind),
                                      new EventDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    fitColumns();
    auto* copy = new QAction(tr("Copy"), m_table);
    copy->setObjectName(QStringLiteral("copyEvents"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &EventsPage::copySelection);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

/// As wide as their longest words; the sentence takes what is left.
void EventsPage::fitColumns()
{
    const QFontMetrics metrics = fontMetrics();
    int kinds = 0;
    const auto fitKinds = [&](std::span<const JournalKind> list) {
        for (const JournalKind kind : list)
            kinds = std::max(kinds, metrics.horizontalAdvance(journalKindText(kind)));
    };
    fitKinds(milestones);
    fitKinds(singleTargets);
    QHeaderView* header = m_table->horizontalHeader();
    const auto fit = [header](EventColumn column, int width) {
        header->resizeSection(static_cast<int>(column), width + cellMargin);
    };
    fit(EventColumn::When, metrics.horizontalAdvance(formatDateTime(Time{})));
    fit(EventColumn::Step, metrics.horizontalAdvance(formatCount(1'000'000)));
    fit(EventColumn::Kind, kinds + EventDelegate::markWidth);
}

void EventsPage::showSnapshot(const SnapshotPtr& snapshot)
{
    const std::optional<EntityKey> key = snapshot ? std::optional(snapshot->key) : std::nullopt;
    if (snapshot) {
        const TimeLabels labels =
            snapshot->state.isSimulated() ? TimeLabels::SimulationClock : TimeLabels::TimeOfDay;
        m_model->setTimeLabels(labels);
        m_stretch->setLabels(labels);
    }
    if (key == m_key)
        return m_loader->fetchNewer();
    m_key = key;
    reload();
}

JournalFilter EventsPage::filter() const
{
    JournalFilter filter;
    filter.entity = m_key;
    filter.contains = utf8(m_edit->text().trimmed());
    filter.kinds.assign(milestones.begin(), milestones.end());
    if (m_targets->isChecked())
        filter.kinds.insert(filter.kinds.end(), singleTargets.begin(), singleTargets.end());
    if (m_steps->isChecked())
        filter.kinds.push_back(JournalKind::StepVerdict);
    if (const auto& stretch = m_focus.stretch()) {
        filter.firstRow = stretch->firstRow;
        filter.lastRow = stretch->lastRow;
    }
    if (const auto& past = m_focus.past())
        filter.lastRow = std::min(filter.lastRow.value_or(past->lastRow), past->lastRow);
    return filter;
}

void EventsPage::reload()
{
    m_pending.clear();
    updatePill();
    m_export->setEnabled(m_key.has_value());
    if (m_key)
        return m_loader->setFilter(filter());
    m_model->reset({}, false);
    chooseFace();
}

void EventsPage::takeFirst(const std::vector<JournalRow>& rows, bool hasOlder)
{
    m_model->reset(rows, hasOlder);
    chooseFace();
}

/// New events show at once only to someone who looks at the newest; a list that is read does not
/// jump.
bool EventsPage::isFollowing() const
{
    return m_follow->isChecked() && m_table->verticalScrollBar()->value() == 0 && m_pending.empty();
}

void EventsPage::takeNewer(const std::vector<JournalRow>& rows)
{
    if (isFollowing() || m_model->rowCount() == 0) {
        m_model->prependNewer(rows);
        m_table->scrollToTop();
    } else {
        m_pending.insert(m_pending.end(), rows.begin(), rows.end());
        if (std::ssize(m_pending)
            > EventsModel::most) // nobody reads that far back; older ones can be fetched
            m_pending.erase(m_pending.begin(), m_pending.end() - EventsModel::most);
    }
    updatePill();
    chooseFace();
}

void EventsPage::showPending()
{
    const auto rows = std::exchange(m_pending, {});
    m_model->prependNewer(rows);
    m_table->scrollToTop();
    updatePill();
}

void EventsPage::updatePill()
{
    m_pill->setVisible(!m_pending.empty());
    m_pill->setText(tr("↑ %1 new events").arg(formatCount(std::ssize(m_pending))));
    m_pill->adjustSize();
    const QPoint top = m_faces->geometry().topLeft();
    m_pill->move((width() - m_pill->width()) / 2,
                 top.y() + m_table->horizontalHeader()->height() + 6);
    m_pill->raise();
}

void EventsPage::resizeEvent(QResizeEvent* event)
{
    EntityPage::resizeEvent(event);
    updatePill();
}

void EventsPage::chooseFace()
{
    const bool isFiltered = !m_edit->text().trimmed().isEmpty();
    if (!m_key)
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see what happened to it."));
    else if (isFiltered)
        m_hint->setHint(tr("No event matches"), tr("Nothing fits the filter."), tr("Clear filter"));
    else if (m_focus.stretch())
        m_hint->setHint(tr("No event in this time"),
                        tr("Show everything, or targets and steps as well."));
    else
        m_hint->setHint(tr("Nothing happened yet"),
                        tr("Ask for a version, then step (F10) or run (F5)."), setVersionAction());
    m_faces->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget*>(m_table) : m_hint);
}

void EventsPage::copySelection() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString table;
    for (const QModelIndex& row : std::as_const(rows))
        for (int column = 0; column < eventColumnCount; ++column)
            table += m_model->cell(row.row(), EventColumn(column))
                + QLatin1Char(column + 1 < eventColumnCount ? '\t' : '\n');
    if (!table.isEmpty())
        QGuiApplication::clipboard()->setText(table);
}

void EventsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        return EntityPage::keyPressEvent(event);
    if (m_edit->text().isEmpty())
        m_table->clearSelection();
    else
        m_edit->clear();
}

} // namespace rollout
