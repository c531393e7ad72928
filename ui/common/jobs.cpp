#include "ui/common/jobs.h"

#include <QTimer>

#include <algorithm>

#include "ui/common/job.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr std::size_t mostEntries = 50;
constexpr Milliseconds longWork{1000};

auto withId(int id)
{
    return [id](const JobEntry& entry) { return entry.id == id; };
}

} // namespace

int Jobs::running() const
{
    return static_cast<int>(
        std::count_if(m_entries.begin(), m_entries.end(),
                      [](const JobEntry& entry) { return entry.state == JobState::Running; }));
}

JobEntry* Jobs::find(int id)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), withId(id));
    return found == m_entries.end() ? nullptr : &*found;
}

int Jobs::begin(const QString& title, std::function<void()> cancel, Listed listed)
{
    JobEntry entry;
    entry.id = ++m_last;
    entry.title = title;
    entry.cancel = std::move(cancel);
    const int id = entry.id;
    if (listed == Listed::AtOnce) {
        list(std::move(entry));
        return id;
    }
    m_unlisted.push_back(std::move(entry));
    QTimer::singleShot(longWork, this, [this, id] {
        const auto found = std::find_if(m_unlisted.begin(), m_unlisted.end(), withId(id));
        if (found == m_unlisted.end())
            return;
        JobEntry late = std::move(*found);
        m_unlisted.erase(found);
        list(std::move(late));
    });
    return id;
}

void Jobs::list(JobEntry entry)
{
    m_entries.insert(m_entries.begin(), std::move(entry));
    for (std::size_t i = m_entries.size(); m_entries.size() > mostEntries && i-- > 0;)
        if (m_entries[i].state != JobState::Running)
            m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(i));
    Q_EMIT changed();
}

void Jobs::progress(int id, double part)
{
    JobEntry* entry = find(id);
    if (!entry)
        return;
    entry->part = part;
    Q_EMIT progressed(id, part);
}

void Jobs::end(int id, JobState state, const QString& outcome)
{
    const auto unlisted = std::find_if(m_unlisted.begin(), m_unlisted.end(), withId(id));
    if (unlisted != m_unlisted.end()) {
        JobEntry entry = std::move(*unlisted);
        m_unlisted.erase(unlisted);
        if (state != JobState::Failed)
            return;
        list(std::move(entry));
    }
    JobEntry* entry = find(id);
    if (!entry || entry->state != JobState::Running)
        return;
    entry->state = state;
    entry->outcome = outcome;
    entry->cancel = {};
    Q_EMIT changed();
}

void Jobs::end(int id, const Result<void>& result, const QString& outcome)
{
    if (result)
        end(id, JobState::Done, outcome);
    else if (result.error().code == ErrorCode::Cancelled)
        end(id, JobState::Cancelled);
    else
        end(id, JobState::Failed, errorText(result.error()));
}

void Jobs::follow(Job* job)
{
    const int id = begin(job->title(), [job] { job->cancel(); });
    connect(job, &Job::progressed, this, [this, id](double part) { progress(id, part); });
    connect(job, &Job::succeeded, this, [this, id] { end(id, JobState::Done); });
    connect(job, &Job::failed, this,
            [this, id](const Error& error) { end(id, tl::unexpected(error)); });
}

void Jobs::cancel(int id)
{
    const JobEntry* entry = find(id);
    if (!entry || !entry->cancel)
        return;
    const auto cancel = entry->cancel; // it may tell of its end at once
    cancel();
}

void Jobs::clearFinished()
{
    std::erase_if(m_entries,
                  [](const JobEntry& entry) { return entry.state != JobState::Running; });
    Q_EMIT changed();
}

} // namespace rollout
