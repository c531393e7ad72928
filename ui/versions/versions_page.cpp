#include "ui/versions/versions_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/common/stretch_bar.h"
#include "ui/common/words.h"
#include "ui/common/chart_export.h"
#include "ui/versions/history_loader.h"
#include "ui/versions/version_legend.h"
#include "ui/versions/version_table_model.h"
#include "ui/versions/versions_chart.h"

namespace rollout {

namespace {

constexpr Seconds shortestTime{10}; // of the range that is shown; closer looks show nothing more

} // namespace

VersionsPage::VersionsPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_loader(new HistoryLoader(context.session, this))
    , m_stretch(new StretchBar(context.focus))
    , m_chart(new VersionsChart)
    , m_legend(new VersionLegend)
    , m_note(new QLabel)
    , m_tableModel(new VersionTableModel(this))
    , m_table(new QTableView)
    , m_hint(new EmptyHint)
    , m_faces(new QStackedWidget)
{
    setObjectName(QStringLiteral("versionsPage"));
    makeTable();
    m_note->setObjectName(QStringLiteral("exportNote"));
    m_note->setContentsMargins(12, 2, 12, 6);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    m_note->hide();
    m_faces->addWidget(m_chart);
    m_faces->addWidget(m_table);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_stretch);
    column->addWidget(makeLegendLine());
    column->addWidget(m_note);
    column->addWidget(m_faces, 1);
    connect(m_loader, &HistoryLoader::changed, this, &VersionsPage::redraw);
    connect(&context.focus, &Focus::stretchChanged, this, &VersionsPage::takeStretch);
    connect(m_chart, &VersionsChart::brushed, this, &VersionsPage::showTime);
    connect(m_chart, &VersionsChart::wholeTimeAsked, this, &VersionsPage::showWholeTime);
    chooseFace();
}

QString VersionsPage::title() const
{
    return tr("Versions");
}

QWidget* VersionsPage::makeBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 6, 8, 6);
    row->setSpacing(4);
    m_reported = makeChoice(tr("Reported"), QStringLiteral("showReported"), SharesOf::Reported);
    m_reported->setToolTip(tr("Count targets by the version that they report"));
    m_told = makeChoice(tr("Told"), QStringLiteral("showTold"), SharesOf::Told);
    m_told->setToolTip(tr("Count targets by the version that they were told to run"));
    m_reported->setChecked(true);
    m_whole = new QToolButton;
    m_whole->setObjectName(QStringLiteral("wholeTime"));
    m_whole->setText(tr("Whole time"));
    m_whole->setToolTip(
        tr("Drag over the chart to look closer; 0 or a double click shows everything again"));
    m_whole->setAutoRaise(true);
    connect(m_whole, &QToolButton::clicked, this, &VersionsPage::showWholeTime);
    m_asTable = new QToolButton;
    m_asTable->setObjectName(QStringLiteral("viewAsTable"));
    m_asTable->setText(tr("View as table"));
    m_asTable->setCheckable(true);
    m_asTable->setAutoRaise(true);
    connect(m_asTable, &QToolButton::toggled, this, &VersionsPage::redraw);
    row->addWidget(m_reported);
    row->addWidget(m_told);
    row->addStretch(1);
    row->addWidget(m_whole);
    row->addWidget(m_asTable);
    m_export = makeExportButton();
    row->addWidget(m_export);
    return bar;
}

/// A line of its own: beside the buttons there is no room for more than two versions on a small
/// screen.
QWidget* VersionsPage::makeLegendLine()
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(12, 0, 12, 4);
    row->addWidget(m_legend);
    return line;
}

QToolButton* VersionsPage::makeChoice(const QString& words, const QString& name, SharesOf what)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setText(words);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setAutoRaise(true);
    connect(button, &QToolButton::clicked, this, [this, what] { choose(what); });
    return button;
}

QToolButton* VersionsPage::makeExportButton()
{
    auto* menu = new QMenu(this);
    menu->addAction(tr("Copy as picture"), this, &VersionsPage::copyPicture)
        ->setObjectName(QStringLiteral("copyPicture"));
    menu->addSeparator();
    menu->addAction(tr("Export PNG…"), this,
                    [this] { askWhere(QStringLiteral("png"), tr("Pictures (*.png)")); });
    menu->addAction(tr("Export SVG…"), this,
                    [this] { askWhere(QStringLiteral("svg"), tr("Drawings (*.svg)")); });
    menu->addAction(tr("Export CSV…"), this,
                    [this] { askWhere(QStringLiteral("csv"), tr("Tables (*.csv)")); });
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("exportChart"));
    button->setText(tr("Export"));
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    return button;
}

void VersionsPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("versionsTable"));
    m_table->setAccessibleName(tr("Targets by version over time, as a table"));
    m_table->setModel(m_tableModel);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setWordWrap(false);
    // By what is seen: a history may be long, and the names of versions, too.
    m_table->horizontalHeader()->setResizeContentsPrecision(0);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void VersionsPage::showSnapshot(const SnapshotPtr& snapshot)
{
    const SnapshotPtr& before = m_loader->snapshot();
    if (!before || !snapshot || before->key != snapshot->key)
        lookAnew();
    if (snapshot)
        m_stretch->setLabels(snapshot->state.isSimulated() ? TimeLabels::SimulationClock
                                                           : TimeLabels::TimeOfDay);
    m_loader->showSnapshot(snapshot,
                           m_context.focus.past() ? std::optional(snapshot->clock) : std::nullopt);
}

void VersionsPage::lookAnew()
{
    m_chosen.reset();
    showNote({});
}

