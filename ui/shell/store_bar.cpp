#include "ui/shell/store_bar.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "ui/common/icons.h"
#include "ui/common/palette.h"
#include "ui/common/session.h"

namespace rollout {

namespace {

constexpr int edgeWidth = 4;
constexpr int groundAlpha = 38; // of 255, as of the notices below it

/// As the clock on the wall shows it.
QString hourOf(Time time)
{
    const auto since = std::chrono::duration_cast<Milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(since.count()).toString(QStringLiteral("HH:mm"));
}

} // namespace

StoreBar::StoreBar(Session& session, const Clock& liveClock, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_clock(liveClock)
    , m_icon(new QLabel(this))
    , m_label(new QLabel(this))
{
    setObjectName(QStringLiteral("storeBar"));
    m_label->setObjectName(QStringLiteral("storeText"));
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_label, 1);
    hide();
    connect(&session, &Session::storeLost, this, &StoreBar::showLost);
    connect(&session, &Session::storeBack, this, &QWidget::hide);
    connect(&session, &Session::opened, this, &QWidget::hide);
}

void StoreBar::showLost(const QString& reason)
{
    m_label->setText(tr("The store %1 does not answer since %2; trying again. Nothing that was "
                        "confirmed is lost.")
                         .arg(m_session.storeUrl(), hourOf(m_clock.now())));
    setAccessibleName(m_label->text());
    setToolTip(reason);
    dress();
    show();
}

void StoreBar::dress()
{
    m_icon->setPixmap(icon(QStringLiteral("warning")).pixmap(18, 18));
}

void StoreBar::paintEvent(QPaintEvent*)
{
    const QColor colour = liveColour(schemeOf(palette()));
    QColor ground = colour;
    ground.setAlpha(groundAlpha);
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.fillRect(rect(), ground);
    painter.fillRect(QRect(0, 0, edgeWidth, height()), colour);
}

void StoreBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !isHidden())
        dress();
}

} // namespace rollout
