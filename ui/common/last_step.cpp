#include "ui/common/last_step.h"

#include <algorithm>
#include <limits>

#include "ui/common/format.h"
#include "ui/common/journal_lines.h"
#include "ui/common/sentences.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int rowsOfAStep = 16; // a step has fewer that are not of single targets

std::int64_t countOf(const EntitySummary& summary, TargetPhase phase)
{
    return summary.phases[static_cast<std::size_t>(phase)];
}

StepFigures countedFigures(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    StepFigures figures;
    figures.total = summary.total;
    figures.total -= countOf(summary, TargetPhase::Excluded);
    figures.limits = limitsOf(snapshot.state.options, figures.total);
    figures.available = figures.total;
    if (snapshot.state.rollout.effectiveVersion() == VersionId::None)
        return figures; // nobody was told anything yet
    figures.succeeded = countOf(summary, TargetPhase::Succeeded);
    figures.failed = countOf(summary, TargetPhase::Failed);
    figures.inRollout =
        countOf(summary, TargetPhase::Assigned) + countOf(summary, TargetPhase::Baking);
    figures.available =
        countOf(summary, TargetPhase::Old) + countOf(summary, TargetPhase::RollingBack);
    return figures;
}

JournalFilter stepsOf(EntityKey key)
{
    JournalFilter filter;
    filter.entity = key;
    filter.wholeEntityOnly = true;
    filter.kinds = {JournalKind::BatchAssigned, JournalKind::RollingStarted,
                    JournalKind::BecameGood,    JournalKind::BecameBad,
                    JournalKind::RollbackBegun, JournalKind::StepVerdict};
    return filter;
}

std::shared_ptr<const Plan> planOf(const JournalRow& row, const EntityState& state)
{
    auto plan = planOfLine(row.text);
    if (!plan)
        return nullptr;
    plan->now = row.entityAt;
    plan->before = state.rollout;
    plan->after = state.rollout;
    plan->effective = state.fleet.versions().find(row.version).value_or(VersionId::None);
    return std::make_shared<const Plan>(std::move(*plan));
}

/// Of the rows of one step, oldest first. The verdict comes last, as the journal has it.
QStringList sentencesOf(std::vector<JournalRow> rows, std::uint64_t step)
{
    std::reverse(rows.begin(), rows.end());
    QStringList sentences{Words::tr("Step %1, before the console was opened:")
                              .arg(formatCount(static_cast<std::int64_t>(step)))};
    for (const JournalRow& row : rows)
        if (row.step == step)
            sentences << journalSentence(row) + u'.';
    return sentences;
}

} // namespace

StepFigures currentFigures(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const auto& plan = snapshot.lastPlan;
    const bool isOfThisVersion = plan && !isError(plan->verdict)
        && plan->effective == snapshot.state.rollout.effectiveVersion();
    return isOfThisVersion ? plan->figures : countedFigures(snapshot, summary);
}

LastStep::LastStep(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    // Keys mean something within one store only.
    connect(&session, &Session::opened, this, [this] { m_key.reset(); });
}

SnapshotPtr LastStep::complete(const SnapshotPtr& snapshot)
{
    if (!snapshot || snapshot->lastPlan || snapshot->state.step == 0)
        return snapshot;
    if (m_key != snapshot->key)
        ask(snapshot);
    if (!m_plan)
        return snapshot;
    auto complete = std::make_shared<EntitySnapshot>(*snapshot);
    complete->lastPlan = m_plan;
    return complete;
}

void LastStep::ask(const SnapshotPtr& snapshot)
{
    m_key = snapshot->key;
    m_plan.reset();
    m_sentences.clear();
    m_session.request(
        this,
        [key = snapshot->key](Orchestrator& engine) {
            return engine.journalBefore(stepsOf(key), std::numeric_limits<std::int64_t>::max(),
                                        rowsOfAStep);
        },
        [this, snapshot](const Result<std::vector<JournalRow>>& rows) { take(*snapshot, rows); });
}

void LastStep::take(const EntitySnapshot& snapshot, const Result<std::vector<JournalRow>>& rows)
{
    if (m_key != snapshot.key)
        return; // the person went on to another entity meanwhile
    if (!rows)
        return m_session.report(rows.error());
    const auto verdict = std::find_if(rows->begin(), rows->end(), [](const JournalRow& row) {
        return row.kind == JournalKind::StepVerdict;
    });
    if (verdict == rows->end())
        return;
    m_plan = planOf(*verdict, snapshot.state);
    m_sentences = sentencesOf(*rows, verdict->step);
    Q_EMIT changed();
}

} // namespace rollout
