#include "ui/batches/batches_loader.h"

namespace rollout {

namespace {

constexpr int rowsAtOnce = 5000; // some ten milliseconds of the engine's time

} // namespace

struct BatchesLoader::Progress
{
    std::optional<std::int64_t> until;
    BatchBuilder builder;
    std::int64_t lastRow = 0;
};

BatchesLoader::BatchesLoader(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    // Keys mean something within one store only.
    connect(&session, &Session::opened, this, [this] { showSnapshot(nullptr); });
}

void BatchesLoader::showSnapshot(const SnapshotPtr& snapshot, std::optional<std::int64_t> lastRow)
{
    const std::optional<EntityKey> key = snapshot ? std::optional(snapshot->key) : std::nullopt;
    if (key != m_key || lastRow != m_lastRow) {
        if (key != m_key)
            m_batches.clear(); // else they are shown until the others are there
        m_isFresh = true;
        m_key = key;
        m_lastRow = lastRow;
        m_progress = std::make_shared<Progress>();
        m_progress->until = lastRow;
        m_isAsking = false;
    }
    ask();
    Q_EMIT changed();
}

Result<BatchesLoader::Answer> BatchesLoader::read(Orchestrator& engine, EntityKey key,
                                                  Progress& progress)
{
    JournalFilter filter;
    filter.entity = key;
    filter.kinds = BatchBuilder::kinds();
    filter.lastRow = progress.until;
    const auto rows = engine.journalAfter(filter, progress.lastRow, rowsAtOnce);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const JournalRow& row : *rows) {
        progress.builder.add(row);
        progress.lastRow = row.id;
    }
    const bool hasMore = std::ssize(*rows) == rowsAtOnce;
    const bool isNews = !rows->empty();
    return Answer{isNews ? progress.builder.batches() : std::vector<Batch>(), hasMore, isNews};
}

void BatchesLoader::ask()
{
    if (!m_key)
        return;
    if (m_isAsking) {
        m_isAskedAgain = true;
        return;
    }
    m_isAsking = true;
    m_isAskedAgain = false;
    m_session.request(
        this,
        [key = *m_key, progress = m_progress](Orchestrator& engine) {
            return read(engine, key, *progress);
        },
        [this, progress = m_progress](Result<Answer> answer) {
            take(progress, std::move(answer));
        });
}

void BatchesLoader::take(const std::shared_ptr<Progress>& progress, Result<Answer> answer)
{
    if (progress != m_progress)
        return; // of an entity that is no longer looked at
    m_isAsking = false;
    if (!answer)
        return m_session.report(answer.error());
    if (answer->isNews || std::exchange(m_isFresh, false)) {
        m_isFresh = false;
        m_batches = std::move(answer->batches);
        Q_EMIT changed();
    }
    if (answer->hasMore || m_isAskedAgain)
        ask();
}

} // namespace rollout
