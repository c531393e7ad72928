#include "ui/common/target_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/common/format.h"
#include "ui/common/sentences.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct TargetWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::TargetWords)
};

QString agoWords(Time since, Time now)
{
    return formatDuration(wholeSeconds(now - since));
}

} // namespace

Time phaseSince(const EntityState& state, TargetId id, TargetPhase phase)
{
    const Block& block = state.fleet.block(id);
    const std::size_t at = Fleet::offset(id);
    switch (phase) {
    case TargetPhase::Old:
    case TargetPhase::Excluded:
        return block.currentChangedAt[at];
    case TargetPhase::Assigned:
    case TargetPhase::RollingBack:
        return block.expectedChangedAt[at];
    case TargetPhase::Baking:
        return block.currentMessageAt[at];
    case TargetPhase::Succeeded:
    case TargetPhase::Failed:
        return block.expectedMessageAt[at];
    case TargetPhase::Silent:
        return state.fleet.reportTimes().at(id);
    }
    return block.currentChangedAt[at];
}

QString phaseDuration(const EntitySnapshot& snapshot, TargetId id)
{
    const TargetPhase phase = phaseOf(snapshot.state, id, snapshot.now);
    return agoWords(phaseSince(snapshot.state, id, phase), snapshot.now);
}

QString healthWords(const EntitySnapshot& snapshot, TargetId id)
{
    const Block& block = snapshot.state.fleet.block(id);
    const std::size_t at = Fleet::offset(id);
    if (phaseOf(snapshot.state, id, snapshot.now) == TargetPhase::Silent)
        return TargetWords::tr("silent for %1")
            .arg(agoWords(snapshot.state.fleet.reportTimes().at(id), snapshot.now));
    const QString since = agoWords(block.currentMessageAt[at], snapshot.now);
    return block.reported[at].isError != 0 ? TargetWords::tr("error for %1").arg(since)
                                           : TargetWords::tr("well for %1").arg(since);
}

QString messageWords(const EntitySnapshot& snapshot, TargetId id)
{
    const Fleet& fleet = snapshot.state.fleet;
    const Block& block = fleet.block(id);
    const std::size_t at = Fleet::offset(id);
    if (block.reported[at].message != TextId::None)
        return text(fleet.texts().at(block.reported[at].message));
    return noteSentence(block.expectedNote[at], fleet, block.expectedVersion[at]);
}

QString targetTip(const EntitySnapshot& snapshot, TargetId id)
{
    const Fleet& fleet = snapshot.state.fleet;
    const Block& block = fleet.block(id);
    const std::size_t at = Fleet::offset(id);
    const QString group = text(fleet.group(id));
    const QString phase = phaseText(phaseOf(snapshot.state, id, snapshot.now));
    const QString runs = versionText(fleet, block.reported[at].version);
    const QString told = versionText(fleet, block.expectedVersion[at]);
    QStringList lines{group.isEmpty()
                          ? text(fleet.name(id))
                          : TargetWords::tr("%1 in %2").arg(text(fleet.name(id)), group),
                      TargetWords::tr("%1 for %2").arg(phase, phaseDuration(snapshot, id)),
                      runs == told ? TargetWords::tr("runs %1").arg(runs)
                                   : TargetWords::tr("runs %1, told %2").arg(runs, told),
                      healthWords(snapshot, id)};
    if (const QString message = messageWords(snapshot, id); !message.isEmpty())
        lines << message;
    return lines.join(u'\n');
}

} // namespace rollout
