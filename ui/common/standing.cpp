#include "ui/common/standing.h"

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

Standing standingOf(const Control& control, Time clock)
{
    if (control.lock)
        return Standing::Locked;
    if (control.pause)
        return Standing::Paused;
    return control.freezeAt(clock) ? Standing::Frozen : Standing::Free;
}

QString standingText(Standing standing)
{
    switch (standing) {
    case Standing::Free:
        return {};
    case Standing::Frozen:
        return Words::tr("frozen");
    case Standing::Paused:
        return Words::tr("paused");
    case Standing::Locked:
        return Words::tr("locked");
    }
    return {};
}

QString standingIcon(Standing standing)
{
    switch (standing) {
    case Standing::Free:
        return {};
    case Standing::Frozen:
        return QStringLiteral("freeze");
    case Standing::Paused:
        return QStringLiteral("pause");
    case Standing::Locked:
        return QStringLiteral("lock");
    }
    return {};
}

QColor standingColour(Standing standing, Scheme scheme)
{
    switch (standing) {
    case Standing::Locked:
        return phaseColour(TargetPhase::RollingBack, scheme);
    case Standing::Paused:
        return phaseColour(TargetPhase::Assigned, scheme);
    default:
        return phaseColour(TargetPhase::Baking, scheme);
    }
}

QString momentText(Time moment, const EntitySnapshot& snapshot)
{
    if (snapshot.state.isSimulated())
        return formatClock(wholeSeconds(moment.time_since_epoch()));
    const QString whole = formatDateTime(moment); // "2026-03-01 12:00:00"
    const bool isToday = whole.left(10) == formatDateTime(snapshot.clock).left(10);
    return Words::tr("%1 UTC").arg(isToday ? whole.mid(11, 5) : whole.left(16));
}

QString signedWords(const Signature& signature)
{
    const QString by = text(signature.by);
    QString reason = text(signature.reason);
    if (by.isEmpty())
        return reason;
    return reason.isEmpty() ? Words::tr("by %1").arg(by) : Words::tr("by %1: %2").arg(by, reason);
}

QString bySuffix(const Signature& signature)
{
    if (signature.by.empty() && !signature.reason.empty())
        return Words::tr(": %1").arg(text(signature.reason));
    const QString words = signedWords(signature);
    return words.isEmpty() ? words : u' ' + words;
}

QString heldWords(const Hold& hold, const EntitySnapshot& snapshot)
{
    QString words;
    if (!hold.signature.by.empty())
        words += Words::tr(" by %1").arg(text(hold.signature.by));
    words += Words::tr(" at %1").arg(momentText(hold.since, snapshot));
    if (!hold.signature.reason.empty())
        words += Words::tr(": %1").arg(text(hold.signature.reason));
    return words;
}

QString standingSentence(Standing standing, const EntitySnapshot& snapshot)
{
    const Control& control = snapshot.state.control;
    switch (standing) {
    case Standing::Locked:
        return Words::tr("Locked%1 – nobody can do anything, timers stand still.")
            .arg(heldWords(control.lock.value_or(Hold{}), snapshot));
    case Standing::Paused:
        return Words::tr("Paused%1 – timers stand still.")
            .arg(heldWords(control.pause.value_or(Hold{}), snapshot));
    case Standing::Frozen:
        if (const FreezeWindow* window = control.freezeAt(snapshot.clock))
            return Words::tr("Frozen until %1%2 – nothing new is assigned, timers run.")
                .arg(momentText(window->endAt(snapshot.clock), snapshot),
                     bySuffix(window->signature));
        return {};
    case Standing::Free:
        return {};
    }
    return {};
}

} // namespace rollout
