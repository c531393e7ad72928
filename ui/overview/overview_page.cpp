#include "ui/overview/overview_page.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/format.h"
#include "ui/common/last_step.h"
#include "ui/common/phase_mark.h"
#include "ui/common/sentences.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/overview/gauge_bar.h"
#include "ui/overview/overview_words.h"
#include "ui/overview/phase_bar.h"
#include "ui/overview/version_card.h"

namespace rollout {

namespace {

QLabel* makeSentence(const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel* makeTitle(const QString& title, QWidget* parent)
{
    auto* label = new QLabel(title, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

OverviewPage::OverviewPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_lastStep(new LastStep(context.session, this))
    , m_faces(new QStackedWidget(this))
    , m_hint(new EmptyHint(this))
{
    setObjectName(QStringLiteral("overviewPage"));
    auto* scroller = new QScrollArea(this);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setWidgetResizable(true);
    scroller->setWidget(makeBody());
    m_faces->addWidget(scroller);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    connect(m_lastStep, &LastStep::changed, this, [this] { showSnapshot(m_snapshot); });
    showSnapshot(nullptr);
}

QString OverviewPage::title() const
{
    return tr("Overview");
}

QWidget* OverviewPage::makeBody()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(20, 14, 20, 12);
    column->setSpacing(11);
    column->addWidget(makeHeadline());
    column->addWidget(makeCards());
    m_phases = new PhaseBar;
    m_phases->setObjectName(QStringLiteral("phaseBar"));
    column->addWidget(m_phases);
    column->addWidget(makeGauges());
    column->addWidget(makeReasons());
    column->addStretch(1);
    return body;
}

QWidget* OverviewPage::makeHeadline()
{
    auto* line = new QWidget;
    auto* grid = new QGridLayout(line);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    m_mark = new QLabel;
    m_headline = makeSentence(QStringLiteral("overviewHeadline"), line);
    QFont large = m_headline->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    m_headline->setFont(large);
    m_place = makeSentence(QStringLiteral("overviewPlace"), line);
    m_place->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(m_mark, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(m_headline, 0, 1);
    grid->addWidget(m_place, 1, 1);
    grid->setColumnStretch(1, 1);
    return line;
}

QWidget* OverviewPage::makeCards()
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    m_cards = {new VersionCard(tr("Target"), tr("The version that was asked for."),
                               QStringLiteral("targetVersion")),
               new VersionCard(tr("Rolling"), tr("The version that is being rolled out now."),
                               QStringLiteral("rollingVersion")),
               new VersionCard(tr("Last known good"), tr("What a rollback goes back to."),
                               QStringLiteral("lastKnownGood")),
               new VersionCard(tr("Last known bad"), tr("The version that failed last."),
                               QStringLiteral("lastKnownBad"))};
    for (VersionCard* card : m_cards)
        line->addWidget(card, 1);
    return row;
}

QWidget* OverviewPage::makeGauges()
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(24);
    m_succeeded = new GaugeBar(tr("Succeeded"), TargetPhase::Succeeded);
    m_succeeded->setObjectName(QStringLiteral("succeededGauge"));
    m_failed = new GaugeBar(tr("Failed"), TargetPhase::Failed);
    m_failed->setObjectName(QStringLiteral("failedGauge"));
    m_inRollout = new GaugeBar(tr("In rollout"), TargetPhase::Baking);
    m_inRollout->setObjectName(QStringLiteral("inRolloutGauge"));
    for (GaugeBar* gauge : {m_succeeded, m_failed, m_inRollout})
        line->addWidget(gauge, 1);
    return row;
}

QWidget* OverviewPage::makeReasons()
{
    auto* frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setBackgroundRole(QPalette::Base);
    frame->setAutoFillBackground(true);
    auto* grid = new QGridLayout(frame);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    m_did = makeSentence(QStringLiteral("lastStep"), frame);
    m_waits = makeSentence(QStringLiteral("waitsFor"), frame);
    m_timeLeft = makeSentence(QStringLiteral("timeLeft"), frame);
    int row = 0;
    for (const auto& [name, label] :
         {std::pair(tr("Last step"), m_did), std::pair(tr("Now"), m_waits),
          std::pair(tr("Time left"), m_timeLeft)}) {
        grid->addWidget(makeTitle(name, frame), row, 0, Qt::AlignTop);
        grid->addWidget(label, row++, 1);
    }
    grid->setColumnStretch(1, 1);
    return frame;
}

void OverviewPage::showSnapshot(const SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    const PastViewPtr& past = m_context.focus.past();
    const SummaryPtr summary = past ? past->summary
        : snapshot                  ? m_context.session.summary(snapshot->key)
                                    : nullptr;
    if (!snapshot || !summary || summary->total == 0)
        return showHint(snapshot);
    const SnapshotPtr complete = m_lastStep->complete(snapshot);
    const OverviewFigures figures = overviewOf(*complete, *summary);
    showHeadline(*snapshot, figures);
    showCards(snapshot->state.fleet, figures);
    m_phases->setCounts(figures.phases);
    showGauges(figures);
    showReasons(*complete, *summary, figures);
    m_faces->setCurrentIndex(0);
}

void OverviewPage::showHeadline(const EntitySnapshot& snapshot, const OverviewFigures& figures)
{
    // As it is: it may begin with a version, and v2 is not V2.
    m_headline->setText(rolloutSentence(snapshot.state, figures.phase));
    m_place->setText(tr("%1 / %2 · %3 · step %4")
                         .arg(text(snapshot.namespaceName), text(snapshot.entityName),
                              snapshot.state.isSimulated() ? tr("simulated") : tr("LIVE"),
                              formatCount(static_cast<std::int64_t>(snapshot.state.step))));
    m_mark->setText(QString(rolloutPhaseGlyph(figures.phase)));
    const QColor fill = rolloutPhaseColour(figures.phase, schemeOf(palette()));
    m_mark->setStyleSheet(
        QStringLiteral(
            "background:%1; color:%2; border-radius:6px; font-weight:bold; font-size:24px;"
            "min-width:42px; min-height:42px; qproperty-alignment:AlignCenter;")
            .arg(fill.name(), textOn(fill).name()));
}

void OverviewPage::showCards(const Fleet& fleet, const OverviewFigures& figures)
{
    const std::array places{figures.target, figures.rolling, figures.lastKnownGood,
                            figures.lastKnownBad};
    for (std::size_t place = 0; place < places.size(); ++place)
        m_cards[place]->setPlace(places[place], text(fleet.versions().at(places[place].version)));
}

void OverviewPage::showGauges(const OverviewFigures& figures)
{
    const auto words = [](const Gauge& gauge, const QString& pattern) {
        return pattern.arg(formatCount(gauge.value), formatCount(gauge.threshold));
    };
    m_succeeded->setGauge(figures.succeeded, words(figures.succeeded, tr("%1 of %2 needed")));
    m_failed->setGauge(figures.failed, words(figures.failed, tr("%1 of %2 tolerated")));
    m_inRollout->setGauge(figures.inRollout, words(figures.inRollout, tr("%1 of %2")));
}

void OverviewPage::showReasons(const EntitySnapshot& snapshot, const EntitySummary& summary,
                               const OverviewFigures& figures)
{
    m_did->setText(
        lastStepText(*m_snapshot, snapshot.lastPlan ? m_lastStep->sentences() : QStringList()));
    m_waits->setText(waitingText(snapshot, summary));
    m_timeLeft->setText(timeLeftSentence(figures));
}

void OverviewPage::showHint(const SnapshotPtr& snapshot)
{
    if (snapshot)
        m_hint->setHint(
            tr("%1 has no targets yet").arg(text(snapshot->entityName)),
            tr("Import a fleet file, drop one here, or let a controller service report."),
            importFleetAction());
    else
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see where it stands."));
    m_faces->setCurrentWidget(m_hint);
}

} // namespace rollout
