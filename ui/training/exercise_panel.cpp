#include "ui/training/exercise_panel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

#include "ui/common/icons.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/training/question_card.h"
#include "ui/training/training_words.h"

namespace rollout {

namespace {

constexpr std::array<int, 6> speeds{1, 10, 60, 120, 300, 1000};

QLabel* wrapped(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    return label;
}

} // namespace

ExercisePanel::ExercisePanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(wrapped("exerciseTitle"))
    , m_briefing(wrapped("exerciseBriefing"))
    , m_when(new QLabel)
    , m_hintText(wrapped("hintText"))
    , m_hint(new QPushButton)
    , m_run(new QPushButton)
    , m_card(new QuestionCard)
    , m_events(new QListWidget)
{
    m_when->setObjectName(QStringLiteral("exerciseTime"));
    m_hint->setObjectName(QStringLiteral("showHint"));
    m_run->setObjectName(QStringLiteral("exerciseRun"));
    m_events->setObjectName(QStringLiteral("exerciseEvents"));
    m_events->setAccessibleName(tr("What has happened"));
    m_events->setWordWrap(true);
    m_events->setFrameShape(QFrame::NoFrame);
    QFont large = m_title->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.2);
    m_title->setFont(large);
    auto* running = new QHBoxLayout;
    running->addWidget(m_when, 1);
    running->addWidget(m_run);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addWidget(m_briefing);
    column->addLayout(running);
    column->addWidget(m_card);
    column->addWidget(m_hintText);
    column->addWidget(m_hint, 0, Qt::AlignLeft);
    column->addWidget(m_events, 1);
    column->addWidget(makeControls());
    m_card->hide();
    connect(m_hint, &QPushButton::clicked, this, &ExercisePanel::showHint);
    connect(m_card, &QuestionCard::answered, this, &ExercisePanel::answered);
    connect(m_run, &QPushButton::clicked, this,
            [this] { m_session.setRunning(!m_session.isRunning()); });
    connect(&m_session, &Session::runningChanged, this, &ExercisePanel::showRunning);
    showRunning(false);
}

QWidget* ExercisePanel::makeControls()
{
    auto* controls = new QWidget;
    auto* grid = new QGridLayout(controls);
    grid->setContentsMargins(0, 0, 0, 0);
    m_model = new QComboBox;
    m_model->setObjectName(QStringLiteral("injectModel"));
    m_model->setAccessibleName(tr("What goes wrong with v2"));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const std::vector<Injection> models = injections();
    for (const Injection& model : models)
        m_model->addItem(model.words);
    auto* inject = new QPushButton(tr("Inject now"));
    inject->setObjectName(QStringLiteral("inject"));
    inject->setToolTip(tr("The trainer's: v2 behaves like this too from the next step on"));
    auto* speed = new QComboBox;
    speed->setObjectName(QStringLiteral("exerciseSpeed"));
    speed->setAccessibleName(tr("Speed"));
    for (const int factor : speeds)
        speed->addItem(tr("%1× time").arg(factor), factor);
    speed->setCurrentIndex(speed->findData(m_session.speed()));
    auto* again = new QPushButton(tr("Restart"));
    again->setObjectName(QStringLiteral("restartExercise"));
    auto* end = new QPushButton(tr("End and score"));
    end->setObjectName(QStringLiteral("endExercise"));
    auto* leave = new QPushButton(tr("Leave"));
    leave->setObjectName(QStringLiteral("leaveExercise"));
    grid->addWidget(m_model, 0, 0, 1, 2);
    grid->addWidget(inject, 0, 2);
    grid->addWidget(speed, 1, 0, 1, 2);
    grid->addWidget(again, 1, 2);
    grid->addWidget(leave, 2, 0);
    grid->addWidget(end, 2, 2);
    grid->setColumnStretch(1, 1);
    connect(inject, &QPushButton::clicked, this, [this] {
        const std::vector<Injection> all = injections();
        const Injection& chosen = all[static_cast<std::size_t>(m_model->currentIndex())];
        Q_EMIT injected(chosen.model, chosen.words);
    });
    connect(speed, &QComboBox::activated, this,
            [this, speed] { m_session.setSpeed(speed->currentData().toInt()); });
    connect(&m_session, &Session::speedChanged, speed,
            [speed](int factor) { speed->setCurrentIndex(speed->findData(factor)); });
    connect(again, &QPushButton::clicked, this, &ExercisePanel::restarted);
    connect(end, &QPushButton::clicked, this, &ExercisePanel::ended);
    connect(leave, &QPushButton::clicked, this, &ExercisePanel::left);
    return controls;
}

void ExercisePanel::begin(const NamedScenario& named, const QString& manner)
{
    m_named = named;
    m_hints = 0;
    m_events->clear();
    m_card->hide();
    m_hintText->hide();
    const QString title = text(named.title.empty() ? named.name : named.title);
    m_title->setText(manner.isEmpty() ? title : tr("%1 · %2").arg(title, manner));
    const Training& training = named.training;
    const std::string& story = training.briefing.empty() ? named.description : training.briefing;
    m_briefing->setText(QStringLiteral("%1<br><b>%2</b>")
                            .arg(text(story).toHtmlEscaped(), text(training.goal).toHtmlEscaped()));
    labelHint();
}

void ExercisePanel::showNews(const PlayNews& news)
{
    m_when->setText(tr("Next step: %1").arg(momentText(news.nextStepAt)));
    for (const PlayedAct& act : news.happened)
        note(act.at, happeningText(act.act));
}

void ExercisePanel::note(Seconds at, const QString& what)
{
    m_events->addItem(tr("%1: %2").arg(momentText(at), what));
    m_events->scrollToBottom();
}

void ExercisePanel::ask(const TrainingQuestion& question)
{
    m_card->ask(question);
    m_run->setEnabled(false);
}

void ExercisePanel::stopAsking()
{
    m_card->hide();
    m_run->setEnabled(true);
}

void ExercisePanel::showHint()
{
    const auto& hints = m_named.training.hints;
    if (m_hints == hints.size())
        return;
    QString shown = m_hints == 0 ? QString() : m_hintText->text() + u'\n';
    shown += QStringLiteral("• ") + text(hints[m_hints++]);
    m_hintText->setText(shown);
    m_hintText->show();
    labelHint();
}

void ExercisePanel::labelHint()
{
    const std::size_t count = m_named.training.hints.size();
    m_hint->setVisible(m_hints < count);
    m_hint->setText(tr("Show a hint (%1 of %2)").arg(m_hints + 1).arg(count));
}

void ExercisePanel::showRunning(bool isRunning)
{
    m_run->setText(isRunning ? tr("Pause") : tr("Run"));
    m_run->setIcon(icon(isRunning ? QStringLiteral("pause") : QStringLiteral("run")));
}

} // namespace rollout
