#pragma once

// The dock "Training": choose a scenario, play it with the running engine, and see what it was
// worth.

#include <QPointer>

#include <optional>

#include "ui/common/page.h"
#include "ui/training/session_report.h"

class QStackedWidget;

namespace rollout {

class ExercisePanel;
class GalleryPanel;
class Job;
class ResultPanel;

class TrainingPage : public EntityPage
{
    Q_OBJECT
public:
    explicit TrainingPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    /// The pages beside it show the entity; this one is told by Session::played().
    void showSnapshot(const SnapshotPtr& snapshot) override;

private:
    void connectPanels();
    void begin(const NamedScenario& named);
    void beginAgain(const SavedSession& recorded);
    void play(const PlayRequest& request);
    void followReplay(const PlayNews& news);
    void tellDeed(const Deed& deed);
    void takeNews(const PlayNewsPtr& news);
    void noteOpened(const QString& url);
    void askNext();
    void placeBet(double probability);
    void inject(const VersionModel& model, const QString& words);
    void end();
    void fetchActions();
    void weigh();
    void leave();
    void openFile();
    void openSession(const QString& path);
    void simulateOnly();
    void save();

    PageContext m_context;
    QStackedWidget* m_faces;
    GalleryPanel* m_gallery;
    ExercisePanel* m_exercise;
    ResultPanel* m_result;
    NamedScenario m_chosen; ///< as it was begun
    TrainingSession m_session;
    std::optional<SavedSession> m_recorded; ///< what is played again; nothing: a person plays
    std::size_t m_toldDeeds = 0; ///< of it
    std::size_t m_knownModels = 0; ///< of versions, of the fleet that is played
    PlayNewsPtr m_news; ///< the newest; null: no exercise is under way
    int m_number = 0; ///< of the exercise
    bool m_isOpening = false; ///< an exercise's own store is on its way
    QPointer<Job> m_weighing;
};

} // namespace rollout
