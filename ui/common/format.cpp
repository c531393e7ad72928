#include "ui/common/format.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>

#include "ui/common/words.h"

namespace rollout {

namespace {

QDateTime utc(Time time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

struct Unit
{
    std::int64_t seconds;
    const char* text;
};

constexpr std::array<Unit, 4> units{{
    {24 * 3600, QT_TRANSLATE_NOOP("rollout::Words", "%1 d")},
    {3600, QT_TRANSLATE_NOOP("rollout::Words", "%1 h")},
    {60, QT_TRANSLATE_NOOP("rollout::Words", "%1 min")},
    {1, QT_TRANSLATE_NOOP("rollout::Words", "%1 s")},
}};

} // namespace

QString formatCount(std::int64_t count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(static_cast<qlonglong>(count));
}

QString formatTargets(std::int64_t count)
{
    return count == 1 ? Words::tr("1 target") : Words::tr("%1 targets").arg(formatCount(count));
}

QString formatOf(std::int64_t count, std::int64_t of)
{
    return Words::tr("%1 of %2").arg(formatCount(count), formatCount(of));
}

QString formatDuration(Seconds duration)
{
    std::int64_t left = std::max<std::int64_t>(duration.count(), 0);
    const auto* unit = std::find_if(units.begin(), units.end() - 1,
                                    [left](const Unit& u) { return left >= u.seconds; });
    QString words = Words::tr(unit->text).arg(formatCount(left / unit->seconds));
    left %= unit->seconds;
    const auto* next = unit + 1;
    if (next != units.end() && left >= next->seconds)
        words += u' ' + Words::tr(next->text).arg(left / next->seconds);
    return words;
}

QString formatClock(Seconds elapsed)
{
    const std::int64_t seconds = std::max<std::int64_t>(elapsed.count(), 0);
    // A simulation that was forked from something live goes by the calendar.
    constexpr std::int64_t longestSimulation = std::int64_t(20) * 365 * 24 * 3600;
    if (seconds > longestSimulation)
        return formatDateTime(Time(elapsed));
    const QString face = QStringLiteral("%1:%2:%3")
                             .arg(seconds / 3600 % 24)
                             .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
                             .arg(seconds % 60, 2, 10, QLatin1Char('0'));
    const std::int64_t days = seconds / (24 * 3600);
    return days == 0 ? face : Words::tr("%1 d %2").arg(formatCount(days), face);
}

QString formatTime(Time time)
{
    return utc(time).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
}

QString formatDateTime(Time time)
{
    return utc(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString formatShare(std::int64_t count, std::int64_t of)
{
    return Words::tr("%1 %").arg(of == 0 ? 0 : count * 100 / of);
}

} // namespace rollout
