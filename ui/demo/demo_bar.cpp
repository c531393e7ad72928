#include "ui/demo/demo_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/icons.h"
#include "ui/common/palette.h"
#include "ui/common/words.h"
#include "ui/demo/demo_player.h"

namespace rollout {

namespace {

constexpr double captionType = 1.5; // times the window's, on the smallest screen; more on others
constexpr int smallestScreen = 1366; // pixels wide
constexpr double largestScreen = 1.6; // times as wide: beyond it the type stays
constexpr int edgeWidth = 6;
constexpr int sideMargin = 28;
constexpr int dotSize = 8;
constexpr int dotGap = 6;
constexpr int mostDots = 30; ///< more would push the buttons out of a small window

/// None of the grounds that pages have.
QColor bandColour(Scheme scheme)
{
    return scheme == Scheme::Light ? QColor(0xdd, 0xea, 0xf6) : QColor(0x1b, 0x2a, 0x3c);
}

QColor edgeColour(Scheme scheme)
{
    return scheme == Scheme::Light ? QColor(0x00, 0x72, 0xb2) : QColor(0x56, 0xb4, 0xe9);
}

} // namespace

DemoBar::DemoBar(DemoPlayer& player, QWidget* parent)
    : QFrame(parent)
    , m_player(player)
    , m_caption(new QLabel(this))
    , m_scene(new QLabel(this))
    , m_dots(new QWidget(this))
    , m_previous(makeButton(QStringLiteral("previous"), tr("Scene before (Left)")))
    , m_pause(makeButton(QStringLiteral("pause"), tr("Pause or go on (Space)")))
    , m_next(makeButton(QStringLiteral("next"), tr("Next scene (Right)")))
    , m_end(makeButton(QStringLiteral("close"), tr("End the demo (Esc)")))
{
    setObjectName(QStringLiteral("demoBar"));
    m_caption->setObjectName(QStringLiteral("demoCaption"));
    m_caption->setWordWrap(true);
    m_caption->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_scene->setObjectName(QStringLiteral("demoScene"));
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_scene);
    line->addSpacing(10);
    line->addWidget(m_dots);
    line->addStretch(1);
    for (QToolButton* button : {m_previous, m_pause, m_next, m_end})
        line->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(sideMargin, 14, sideMargin - 10, 8);
    column->setSpacing(6);
    column->addWidget(m_caption, 1);
    column->addLayout(line);
    connect(m_previous, &QToolButton::clicked, &player, &DemoPlayer::goToPrevious);
    connect(m_pause, &QToolButton::clicked, &player, &DemoPlayer::pauseOrGoOn);
    connect(m_next, &QToolButton::clicked, &player, &DemoPlayer::goToNext);
    connect(m_end, &QToolButton::clicked, &player, &DemoPlayer::end);
    connect(&player, &DemoPlayer::changed, this, &DemoBar::refresh);
    connect(&player, &DemoPlayer::over, this, &DemoBar::refresh);
    connect(&player, &DemoPlayer::ended, this, &QWidget::hide);
    dress();
    hide();
}

QToolButton* DemoBar::makeButton(const QString& iconName, const QString& words)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("demo_") + iconName);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus); // keys are the demo's
    button->setToolTip(words);
    button->setAccessibleName(words);
    return button;
}

/// Before it is shown for the first time it has no width of its own.
int DemoBar::wholeWidth() const
{
    return isVisible() ? width() : parentWidget()->width();
}

/// In the size of type that the window has now.
void DemoBar::dress()
{
    m_isDressing = true;
    QFont large = font();
    const double screen = static_cast<double>(wholeWidth()) / smallestScreen;
    large.setPointSizeF(large.pointSizeF() * captionType * std::clamp(screen, 1.0, largestScreen));
    m_caption->setFont(large);
    m_isDressing = false;
}

void DemoBar::refresh()
{
    if (!m_player.isPlaying())
        return;
    const DemoProgress& progress = m_player.progress();
    const auto count = static_cast<int>(progress.script().scenes.size());
    const int scene = static_cast<int>(progress.scene()) + 1;
    const QString title = text(progress.script().title);
    m_caption->setText(text(progress.current().caption));
    QString where = tr("%1 · scene %2 of %3").arg(title).arg(scene).arg(count);
    if (progress.isOver())
        where = tr("%1 · the end: Esc leaves it, ← goes back").arg(title);
    else if (progress.isPaused())
        where = tr("%1 · scene %2 of %3 · paused: Space goes on").arg(title).arg(scene).arg(count);
    m_scene->setText(where);
    m_pause->setIcon(icon(progress.isPaused() ? QStringLiteral("run") : QStringLiteral("pause")));
    dress();
    m_dots->setFixedSize(count * (dotSize + dotGap), dotSize);
    m_dots->setVisible(count <= mostDots); // the words say where it is
    makeRoom();
    show();
    update();
}

/// For the longest caption of the demo, at this width.
void DemoBar::makeRoom()
{
    if (!m_player.isPlaying())
        return;
    const QMargins margins = contentsMargins() + layout()->contentsMargins();
    const int width = wholeWidth() - margins.left() - margins.right();
    int height = 0;
    for (const DemoScene& scene : m_player.progress().script().scenes)
        height =
            std::max(height,
                     m_caption->fontMetrics()
                         .boundingRect(0, 0, width, 10'000, Qt::TextWordWrap, text(scene.caption))
                         .height());
    m_caption->setMinimumHeight(height + 4);
    m_caption->setMaximumHeight(height + 4);
}

void DemoBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (m_isDressing)
        return;
    if (event->type() == QEvent::FontChange) {
        dress();
        makeRoom();
    }
}

void DemoBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    dress();
    makeRoom();
}

void DemoBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), bandColour(schemeOf(palette())));
    painter.fillRect(QRect(0, 0, edgeWidth, height()), edgeColour(schemeOf(palette())));
    if (m_player.isPlaying())
        paintDots(painter);
}

void DemoBar::paintDots(QPainter& painter) const
{
    const DemoProgress& progress = m_player.progress();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPoint origin = m_dots->pos();
    const QColor accent = edgeColour(schemeOf(palette()));
    const QColor quiet = quietText(palette());
    for (std::size_t i = 0; i < progress.script().scenes.size(); ++i) {
        const QRectF dot(origin.x() + static_cast<double>(i) * (dotSize + dotGap) + 0.5,
                         origin.y() + 0.5, dotSize - 1, dotSize - 1);
        const bool isPast = i < progress.scene() || progress.isOver();
        painter.setPen(QPen(i == progress.scene() ? accent : quiet, 1));
        painter.setBrush(i == progress.scene() ? QBrush(accent)
                             : isPast          ? QBrush(quiet)
                                               : QBrush(Qt::NoBrush));
        painter.drawEllipse(dot);
    }
}

} // namespace rollout
