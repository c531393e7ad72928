#include "ui/shell/run_bar.h"

#include <QGuiApplication>
#include <QPainter>
#include <QTimer>

#include <array>

#include "ui/common/format.h"
#include "ui/common/palette.h"

namespace rollout {

namespace {

constexpr std::array<int, 10> speeds{1, 2, 5, 10, 30, 60, 120, 300, 600, 1000};

/// A virtual clock starts at the epoch: what it shows is simulated time, not a date.
QString simulatedText(Time now)
{
    return formatClock(wholeSeconds(now.time_since_epoch()));
}

} // namespace

SpeedBox::SpeedBox(Session& session, QWidget* parent)
    : QComboBox(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("speed"));
    setAccessibleName(tr("Speed: simulated seconds a second"));
    setToolTip(tr("Speed: simulated seconds a second"));
    for (const int speed : speeds)
        addItem(tr("%1×").arg(speed), speed);
    showSpeed(session.speed());
    connect(this, &QComboBox::activated, this,
            [this] { m_session.setSpeed(currentData().toInt()); });
    connect(&session, &Session::speedChanged, this, &SpeedBox::showSpeed);
}

void SpeedBox::showSpeed(int factor)
{
    setCurrentIndex(findData(factor));
}

void SpeedBox::faster()
{
    m_session.setSpeed(itemData(std::min(currentIndex() + 1, count() - 1)).toInt());
}

void SpeedBox::slower()
{
    m_session.setSpeed(itemData(std::max(currentIndex() - 1, 0)).toInt());
}

ClockLabel::ClockLabel(Session& session, Focus& focus, const Clock& liveClock, QWidget* parent)
    : QLabel(parent)
    , m_session(session)
    , m_focus(focus)
    , m_liveClock(liveClock)
    , m_seconds(new QTimer(this))
{
    setObjectName(QStringLiteral("clock"));
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setContentsMargins(10, 4, 10, 4);
    m_seconds->setInterval(1000);
    connect(m_seconds, &QTimer::timeout, this, &ClockLabel::refresh);
    connect(&session, &Session::clockChanged, this, &ClockLabel::refresh);
    connect(&session, &Session::runningChanged, this, &ClockLabel::refresh);
    connect(&session, &Session::heldChanged, this, &ClockLabel::refresh);
    connect(&session, &Session::entityChanged, this, [this](EntityKey key) {
        if (m_focus.entity() == key)
            refresh();
    });
    connect(&focus, &Focus::entityChanged, this, &ClockLabel::refresh);
    dress();
    refresh();
}

void ClockLabel::refresh()
{
    const auto entity = m_focus.entity();
    const SnapshotPtr snapshot = entity ? m_session.snapshot(*entity) : nullptr;
    setLive(snapshot && !snapshot->state.isSimulated());
    if (m_isLive) {
        setText(tr("LIVE  %1 UTC").arg(formatDateTime(m_liveClock.now())));
        setToolTip(
            tr("This entity is live: it goes by the time of day, and its targets are real."));
        return;
    }
    const QString state = m_session.isHeld() ? tr("waiting for the store")
        : m_session.isRunning()              ? tr("running")
                                             : tr("paused");
    // A fork's clock is behind the simulation's.
    const Milliseconds lag = snapshot ? snapshot->state.simulation->clockLag : Milliseconds(0);
    setText(tr("simulated  %1  %2").arg(simulatedText(m_session.simulationNow() - lag), state));
    setToolTip(tr("Simulated time since the simulation began."));
}

void ClockLabel::setLive(bool live)
{
    if (std::exchange(m_isLive, live) == live)
        return;
    if (live)
        m_seconds->start();
    else
        m_seconds->stop();
    dress();
    Q_EMIT liveChanged(live);
}

void ClockLabel::dress()
{
    QFont bold = font();
    bold.setBold(m_isLive);
    setFont(bold);
}

/// The live clock draws its text itself: a label in a toolbar takes its colour from the toolbar.
void ClockLabel::paintEvent(QPaintEvent* event)
{
    if (!m_isLive)
        return QLabel::paintEvent(event);
    const QColor ground = liveColour(schemeOf(QGuiApplication::palette()));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect().adjusted(0, 2, 0, -2), 4, 4);
    painter.setPen(textOn(ground));
    painter.drawText(contentsRect(), static_cast<int>(alignment()), text());
}

} // namespace rollout
