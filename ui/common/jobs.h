#pragma once

// Everything long that is done off the window's thread: what it is, how far it is, what came of it.
// What does the work tells of it here; nothing is run here. Lives in the window's thread.

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/result.h"

namespace rollout {

class Job;

enum class JobState : std::uint8_t { Running, Done, Failed, Cancelled };

struct JobEntry
{
    int id = 0;
    QString title; ///< "Reading fleet.csv"
    std::function<void()> cancel; ///< empty: it cannot be
    std::optional<double> part; ///< 0 to 1; nothing: not known
    JobState state = JobState::Running;
    QString outcome; ///< a sentence, once it is over; may be empty
};

class Jobs : public QObject
{
    Q_OBJECT
public:
    /// What is mostly over at once is only listed when it is not, or fails.
    enum class Listed : std::uint8_t { AtOnce, WhenLong };

    using QObject::QObject;

    /// Newest first. What was over longest ago goes when there are too many.
    [[nodiscard]] const std::vector<JobEntry>& entries() const { return m_entries; }
    [[nodiscard]] int running() const; ///< of those listed

    /// Gives the id by which the rest is told. An id that is not known is nothing to tell of.
    int begin(const QString& title, std::function<void()> cancel, Listed listed = Listed::AtOnce);
    void progress(int id, double part);
    /// The outcome is a sentence.
    void end(int id, JobState state, const QString& outcome = {});
    /// A failure's sentence is its error's.
    void end(int id, const Result<void>& result, const QString& outcome = {});
    /// A job that is about to start: all of this by itself.
    void follow(Job* job);

    void cancel(int id);
    void clearFinished();

Q_SIGNALS:
    void changed(); ///< what is listed
    void progressed(int id, double part);

private:
    void list(JobEntry entry);
    [[nodiscard]] JobEntry* find(int id);

    std::vector<JobEntry> m_entries;
    std::vector<JobEntry> m_unlisted; ///< running, and not long yet
    int m_last = 0;
};

} // namespace rollout
