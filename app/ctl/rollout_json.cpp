#include "rollout_json.h"

#include <QDateTime>

namespace rollout::ctl {

const char* nameOf(RolloutPhase phase)
{
    switch (phase) {
    case RolloutPhase::Empty:
        return "empty";
    case RolloutPhase::Establishing:
        return "establishing";
    case RolloutPhase::Settled:
        return "settled";
    case RolloutPhase::RollingOut:
        return "rolling out";
    case RolloutPhase::RollingBack:
        return "rolling back";
    case RolloutPhase::RolledBack:
        return "rolled back";
    }
    return "";
}

const char* nameOf(TargetPhase phase)
{
    switch (phase) {
    case TargetPhase::Old:
        return "old";
    case TargetPhase::Assigned:
        return "assigned";
    case TargetPhase::Baking:
        return "baking";
    case TargetPhase::Succeeded:
        return "succeeded";
    case TargetPhase::Failed:
        return "failed";
    case TargetPhase::RollingBack:
        return "rolling back";
    case TargetPhase::Silent:
        return "silent";
    case TargetPhase::Excluded:
        return "excluded";
    }
    return "";
}

QJsonObject toJson(const RolloutOptions& options)
{
    return {
        {QStringLiteral("batchPercent"), options.batch.value()},
        {QStringLiteral("successPercent"), options.success.value()},
        {QStringLiteral("successTimeoutSecs"), static_cast<qint64>(options.successTimeout.count())},
        {QStringLiteral("durationTimeoutSecs"),
         static_cast<qint64>(options.durationTimeout.count())}};
}

QJsonObject toJson(const Limits& limits)
{
    return {{QStringLiteral("batch"), static_cast<qint64>(limits.batch)},
            {QStringLiteral("needed"), static_cast<qint64>(limits.needed)},
            {QStringLiteral("tolerated"), static_cast<qint64>(limits.tolerated)}};
}

QJsonObject toJson(const RolloutVersions& versions)
{
    return {{QStringLiteral("target"), QString::fromStdString(versions.target)},
            {QStringLiteral("rolling"), QString::fromStdString(versions.rolling)},
            {QStringLiteral("lastKnownGood"), QString::fromStdString(versions.lastKnownGood)},
            {QStringLiteral("lastKnownBad"), QString::fromStdString(versions.lastKnownBad)}};
}

std::string inWords(const RolloutOptions& options)
{
    return "batch " + std::to_string(options.batch.value()) + " %, success "
        + std::to_string(options.success.value()) + " %, success time-out "
        + std::to_string(options.successTimeout.count()) + " s, duration time-out "
        + std::to_string(options.durationTimeout.count()) + " s";
}

std::string inWords(const Limits& limits)
{
    return "batch " + std::to_string(limits.batch) + ", needed " + std::to_string(limits.needed)
        + ", tolerated " + std::to_string(limits.tolerated);
}

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QJsonValue orNull(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString timeText(Time time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const Signature& signature)
{
    return {{QStringLiteral("by"), QString::fromStdString(signature.by)},
            {QStringLiteral("reason"), QString::fromStdString(signature.reason)}};
}

QJsonValue toJson(const std::optional<Hold>& hold)
{
    if (!hold)
        return {};
    QJsonObject object = toJson(hold->signature);
    object.insert(QStringLiteral("since"), timeText(hold->since));
    return object;
}

QJsonArray toJson(const std::vector<FreezeWindow>& windows)
{
    QJsonArray array;
    for (const FreezeWindow& window : windows) {
        QJsonObject object = toJson(window.signature);
        object.insert(QStringLiteral("number"), static_cast<qint64>(window.number));
        object.insert(QStringLiteral("from"), timeText(window.from));
        object.insert(QStringLiteral("to"), timeText(window.to));
        object.insert(QStringLiteral("everySecs"),
                      static_cast<qint64>(wholeSeconds(window.period).count()));
        array.append(object);
    }
    return array;
}

std::string inWords(const char* what, const Hold& hold)
{
    std::string words = what;
    if (!hold.signature.by.empty())
        words += " by " + hold.signature.by;
    words += " since " + timeText(hold.since).toStdString();
    return hold.signature.reason.empty() ? words : words + ": " + hold.signature.reason;
}

} // namespace rollout::ctl
