#include "ui/whatif/whatif_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/jobs.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/whatif/difference_chart.h"
#include "ui/whatif/distribution_chart.h"
#include "ui/whatif/fan_chart.h"
#include "ui/whatif/metric_box.h"
#include "ui/whatif/outcome_chart.h"
#include "ui/whatif/trade_chart.h"
#include "ui/whatif/whatif_export.h"
#include "ui/whatif/whatif_form.h"
#include "ui/whatif/whatif_model.h"
#include "ui/whatif/whatif_table.h"
#include "ui/whatif/whatif_words.h"

namespace rollout {

namespace {

constexpr int lowHeight = 560; // of the page: results need what the options take

QLabel* makeLine(const QString& name)
{
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setContentsMargins(12, 2, 12, 4);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

} // namespace

WhatIfPage::WhatIfPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_worker(new WhatIfWorker(this))
    , m_form(new WhatIfForm(context))
    , m_distribution(new DistributionChart)
    , m_differences(new DifferenceChart)
    , m_charts{new OutcomeChart, new FanChart, new TradeChart, m_distribution, m_differences}
    , m_metric(new MetricBox)
    , m_model(new WhatIfModel(this))
    , m_table(new WhatIfTable(m_model))
    , m_hint(new EmptyHint)
    , m_faces(new QStackedWidget)
    , m_caption(makeLine(QStringLiteral("whatIfCaption")))
    , m_note(makeLine(QStringLiteral("whatIfNote")))
    , m_export(new WhatIfExport(
          context, *m_caption, [this] { return shown(); }, this))
    , m_face(m_charts.front())
{
    setObjectName(QStringLiteral("whatIfPage"));
    for (WhatIfChart* chart : m_charts)
        m_faces->addWidget(chart);
    m_faces->addWidget(m_table);
    m_faces->addWidget(m_hint);
    m_hint->setHint(tr("Nothing compared yet"),
                    tr("Tick the policies to compare: each is tried on the same simulated "
                       "rollouts, of a good version and of a bad one."),
                    tr("Compare"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRunBar());
    column->addWidget(m_form);
    column->addWidget(makeViewBar());
    column->addWidget(m_caption);
    column->addWidget(m_note);
    column->addWidget(m_faces, 1);
    connect(m_metric, &MetricBox::chosen, m_distribution, &MetricChart::setMetric);
    connect(m_metric, &MetricBox::chosen, m_differences, &MetricChart::setMetric);
    connect(m_hint, &EmptyHint::clicked, this, &WhatIfPage::run);
    connect(m_form, &WhatIfForm::edited, this, [this] { say({}); });
    connect(m_export, &WhatIfExport::noted, this, &WhatIfPage::say);
    // Keys mean something within one store only.
    connect(&context.session, &Session::opened, this, &WhatIfPage::forget);
    connectWorker();
    showProgress();
    chooseFace();
}

QString WhatIfPage::title() const
{
    return tr("What-if");
}

QWidget* WhatIfPage::makeRunBar()
{
    m_run = new QPushButton(tr("Compare"));
    m_run->setObjectName(QStringLiteral("whatIfRun"));
    m_run->setToolTip(tr("Run every ticked policy on a good and on a bad version"));
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("whatIfCancel"));
    m_cancel->setToolTip(tr("Stop, and keep what there is"));
    m_progress = new QProgressBar;
    m_progress->setObjectName(QStringLiteral("whatIfProgress"));
    m_progress->setAccessibleName(tr("Runs done"));
    m_options = new QToolButton;
    m_options->setObjectName(QStringLiteral("whatIfOptions"));
    m_options->setText(tr("Options"));
    m_options->setToolTip(tr("Show or hide what is compared"));
    m_options->setCheckable(true);
    m_options->setChecked(true);
    m_options->setAutoRaise(true);
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 6, 8, 4);
    row->addWidget(m_run);
    row->addWidget(m_cancel);
    row->addWidget(m_progress, 1);
    row->addStretch(1);
    for (QToolButton* button : makeMenuButtons())
        row->addWidget(button);
    row->addWidget(m_options);
    connect(m_run, &QPushButton::clicked, this, &WhatIfPage::run);
    connect(m_cancel, &QPushButton::clicked, this, &WhatIfPage::cancel);
    connect(m_options, &QToolButton::toggled, m_form, &QWidget::setVisible);
    return bar;
}

QWidget* WhatIfPage::makeViewBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 2, 8, 4);
    row->setSpacing(4);
    auto* first = makeViewButton(tr("Outcomes"), QStringLiteral("showOutcomes"), m_charts[0]);
    first->setChecked(true);
    row->addWidget(first);
    row->addWidget(makeViewButton(tr("Over time"), QStringLiteral("showFans"), m_charts[1]));
    row->addWidget(makeViewButton(tr("Trade-off"), QStringLiteral("showTrade"), m_charts[2]));
    row->addWidget(
        makeViewButton(tr("Distribution"), QStringLiteral("showDistribution"), m_distribution));
    row->addWidget(
        makeViewButton(tr("Differences"), QStringLiteral("showDifferences"), m_differences));
    row->addWidget(makeViewButton(tr("View as table"), QStringLiteral("viewAsTable"), m_table));
    row->addStretch(1);
    row->addWidget(m_metric, 100);
    return bar;
}

