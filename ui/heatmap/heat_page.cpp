#include "ui/heatmap/heat_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

#include "ui/common/chart_export.h"
#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/format.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/heatmap/heat_canvas.h"
#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/heat_source.h"
#include "ui/heatmap/heat_view.h"

namespace rollout {

namespace {

/// Commands of the window that act on the selected targets, by object name.
constexpr std::array<const char*, 5> selectionCommands{
    "retrySelected", "excludeSelected", "includeSelected", "approveSelected", "rejectSelected"};

} // namespace

HeatPage::HeatPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_source(new HeatSource(this))
    , m_view(new HeatView)
    , m_legend(new HeatLegend)
    , m_figures(new QLabel)
    , m_note(new QLabel)
    , m_hint(new EmptyHint)
    , m_faces(new QStackedWidget)
    , m_export(new QMenu(this))
{
    setObjectName(QStringLiteral("heatPage"));
    makeActions();
    makeLayout();
    makeConnections();
    m_source->setGroup(context.focus.group());
    takeSelection();
    chooseFace();
}

QString HeatPage::title() const
{
    return tr("Heat map");
}

QAction* HeatPage::makeAction(const QString& name, const QString& words, const QString& tip)
{
    auto* action = new QAction(words, this);
    action->setObjectName(name);
    action->setToolTip(tip);
    return action;
}

void HeatPage::makeActions()
{
    m_larger = makeAction(QStringLiteral("heatLarger"), tr("Larger"),
                          tr("Larger cells; also + or Ctrl and the wheel"));
    m_smaller = makeAction(QStringLiteral("heatSmaller"), tr("Smaller"),
                           tr("Smaller cells; also - or Ctrl and the wheel"));
    m_fit = makeAction(QStringLiteral("heatFit"), tr("Fit"),
                       tr("Cells as large as all of them fit; also 0"));
    m_asTable = makeAction(QStringLiteral("heatAsTable"), tr("View as table"),
                           tr("Show the same targets in the tab Targets"));
    connect(m_larger, &QAction::triggered, m_view, [this] { m_view->changeSide(1); });
    connect(m_smaller, &QAction::triggered, m_view, [this] { m_view->changeSide(-1); });
    connect(m_fit, &QAction::triggered, m_view, [this] { m_view->changeSide(0); });
    connect(m_asTable, &QAction::triggered, this,
            [this] { m_context.focus.askPage(QStringLiteral("targets")); });
    m_export->addAction(tr("Copy as picture"), this, &HeatPage::copyPicture)
        ->setObjectName(QStringLiteral("copyPicture"));
    m_export->addSeparator();
    m_export->addAction(tr("Export PNG…"), this,
                        [this] { askWhere(QStringLiteral("png"), tr("Pictures (*.png)")); });
    m_export->addAction(tr("Export SVG…"), this,
                        [this] { askWhere(QStringLiteral("svg"), tr("Drawings (*.svg)")); });
    m_export->addAction(tr("Export PDF…"), this,
                        [this] { askWhere(QStringLiteral("pdf"), tr("Documents (*.pdf)")); });
}

void HeatPage::makeConnections()
{
    HeatCanvas& canvas = m_view->canvas();
    connect(m_source, &HeatSource::made, this, &HeatPage::showPicture);
    connect(&canvas, &HeatCanvas::selectionAsked, this,
            [this](const auto& targets) { m_context.focus.setTargets(targets); });
    connect(&canvas, &HeatCanvas::menuAsked, this, &HeatPage::openMenu);
    connect(m_view, &HeatView::laidOut, this, &HeatPage::enableActions);
    connect(m_legend, &HeatLegend::phaseAsked, this, [this](TargetPhase phase) {
        if (const auto& picture = m_view->canvas().picture())
            m_context.focus.setTargets(targetsIn(*picture, phase));
    });
    connect(m_hint, &EmptyHint::clicked, this,
            [this] { m_context.focus.setEntity(m_context.focus.entity()); });
    connect(&m_context.focus, &Focus::targetsChanged, this, &HeatPage::takeSelection);
    connect(&m_context.focus, &Focus::groupChanged, this,
            [this] { m_source->setGroup(m_context.focus.group()); });
    // Keys mean something within one store only.
    connect(&m_context.session, &Session::opened, this, [this] { showSnapshot(nullptr); });
}

void HeatPage::makeLayout()
{
    m_note->setObjectName(QStringLiteral("exportNote"));
    m_note->setContentsMargins(12, 2, 12, 6);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    m_note->hide();
    m_faces->addWidget(m_view);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(makeLegendLine());
    column->addWidget(m_note);
    column->addWidget(m_faces, 1);
    setFocusProxy(&m_view->canvas());
}

QWidget* HeatPage::makeBar()
{
    m_figures->setObjectName(QStringLiteral("heatFigures"));
    m_figures->setMinimumWidth(60);
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("exportChart"));
    button->setText(tr("Export"));
    button->setMenu(m_export);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 6, 8, 2);
    row->setSpacing(4);
    row->addWidget(m_figures, 1);
    for (QAction* action : {m_smaller, m_fit, m_larger})
        row->addWidget(makeButton(action));
    row->addSpacing(8);
    row->addWidget(makeButton(m_asTable));
    row->addWidget(button);
    return bar;
}

