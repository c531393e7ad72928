#pragma once

// What is known of the focused entity's past, and the way to any moment of it: asked of the engine
// in its own thread, newest wish first. Makes branches of what is looked at, and has the journal
// read for what was before the first moment.

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

#include "service/past_reader.h"
#include "ui/common/focus.h"
#include "ui/common/page.h"
#include "ui/timeline/timeline_words.h"

namespace rollout {

/// A journal on its way into an entity's past.
struct JournalReading
{
    EntityKey key{};
    std::shared_ptr<PastReader> reader;
    int job = 0;
    double part = 0;
    bool isCancelled = false;
};

class TimeTravel : public QObject
{
    Q_OBJECT
public:
    explicit TimeTravel(const PageContext& context, QObject* parent = nullptr);

    /// Of the focused entity; empty when there is none or nothing is known yet.
    [[nodiscard]] const Past& past() const { return m_past; }
    [[nodiscard]] Liveness liveness() const;
    /// What is looked at, or on the way to be; the last one is the present.
    [[nodiscard]] std::size_t index() const;
    /// Asked for, and not there yet.
    [[nodiscard]] bool isOnTheWay() const { return m_wanted.has_value(); }

    /// Whether the journal tells of a time before the first moment.
    [[nodiscard]] bool hasEarlier() const { return m_hasEarlier; }
    /// How much of that is read, 0 to 1; nothing while nothing is being read.
    [[nodiscard]] std::optional<double> readPart() const;
    /// Puts it before the first moment, in pieces; a job that can be cancelled.
    void readEarlier();
    /// Whether something can go on from what is looked at: not from what the journal tells.
    [[nodiscard]] bool canBranch() const;

    /// The last moment is the present.
    void goTo(std::size_t index);
    void goToNow();
    /// A new entity that goes on from what is looked at, called "ENTITY · branch N", with the
    /// entity's own simulation; `then` is called when it is there and in focus. A live entity asks
    /// how it is to be simulated: forkAsked().
    void branch(std::function<void()> then = {});
    /// The same under a name of one's own.
    void fork(const SnapshotPtr& original, const Orchestrator::ForkPlace& place,
              std::function<void()> then = {});

Q_SIGNALS:
    void changed(); ///< what is known, or where one is
    void forkAsked();
    void forked(rollout::EntityKey key, const QString& note); ///< it may be listed only later

private:
    void ask();
    void take(EntityKey key, const Result<Past>& past);
    void seek();
    void arrive(std::uint64_t moment, const Result<PastView>& view);
    void forget();
    void askEarlier(EntityKey key);
    void readOn();
    void takePiece(const Result<PastReader::Progress>& progress);
    void endReading(const Result<void>& result);

    PageContext m_context;
    Past m_past;
    bool m_isAsking = false;
    bool m_isAskedAgain = false;
    std::optional<PastMoment> m_wanted;
    bool m_isSeeking = false;
    bool m_hasEarlier = false;
    std::optional<JournalReading> m_reading;
};

} // namespace rollout