QToolButton* WhatIfPage::makeViewButton(const QString& words, const QString& name, QWidget* face)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setText(words);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setAutoRaise(true);
    connect(button, &QToolButton::clicked, this, [this, face] { showFace(face); });
    m_needFigures.push_back(button);
    return button;
}

std::vector<QToolButton*> WhatIfPage::makeMenuButtons()
{
    m_policies = new QMenu(this);
    m_policies->setTitle(tr("Use policy"));
    return {makeMenuButton(tr("Use policy"), QStringLiteral("whatIfUsePolicy"), m_policies),
            makeMenuButton(tr("Export"), QStringLiteral("whatIfExport"), m_export->menu())};
}

QToolButton* WhatIfPage::makeMenuButton(const QString& words, const QString& name, QMenu* menu)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setText(words);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    m_needFigures.push_back(button);
    return button;
}

void WhatIfPage::connectWorker()
{
    connect(m_worker, &WhatIfWorker::progressed, this, &WhatIfPage::showFigures);
    connect(m_worker, &WhatIfWorker::finished, this, [this] { endRun(true); });
    connect(m_worker, &WhatIfWorker::cancelled, this, [this] { endRun(false); });
    connect(m_worker, &WhatIfWorker::failed, this, [this](const Error& error) {
        m_context.session.jobs().end(m_job, JobState::Failed, errorText(error));
        say(QStringLiteral("⚠ ") + errorText(error));
        showProgress();
    });
}

void WhatIfPage::showSnapshot(const SnapshotPtr& snapshot)
{
    const std::optional<EntityKey> key = snapshot ? std::optional(snapshot->key) : std::nullopt;
    if (key != m_entity) {
        forget();
        m_entity = key;
    }
    m_form->showSnapshot(snapshot);
}

/// What was found of one entity must not be used on another.
void WhatIfPage::forget()
{
    cancel();
    m_entity.reset();
    m_figures.reset();
    m_model->show({});
    for (WhatIfChart* chart : m_charts)
        chart->showFigures({});
    say({});
    fillPolicies();
    chooseFace();
}

void WhatIfPage::run()
{
    const QString complaint = m_form->complaint();
    if (!complaint.isEmpty())
        return say(QStringLiteral("⚠ ") + complaint);
    cancel();
    say({});
    const WhatIfQuestion question = m_form->question();
    m_job = m_context.session.jobs().begin(
        tr("Comparing policies"), [this] { cancel(); }, Jobs::Listed::WhenLong);
    m_progress->setRange(0, static_cast<int>(question.runs));
    m_progress->setValue(0);
    m_worker->start(question);
    showProgress();
}

