#include "ui/history/rollouts_loader.h"

#include <utility>

namespace rollout {

RolloutsLoader::RolloutsLoader(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    // Keys mean something within one store only.
    connect(&session, &Session::opened, this, [this] { showSnapshot(nullptr); });
}

void RolloutsLoader::showSnapshot(const SnapshotPtr& snapshot, std::optional<std::int64_t> lastRow)
{
    const std::optional<EntityKey> key = snapshot ? std::optional(snapshot->key) : std::nullopt;
    const std::uint64_t revision = snapshot ? snapshot->state.revision : 0;
    const bool isOtherEntity = key != m_key;
    const bool isOther = isOtherEntity || lastRow != m_lastRow;
    if (isOther) {
        m_key = key;
        m_lastRow = lastRow;
        m_reader = key ? std::make_shared<HistoryReader>(*key, most, lastRow) : nullptr;
        m_isAsking = false;
        m_isAnswered = false;
    }
    if (isOtherEntity) { // of the same entity they stay until others are there
        m_records.clear();
        m_isComplete = false;
        Q_EMIT changed();
    }
    if (key && (isOther || revision != m_revision))
        ask();
    m_revision = revision;
}

void RolloutsLoader::ask()
{
    if (m_isAsking) {
        m_isAskedAgain = true;
        return;
    }
    m_isAsking = true;
    m_isAskedAgain = false;
    m_session.request(
        this,
        [reader = m_reader](Orchestrator& engine) -> Result<Answer> {
            return reader->update(engine).map([&](const HistoryReader::Progress& progress) {
                return Answer{progress.isNews ? reader->records() : std::vector<RolloutRecord>(),
                              progress};
            });
        },
        [this, reader = m_reader](Result<Answer> answer) { take(reader, std::move(answer)); });
}

void RolloutsLoader::take(const std::shared_ptr<HistoryReader>& reader, Result<Answer> answer)
{
    if (reader != m_reader)
        return; // of an entity that is no longer looked at
    m_isAsking = false;
    if (!answer)
        return m_session.report(answer.error());
    const bool isFirstEnd = !m_isComplete && !answer->progress.hasMore;
    m_isComplete = m_isComplete || isFirstEnd;
    const bool isNews = answer->progress.isNews || !std::exchange(m_isAnswered, true);
    if (isNews)
        m_records = std::move(answer->records);
    if (isNews || isFirstEnd)
        Q_EMIT changed();
    if (answer->progress.hasMore || m_isAskedAgain)
        ask();
}

} // namespace rollout
