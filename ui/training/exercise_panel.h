#pragma once

// An exercise under way: what the trainee knows, what has happened, the question that the run waits
// for, and what the trainer may do.

#include <QWidget>

#include "core/scenario.h"
#include "ui/common/play.h"

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace rollout {

class QuestionCard;
class Session;

class ExercisePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ExercisePanel(Session& session, QWidget* parent = nullptr);

    /// `manner`: how it is played, after its title; empty: by a person.
    void begin(const NamedScenario& named, const QString& manner);
    void showNews(const PlayNews& news);
    void note(Seconds at, const QString& what);
    void ask(const TrainingQuestion& question);
    void stopAsking();

Q_SIGNALS:
    void answered(double probability);
    void injected(const rollout::VersionModel& model, const QString& words);
    void restarted();
    void ended(); ///< score what there is
    void left();

private:
    QWidget* makeControls();
    void showHint();
    void labelHint();
    void showRunning(bool isRunning);

    Session& m_session;
    NamedScenario m_named;
    std::size_t m_hints = 0; ///< shown
    QLabel* m_title;
    QLabel* m_briefing;
    QLabel* m_when;
    QLabel* m_hintText;
    QPushButton* m_hint;
    QPushButton* m_run;
    QuestionCard* m_card;
    QListWidget* m_events;
    QComboBox* m_model = nullptr;
};

} // namespace rollout
