#include "ui/shell/jobs_dock.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"

namespace rollout {

namespace {

constexpr int barWidth = 200;
constexpr int barSteps = 1000;

QString stateText(const JobEntry& entry)
{
    switch (entry.state) {
    case JobState::Running:
        return {};
    case JobState::Done:
        return entry.outcome.isEmpty() ? JobsDock::tr("✓ done")
                                       : JobsDock::tr("✓ %1").arg(entry.outcome);
    case JobState::Failed:
        return JobsDock::tr("⚠ %1").arg(entry.outcome);
    case JobState::Cancelled:
        return JobsDock::tr("cancelled");
    }
    return {};
}

QLabel* makeLabel(const QString& words, const char* name)
{
    auto* label = new QLabel(words);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QProgressBar* makeBar(const JobEntry& entry)
{
    auto* bar = new QProgressBar;
    bar->setObjectName(QStringLiteral("jobProgress"));
    bar->setAccessibleName(JobsDock::tr("Progress: %1").arg(entry.title));
    bar->setMaximumWidth(barWidth);
    bar->setTextVisible(false);
    bar->setRange(0, entry.part ? barSteps : 0); // without an end while none is known
    bar->setValue(static_cast<int>(entry.part.value_or(0) * barSteps));
    return bar;
}

} // namespace

JobsDock::JobsDock(Jobs& jobs, QStatusBar& statusBar, QWidget* parent)
    : QDockWidget(tr("Jobs"), parent)
    , m_jobs(jobs)
    , m_rows(new QVBoxLayout)
    , m_clear(new QToolButton)
    , m_statusBar(statusBar)
    , m_short(new QToolButton)
{
    setObjectName(QStringLiteral("dock_jobs"));
    m_clear->setObjectName(QStringLiteral("clearJobs"));
    m_clear->setText(tr("Clear finished"));
    m_clear->setAutoRaise(true);
    connect(m_clear, &QToolButton::clicked, &m_jobs, &Jobs::clearFinished);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(10, 4, 10, 6);
    column->setSpacing(4);
    column->addWidget(m_clear, 0, Qt::AlignRight);
    m_rows->setSpacing(4);
    column->addLayout(m_rows);
    column->addStretch(1);
    auto* scroller = new QScrollArea;
    scroller->setObjectName(QStringLiteral("jobs"));
    scroller->setAccessibleName(tr("Jobs, newest first"));
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setWidgetResizable(true);
    scroller->setWidget(body);
    setWidget(scroller);
    m_short->setObjectName(QStringLiteral("jobsInShort"));
    m_short->setAutoRaise(true);
    m_short->setToolTip(tr("Show the jobs"));
    connect(m_short, &QToolButton::clicked, this, &JobsDock::open);
    m_statusBar.setSizeGripEnabled(false);
    m_statusBar.addWidget(m_short);
    toggleViewAction()->setText(tr("Show or hide Jobs"));
    toggleViewAction()->setIcon(icon(QStringLiteral("clock")));
    connect(&jobs, &Jobs::changed, this, &JobsDock::refill);
    connect(&jobs, &Jobs::progressed, this, &JobsDock::showPart);
    refill();
}

void JobsDock::open()
{
    show();
    raise();
    widget()->setFocus(Qt::OtherFocusReason);
}

void JobsDock::hideIfEmpty()
{
    if (m_jobs.entries().empty())
        hide();
}

void JobsDock::refill()
{
    m_bars.clear();
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // one of its buttons may be what was clicked
        delete item;
    }
    for (const JobEntry& entry : m_jobs.entries())
        m_rows->addWidget(makeRow(entry));
    const bool isEmpty = m_jobs.entries().empty();
    m_clear->setEnabled(std::ssize(m_jobs.entries()) > m_jobs.running());
    toggleViewAction()->setEnabled(!isEmpty);
    m_statusBar.setVisible(!isEmpty);
    hideIfEmpty();
    showInShort();
}

QWidget* JobsDock::makeRow(const JobEntry& entry)
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    line->addWidget(makeLabel(entry.title, "jobTitle"), 2);
    if (entry.state != JobState::Running) {
        line->addWidget(makeLabel(stateText(entry), "jobOutcome"), 3);
        return row;
    }
    QProgressBar* bar = makeBar(entry);
    m_bars[entry.id] = bar;
    auto* right = new QHBoxLayout; // as wide as an outcome
    right->setSpacing(10);
    right->addWidget(bar, 1);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancelJob"));
    cancel->setAccessibleName(tr("Cancel: %1").arg(entry.title));
    cancel->setEnabled(static_cast<bool>(entry.cancel));
    cancel->setToolTip(entry.cancel ? QString() : tr("This cannot be cancelled."));
    connect(cancel, &QPushButton::clicked, this, [this, id = entry.id] { m_jobs.cancel(id); });
    right->addWidget(cancel);
    right->addStretch(1);
    line->addLayout(right, 3);
    return row;
}

void JobsDock::showPart(int id, double part)
{
    const auto bar = m_bars.find(id);
    if (bar == m_bars.end())
        return;
    bar->second->setMaximum(barSteps);
    bar->second->setValue(static_cast<int>(part * barSteps));
}

/// What runs; or what came of the last one.
void JobsDock::showInShort()
{
    if (m_jobs.entries().empty())
        return m_short->setText({});
    const JobEntry& newest = m_jobs.entries().front();
    const int running = m_jobs.running();
    m_short->setText(running > 1 ? tr("%1 jobs").arg(running)
                         : newest.state == JobState::Running
                         ? newest.title
                         : tr("%1: %2").arg(newest.title, stateText(newest)));
    m_short->setAccessibleName(tr("Jobs: %1").arg(m_short->text()));
}

} // namespace rollout