void VersionsPage::showNote(const QString& sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

void VersionsPage::hideEvent(QHideEvent* event)
{
    EntityPage::hideEvent(event);
    showNote({});
}

void VersionsPage::choose(SharesOf what)
{
    m_what = what;
    redraw();
}

TimeRange VersionsPage::wholeTime() const
{
    const VersionHistory& history = m_loader->history();
    if (history.isEmpty())
        return {};
    Time from = history.timeAt(0);
    Time to = std::max(m_loader->now(), history.timeAt(history.size() - 1));
    return {from, std::max(to, from + shortestTime)};
}

void VersionsPage::showTime(const TimeRange& range)
{
    const TimeRange whole = wholeTime();
    TimeRange chosen{std::max(range.from, whole.from), std::min(range.to, whole.to)};
    if (chosen.to - chosen.from < shortestTime)
        chosen.from = std::max(whole.from, chosen.to - shortestTime);
    chosen.to = std::max(chosen.to, chosen.from + shortestTime);
    m_chosen = chosen == whole ? std::nullopt : std::optional(chosen);
    redraw();
}

void VersionsPage::takeStretch()
{
    m_isStretchNew = m_context.focus.stretch().has_value();
    m_chosen.reset();
    redraw();
}

/// Once the history is there. With a little of what was before and after.
void VersionsPage::applyStretch()
{
    m_isStretchNew = false;
    const auto& stretch = m_context.focus.stretch();
    if (!stretch)
        return;
    const TimeRange whole = wholeTime();
    TimeRange range{stretch->from, stretch->to.value_or(whole.to)};
    const auto margin = std::max<Milliseconds>((range.to - range.from) / 20, shortestTime);
    m_chosen =
        TimeRange{std::max(range.from - margin, whole.from), std::min(range.to + margin, whole.to)};
    if (m_chosen->seconds() <= 0) // samples may have been thinned out since
        m_chosen.reset();
}

void VersionsPage::showWholeTime()
{
    if (m_context.focus.stretch())
        return m_context.focus.setStretch(std::nullopt);
    m_chosen.reset();
    redraw();
}

void VersionsPage::redraw()
{
    if (m_isStretchNew && !m_loader->history().isEmpty())
        applyStretch();
    chooseFace();
    if (m_loader->history().isEmpty())
        return m_legend->showBands({}, {});
    const TimeRange range = m_chosen.value_or(wholeTime());
    const auto bands = bandsOf(range);
    m_legend->showBands(bands, m_loader->history().versions());
    if (m_faces->currentWidget() == m_table)
        m_tableModel->setHistory(m_loader->history());
    else
        redrawChart(range, bands);
}

std::vector<Band> VersionsPage::bandsOf(const TimeRange& range) const
{
    const VersionHistory& history = m_loader->history();
    return stackedBands(history, m_what, range, history.timeAt(0), m_chart->plotPixels());
}

void VersionsPage::redrawChart(const TimeRange& range, const std::vector<Band>& bands)
{
    const VersionHistory& history = m_loader->history();
    VersionsChart::Contents contents;
    contents.bands = bands;
    contents.range = range;
    contents.origin = history.timeAt(0);
    contents.labels = m_loader->snapshot()->state.isSimulated() ? TimeLabels::SimulationClock
                                                                : TimeLabels::TimeOfDay;
    contents.largest = largestTotal(history, range);
    contents.versions = history.versions();
    m_chart->showContents(contents);
    m_chart->setMarkers(m_loader->markers());
}

void VersionsPage::chooseFace()
{
    const bool isEmpty = m_loader->history().isEmpty();
    for (QToolButton* button : {m_reported, m_told, m_asTable, m_export})
        button->setEnabled(!isEmpty);
    m_whole->setEnabled(m_chosen.has_value());
    m_legend->setVisible(!isEmpty);
    if (!m_loader->snapshot())
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see its versions over time."));
    else
        m_hint->setHint(tr("Nothing to draw yet"),
                        tr("Import a fleet, ask for a version, and step (F10) or run (F5): every "
                           "step draws on."),
                        importFleetAction());
    QWidget* full = m_asTable->isChecked() ? static_cast<QWidget*>(m_table) : m_chart;
    m_faces->setCurrentWidget(isEmpty ? m_hint : full);
}

void VersionsPage::resizeEvent(QResizeEvent* event)
{
    EntityPage::resizeEvent(event);
    if (m_loader->snapshot())
        redraw(); // as many points as there are pixels now
}

/// Behind the table it is not kept up to date.
void VersionsPage::bringChartUpToDate()
{
    const TimeRange range = m_chosen.value_or(wholeTime());
    if (!m_loader->history().isEmpty())
        redrawChart(range, bandsOf(range));
}

void VersionsPage::copyPicture()
{
    bringChartUpToDate();
    QGuiApplication::clipboard()->setImage(pictureOf(*m_chart, *m_legend));
    showNote(tr("Copied the chart as a picture."));
}

void VersionsPage::askWhere(const QString& ending, const QString& filter)
{
    const QString name =
        m_loader->snapshot() ? text(m_loader->snapshot()->entityName) : tr("versions");
    m_context.prompts.saveFile(this, tr("Export versions"),
                               name + QLatin1String("-versions.") + ending, filter,
                               [this](const QString& path) { exportTo(path); });
}

void VersionsPage::exportTo(const QString& path)
{
    bringChartUpToDate();
    Result<void> done;
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        done = writeDrawing(*m_chart, *m_legend, path);
    else if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        done = writeBytes(historyAsCsv(m_loader->history()), path);
    else
        done = writePicture(pictureOf(*m_chart, *m_legend), path);
    if (!done)
        return m_context.session.report(done.error());
    showNote(tr("Wrote %1.").arg(path));
}

} // namespace rollout
