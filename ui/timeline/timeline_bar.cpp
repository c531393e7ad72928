#include "ui/timeline/timeline_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/palette.h"
#include "ui/timeline/time_travel.h"
#include "ui/timeline/timeline_axis.h"

namespace rollout {

namespace {

constexpr int groundAlpha = 46; // of 255: the highlight as a tint behind the notice
constexpr int edgeWidth = 5;

QToolButton* button(const QString& name, const QString& words, const QString& tip, QWidget* parent)
{
    auto* made = new QToolButton(parent);
    made->setObjectName(name);
    made->setText(words);
    made->setToolTip(tip);
    made->setAccessibleName(words);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

/// Why nothing is known of what was before.
QString beginningText(const PastMoment& first, bool hasEarlier)
{
    if (hasEarlier)
        return TimelineBar::tr("Remembered from here on; the journal tells what was before.");
    if (first.isRetold)
        return TimelineBar::tr("The journal tells nothing of what was before.");
    return first.number == firstMoment
        ? TimelineBar::tr("Known from here on: the entity was made then.")
        : TimelineBar::tr("Known from here on: what was before did not fit into memory.");
}

} // namespace

TimelineBar::TimelineBar(TimeTravel& travel, QWidget* parent)
    : QFrame(parent)
    , m_travel(travel)
{
    setObjectName(QStringLiteral("timelineBar"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeAxis());
    column->addWidget(makeNotice());
    connect(m_earlier, &QToolButton::clicked, &m_travel, &TimeTravel::readEarlier);
    connect(m_axis, &TimelineAxis::chosen, &m_travel, &TimeTravel::goTo);
    connect(m_back, &QToolButton::clicked, &m_travel, &TimeTravel::goToNow);
    connect(m_fork, &QToolButton::clicked, &m_travel, [this] { m_travel.branch(); });
    connect(&m_travel, &TimeTravel::changed, this, &TimelineBar::refresh);
    dress();
    refresh();
}

QWidget* TimelineBar::makeAxis()
{
    auto* line = new QWidget(this);
    m_earlier = button(QStringLiteral("readEarlier"), tr("Earlier"),
                       tr("Read from the journal what was before"), line);
    m_earlier->setAutoRaise(true);
    m_first = new QLabel(line);
    m_axis = new TimelineAxis(line);
    m_here = new QLabel(line);
    m_here->setObjectName(QStringLiteral("timelineHere"));
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(10, 0, 12, 2);
    row->setSpacing(8);
    row->addWidget(m_earlier, 0, Qt::AlignBottom);
    row->addWidget(m_first, 0, Qt::AlignBottom);
    row->addWidget(m_axis, 1);
    row->addWidget(m_here, 0, Qt::AlignBottom);
    return line;
}

QWidget* TimelineBar::makeNotice()
{
    m_notice = new QWidget(this);
    m_notice->setObjectName(QStringLiteral("pastNotice"));
    m_sentence = new QLabel(m_notice);
    m_sentence->setObjectName(QStringLiteral("pastSentence"));
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_picture = new QLabel(m_notice);
    m_back = button(QStringLiteral("backToNow"), tr("Back to now"),
                    tr("Show the entity as it is now"), m_notice);
    m_fork =
        button(QStringLiteral("forkHere"), tr("Fork here"),
               tr("Go on from here in an entity of its own; this one stays as it is"), m_notice);
    auto* row = new QHBoxLayout(m_notice);
    row->setContentsMargins(edgeWidth + 9, 3, 8, 3);
    row->setSpacing(8);
    row->addWidget(m_picture);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_back);
    row->addWidget(m_fork);
    return m_notice;
}

void TimelineBar::refresh()
{
    const Past& past = m_travel.past();
    setVisible(past.moments.size() > 1 || (m_travel.hasEarlier() && !past.moments.empty()));
    if (isHidden())
        return;
    const std::size_t index = m_travel.index();
    const Liveness liveness = m_travel.liveness();
    m_axis->showPast(past, index, liveness);
    m_first->setText(momentText(past.moments.front(), liveness));
    m_first->setToolTip(beginningText(past.moments.front(), m_travel.hasEarlier()));
    const bool isPast = index + 1 < past.moments.size();
    m_here->setText(isPast ? momentText(past.moments[index], liveness)
                           : tr("now: %1").arg(momentText(past.moments.back(), liveness)));
    m_notice->setVisible(isPast);
    refreshEarlier();
    refreshNotice(index);
    update();
}

void TimelineBar::refreshEarlier()
{
    const auto part = m_travel.readPart();
    m_earlier->setVisible(m_travel.hasEarlier());
    m_earlier->setFixedHeight(m_first->sizeHint().height()); // on one line with it
    m_earlier->setEnabled(!part);
    m_earlier->setText(part ? tr("Reading %1 %").arg(static_cast<int>(*part * 100))
                            : tr("Earlier"));
}

void TimelineBar::refreshNotice(std::size_t index)
{
    const Past& past = m_travel.past();
    const Liveness liveness = m_travel.liveness();
    const PastMoment& moment = past.moments[index];
    m_sentence->setText(m_travel.isOnTheWay()
                            ? tr("Going to %1…").arg(momentText(moment, liveness))
                            : pastSentence(moment, past.moments.back(), liveness));
    m_fork->setText(liveness == Liveness::Live ? tr("Simulate from here…") : tr("Fork here"));
    m_fork->setEnabled(!moment.isRetold);
    m_fork->setToolTip(
        moment.isRetold ? tr("The journal does not tell all that a step is decided by: nothing"
                             " can go on from here")
                        : tr("Go on from here in an entity of its own; this one stays as it is"));
}

/// Icons take the palette's colours when they are drawn.
void TimelineBar::dress()
{
    m_picture->setPixmap(icon(QStringLiteral("history")).pixmap(18, 18));
}

void TimelineBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_picture)
        dress();
}

void TimelineBar::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    if (m_notice->isHidden())
        return;
    const QColor edge = palette().color(QPalette::Highlight);
    QColor ground = edge;
    ground.setAlpha(groundAlpha);
    QPainter painter(this);
    painter.fillRect(m_notice->geometry(), ground);
    painter.fillRect(QRect(m_notice->geometry().topLeft(), QSize(edgeWidth, m_notice->height())),
                     edge);
}

} // namespace rollout
