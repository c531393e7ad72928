#pragma once

// Plays a demo in the window: in a store of its own in memory, so that nothing real is touched. One
// thing at a time is asked of the engine; what a person presses meanwhile is done after it.

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>

#include "ui/common/page.h"
#include "ui/common/play_news.h"
#include "ui/demo/demo_progress.h"

namespace rollout {

class TimeTravel;

class DemoPlayer : public QObject
{
    Q_OBJECT
public:
    /// `travel` outlives this.
    DemoPlayer(const PageContext& context, TimeTravel& travel, QObject* parent = nullptr);

    /// Ends another one. Closes the store that is open.
    void play(const DemoScript& script);
    /// Its rollout stays in focus, in the present.
    void end();
    [[nodiscard]] bool isPlaying() const { return m_progress.has_value(); }
    /// Of the demo that is played.
    [[nodiscard]] const DemoProgress& progress() const { return *m_progress; }
    /// Times as long as the script says for every step and pause; 0: as fast as it goes.
    void setPace(double pace) { m_pace = pace; }

    void pauseOrGoOn() { tell(&DemoProgress::pauseOrGoOn); }
    void goToNext() { tell(&DemoProgress::goToNext); }
    void goToPrevious() { tell(&DemoProgress::goToPrevious); }

Q_SIGNALS:
    void changed(); ///< another scene, or it pauses or goes on
    void over(); ///< the last scene was shown; it can be gone back from there
    void ended();

private:
    using Order = DemoProgress::Order;

    void tell(void (DemoProgress::*what)());
    void goOn();
    void announce();
    void perform();
    void begin();
    void act();
    void step();
    void show(std::uint64_t step);
    void takeNews(const PlayNewsPtr& news);
    void noteOpened();
    void noteTravel();
    void fetchStanding();
    void finish(const SnapshotPtr& snapshot);

    PageContext m_context;
    TimeTravel& m_travel;
    QTimer m_timer; ///< until the next order
    std::optional<DemoProgress> m_progress; ///< nothing: no demo is played
    double m_pace = 1.0;
    int m_number = 0; ///< of the rollout that is played; below 0, which nobody else's are
    std::optional<EntityKey> m_entity; ///< nothing: it is not there yet
    DemoStanding m_standing; ///< the newest
    bool m_isOver = false; ///< the scenario
    bool m_isBusy = false; ///< an order is being carried out
    bool m_isOpening = false; ///< the store of a rollout is on its way
    std::deque<void (DemoProgress::*)()> m_told; ///< while it was busy
    std::optional<std::size_t> m_announced; ///< scene
    bool m_wasPaused = false; ///< when it was announced
};

} // namespace rollout
