#include "ui/shell/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "ui/common/icons.h"
#include "ui/common/job.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int edgeWidth = 4;

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_label(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_button(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_label->setObjectName(QStringLiteral("messageText"));
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_progress->setObjectName(QStringLiteral("messageProgress"));
    m_progress->setMaximumWidth(240);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_button->setObjectName(QStringLiteral("messageButton"));
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_button);
    layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::clear);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (const auto fix = m_fix)
            fix();
    });
    clear();
}

void MessageBar::show(Tone tone, const QString& sentence, const QString& button,
                      std::function<void()> fix)
{
    m_label->setText(sentence);
    setAccessibleName(sentence);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_fix = std::move(fix);
    m_about.reset();
    m_progress->hide();
    m_close->show();
    setTone(tone);
    QFrame::show();
}

void MessageBar::showNote(EntityKey about, const QString& sentence, const QString& button,
                          std::function<void()> fix)
{
    show(Tone::Information, sentence, button, std::move(fix));
    m_about = about;
}

void MessageBar::focusMoved(std::optional<EntityKey> focused)
{
    const bool isAboutAJob = !m_progress->isHidden();
    if (m_tone == Tone::Information && !isAboutAJob && (!m_about || m_about != focused))
        clear();
}

void MessageBar::follow(Job* job)
{
    show(Tone::Information, job->title(), tr("Cancel"), [job = QPointer<Job>(job)] {
        if (job)
            job->cancel();
    });
    m_progress->setValue(0);
    m_progress->setAccessibleName(job->title());
    m_progress->show();
    m_close->hide();
    connect(job, &Job::progressed, this,
            [this](double part) { m_progress->setValue(static_cast<int>(part * 1000)); });
    connect(job, &Job::succeeded, this, &MessageBar::clear);
    connect(job, &Job::failed, this, [this](const Error& error) {
        if (error.code == ErrorCode::Cancelled)
            show(Tone::Information, tr("Cancelled; nothing was changed."));
        else
            show(Tone::Problem, errorText(error));
    });
}

void MessageBar::clear()
{
    m_fix = {};
    m_label->clear();
    hide();
}

QString MessageBar::sentence() const
{
    return isHidden() ? QString() : m_label->text();
}

void MessageBar::setTone(Tone tone)
{
    m_tone = tone;
    const bool isProblem = tone == Tone::Problem;
    const QString name = isProblem ? QStringLiteral("warning") : QStringLiteral("information");
    m_icon->setPixmap(icon(name).pixmap(18, 18));
    update();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const Scheme scheme = schemeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.fillRect(QRect(0, 0, edgeWidth, height()),
                     m_tone == Tone::Problem ? liveColour(scheme)
                                             : phaseColour(TargetPhase::Baking, scheme));
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !isHidden())
        setTone(m_tone); // the icon is drawn in the palette's colours
}

} // namespace rollout