void WhatIfPage::cancel()
{
    m_worker->cancel();
}

void WhatIfPage::endRun(bool isWhole)
{
    m_context.session.jobs().end(m_job, isWhole ? JobState::Done : JobState::Cancelled);
    showProgress();
    if (!isWhole)
        say(m_figures ? tr("Cancelled; what was done until then is shown.")
                      : tr("Cancelled before the first runs were done."));
}

void WhatIfPage::showProgress()
{
    const bool isRunning = m_worker->isRunning();
    m_progress->setVisible(isRunning);
    m_cancel->setVisible(isRunning);
    m_run->setVisible(!isRunning);
}

void WhatIfPage::showFigures(const WhatIfFiguresPtr& figures)
{
    const bool isFirst = !m_figures;
    m_figures = figures;
    m_progress->setValue(static_cast<int>(figures->runs));
    m_context.session.jobs().progress(
        m_job, static_cast<double>(figures->runs) / static_cast<double>(figures->asked));
    m_model->show(figures);
    for (WhatIfChart* chart : m_charts)
        chart->showFigures(figures);
    m_caption->setText(captionOf(*figures));
    fillPolicies();
    if (isFirst && height() < lowHeight)
        m_options->setChecked(false);
    if (isFirst)
        m_table->resizeColumnsToContents();
    chooseFace();
}

void WhatIfPage::showFace(QWidget* face)
{
    m_face = face;
    if (face == m_table)
        m_table->resizeColumnsToContents();
    chooseFace();
}

void WhatIfPage::chooseFace()
{
    for (QToolButton* button : m_needFigures)
        button->setEnabled(m_figures != nullptr);
    m_metric->setVisible(m_figures && (m_face == m_distribution || m_face == m_differences));
    m_caption->setVisible(m_figures != nullptr);
    QWidget* const current = m_figures ? m_face : m_hint;
    for (int i = 0; i < m_faces->count(); ++i) // what is behind asks for no room
        m_faces->widget(i)->setSizePolicy(
            m_faces->widget(i) == current
                ? QSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding)
                : QSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored));
    m_faces->setCurrentWidget(current);
}

/// A line a policy. The editor shows what is chosen, with what lint has to say of it; there it is
/// applied.
void WhatIfPage::fillPolicies()
{
    QStringList names;
    if (m_figures)
        for (const ComparedPolicy& policy : m_figures->policies)
            names << text(policy.name);
    QStringList there;
    for (const QAction* action : m_policies->actions())
        there << action->data().toString();
    if (names == there)
        return;
    m_policies->clear();
    for (qsizetype i = 0; i < names.size(); ++i) {
        QString words = names[i];
        QAction* action = m_policies->addAction(words.replace(u'&', QLatin1String("&&")));
        action->setObjectName(QStringLiteral("use_") + names[i]);
        action->setData(names[i]);
        connect(action, &QAction::triggered, this, [this, i] {
            const ComparedPolicy& policy = m_figures->policies[static_cast<std::size_t>(i)];
            m_context.focus.proposePolicy({policy.name, {}, policy.policy});
        });
    }
}

std::vector<PageCommand> WhatIfPage::commands() const
{
    std::vector<PageCommand> all;
    for (QAction* action : m_policies->actions())
        all.push_back({tr("Use policy %1 of the what-if").arg(action->data().toString()), action});
    return all;
}

WhatIfShown WhatIfPage::shown() const
{
    WhatIfShown shown;
    shown.charts.assign(m_charts.begin(), m_charts.end());
    const auto front = std::find(m_charts.begin(), m_charts.end(), m_face);
    shown.chart = front == m_charts.end() ? m_charts.front() : *front;
    if (m_face == m_table)
        shown.chart->resize(m_table->size());
    shown.figures = m_figures;
    shown.answer = m_worker->answer();
    return shown;
}

void WhatIfPage::say(const QString& sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

void WhatIfPage::hideEvent(QHideEvent* event)
{
    EntityPage::hideEvent(event);
    say({});
}

} // namespace rollout
