// What was before the first moment that is remembered: read from the journal when somebody asks.

#include "ui/common/jobs.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/timeline/time_travel.h"

namespace rollout {

void TimeTravel::askEarlier(EntityKey key)
{
    m_context.session.request(
        this, [key](Orchestrator& engine) { return rollout::hasEarlier(engine, key); },
        [this, key](const Result<bool>& answer) {
            const bool hasEarlier = answer.value_or(false);
            if (m_context.focus.entity() != key || hasEarlier == m_hasEarlier)
                return;
            m_hasEarlier = hasEarlier;
            Q_EMIT changed();
        });
}

std::optional<double> TimeTravel::readPart() const
{
    return m_reading && !m_reading->isCancelled ? std::optional(m_reading->part) : std::nullopt;
}

void TimeTravel::readEarlier()
{
    const SnapshotPtr entity =
        m_context.focus.entity() ? m_context.session.snapshot(*m_context.focus.entity()) : nullptr;
    if (!entity || !m_hasEarlier || m_reading)
        return;
    m_reading.emplace();
    m_reading->key = entity->key;
    m_reading->reader = std::make_shared<PastReader>(entity->key);
    m_reading->job = m_context.session.jobs().begin(
        tr("Reading the journal of %1").arg(text(entity->entityName)),
        [this] {
            if (m_reading)
                m_reading->isCancelled = true;
        },
        Jobs::Listed::WhenLong);
    readOn();
    Q_EMIT changed();
}

/// The next piece, in the engine's thread; others have their turn in between.
void TimeTravel::readOn()
{
    m_context.session.request(
        this, [reader = m_reading->reader](Orchestrator& engine) { return reader->update(engine); },
        [this](const Result<PastReader::Progress>& progress) { takePiece(progress); });
}

void TimeTravel::takePiece(const Result<PastReader::Progress>& progress)
{
    if (!progress)
        return endReading(tl::unexpected(progress.error()));
    if (m_reading->isCancelled)
        return endReading(failure(ErrorCode::Cancelled, "the journal was not read to its end"));
    if (!progress->hasMore)
        return endReading({});
    m_reading->part = progress->part;
    m_context.session.jobs().progress(m_reading->job, progress->part);
    Q_EMIT changed();
    readOn();
}

void TimeTravel::endReading(const Result<void>& result)
{
    m_context.session.jobs().end(m_reading->job, result);
    if (!result && result.error().code != ErrorCode::Cancelled)
        m_context.session.report(result.error());
    m_reading.reset();
    ask();
    Q_EMIT changed();
}

} // namespace rollout
