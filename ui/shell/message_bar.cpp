#include "ui/shell/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "ui/common/icons.h"
#include "ui/common/job.h"
#include "ui/common/words.h"

namespace rollout {

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
    m_progress->hide();
    m_close->show();
    setTone(tone);
    QFrame::show();
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
    const Scheme scheme = schemeOf(palette());
    const bool problem = tone == Tone::Problem;
    const QColor edge = problem ? liveColour(scheme) : phaseColour(TargetPhase::Baking, scheme);
    m_icon->setPixmap(
        icon(problem ? QStringLiteral("warning") : QStringLiteral("information")).pixmap(18, 18));
    setStyleSheet(
        QStringLiteral("#messageBar { border: none; border-left: 4px solid %1; background: %2; }")
            .arg(edge.name(), palette().color(QPalette::Base).name()));
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !isHidden())
        setTone(m_tone);
}

} // namespace rollout