QToolButton* HeatPage::makeButton(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    return button;
}

QWidget* HeatPage::makeLegendLine()
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(8, 0, 8, 6);
    row->addWidget(m_legend);
    return line;
}

void HeatPage::showSnapshot(const SnapshotPtr& snapshot)
{
    m_hasSnapshot = snapshot != nullptr;
    m_source->setSnapshot(snapshot);
    const auto& shown = m_view->canvas().picture();
    if (!snapshot || (shown && shown->snapshot->key != snapshot->key))
        showPicture(nullptr);
}

void HeatPage::showPicture(const HeatPicturePtr& picture)
{
    m_view->showPicture(picture);
    m_legend->setCounts(picture ? picture->counts : PhaseCounts{});
    showFigures();
    chooseFace();
}

void HeatPage::takeSelection()
{
    m_view->canvas().setSelection(m_context.focus.targets());
    showFigures();
}

void HeatPage::showFigures()
{
    const auto& picture = m_view->canvas().picture();
    if (!picture)
        return m_figures->clear();
    QString words = formatTargets(std::ssize(picture->phases));
    if (picture->groups.size() > 1)
        words = tr("%1 in %2 groups").arg(words, formatCount(std::ssize(picture->groups)));
    if (const auto selected = std::ssize(m_context.focus.targets()); selected > 0)
        words = tr("%1, %2 selected").arg(words, formatCount(selected));
    m_figures->setText(words);
}

void HeatPage::showNote(const QString& sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

void HeatPage::hideEvent(QHideEvent* event)
{
    EntityPage::hideEvent(event);
    showNote({});
}

void HeatPage::chooseFace()
{
    const auto& picture = m_view->canvas().picture();
    const bool hasCells = picture && !picture->phases.empty();
    enableActions();
    m_legend->setVisible(hasCells);
    if (!m_hasSnapshot)
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see a cell for each of its targets."));
    else if (picture && picture->snapshot->state.fleet.size() > 0)
        m_hint->setHint(tr("No targets in this group"), tr("Its targets have left the fleet."),
                        tr("Show all groups"));
    else if (picture)
        m_hint->setHint(
            tr("No targets yet"),
            tr("Import a fleet file, drop one here, or let a controller service report."),
            importFleetAction());
    const bool isAwaited = m_hasSnapshot && !picture; // for a moment; no hint that flashes by
    m_faces->setCurrentWidget(hasCells || isAwaited ? static_cast<QWidget*>(m_view) : m_hint);
}

void HeatPage::enableActions()
{
    const HeatLayout& layout = m_view->canvas().heatLayout();
    const bool hasCells = layout.cellCount() > 0;
    m_larger->setEnabled(hasCells && layout.side() < HeatLayout::largestSide);
    m_smaller->setEnabled(hasCells && layout.side() > HeatLayout::smallestSide);
    m_fit->setEnabled(hasCells && !m_view->isFitted());
    m_asTable->setEnabled(hasCells);
    m_export->setEnabled(hasCells);
}

/// What the window can do with selected targets, and what this page can.
void HeatPage::openMenu(QPoint global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const char* name : selectionCommands)
        if (auto* action = window()->findChild<QAction*>(QLatin1String(name)))
            menu->addAction(action);
    menu->addSeparator();
    menu->addAction(m_asTable);
    for (QAction* action : {m_larger, m_smaller, m_fit})
        menu->addAction(action);
    menu->addSeparator();
    menu->addActions(m_export->actions());
    menu->popup(global);
}

std::vector<PageCommand> HeatPage::commands() const
{
    return {{tr("Heat map: larger cells"), m_larger},
            {tr("Heat map: smaller cells"), m_smaller},
            {tr("Heat map: fit all cells"), m_fit},
            {tr("Heat map: view as table"), m_asTable}};
}

void HeatPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !m_context.focus.targets().empty())
        return m_context.focus.setTargets({});
    EntityPage::keyPressEvent(event);
}

void HeatPage::copyPicture()
{
    QGuiApplication::clipboard()->setImage(pictureOf(m_view->canvas(), *m_legend));
    showNote(tr("Copied the heat map as a picture."));
}

void HeatPage::askWhere(const QString& ending, const QString& filter)
{
    const auto& picture = m_view->canvas().picture();
    const QString name = picture ? text(picture->snapshot->entityName) : tr("targets");
    m_context.prompts.saveFile(this, tr("Export heat map"),
                               name + QLatin1String("-heat-map.") + ending, filter,
                               [this](const QString& path) { exportTo(path); });
}

void HeatPage::exportTo(const QString& path)
{
    HeatCanvas& canvas = m_view->canvas();
    Result<void> done;
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        done = writeDrawing(canvas, *m_legend, path);
    else if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        done = writePages({&canvas}, *m_legend, path);
    else
        done = writePicture(pictureOf(canvas, *m_legend), path);
    if (!done)
        return m_context.session.report(done.error());
    showNote(tr("Wrote %1.").arg(path));
}

} // namespace rollout
