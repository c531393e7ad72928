#include "store/policy_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "store/json_text.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

QJsonValue secondsValue(Seconds seconds)
{
    return static_cast<qint64>(seconds.count());
}

Seconds secondsOf(const QJsonValue& value)
{
    return Seconds(value.toInteger());
}

std::optional<Percent> percentOf(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(Percent(value.toInt())) : std::nullopt;
}

QJsonValue percentValue(const std::optional<Percent>& percent)
{
    return percent ? QJsonValue(percent->value()) : QJsonValue();
}

QJsonObject guardsToJson(const Guards& guards)
{
    return {{u"forgetAfter"_s, secondsValue(guards.forgetAfter)},
            {u"silentCountsAsFailed"_s, guards.silentCountsAsFailed},
            {u"stopWhileUnhealthy"_s, guards.stopWhileUnhealthy},
            {u"rollbackBatch"_s, percentValue(guards.rollbackBatch)},
            {u"openForRollback"_s, guards.openForRollback},
            {u"watchAfterGood"_s, secondsValue(guards.watchAfterGood)},
            {u"monitoring"_s, static_cast<int>(guards.monitoring)},
            {u"minimumTime"_s, secondsValue(guards.minimumTime)},
            {u"minimumTargets"_s, static_cast<qint64>(guards.minimumTargets)}};
}

Guards guardsFromJson(const QJsonValue& value)
{
    Guards guards;
    guards.forgetAfter = Seconds(value["forgetAfter"_L1].toInteger(defaultForgetAfter.count()));
    guards.silentCountsAsFailed = value["silentCountsAsFailed"_L1].toBool();
    guards.stopWhileUnhealthy = value["stopWhileUnhealthy"_L1].toBool();
    guards.rollbackBatch = percentOf(value["rollbackBatch"_L1]);
    guards.openForRollback = value["openForRollback"_L1].toBool();
    guards.watchAfterGood = secondsOf(value["watchAfterGood"_L1]);
    guards.monitoring = static_cast<MonitoringAction>(value["monitoring"_L1].toInt());
    guards.minimumTime = secondsOf(value["minimumTime"_L1]);
    guards.minimumTargets = value["minimumTargets"_L1].toInteger();
    return guards;
}

QJsonObject portionToJson(const Portion& portion)
{
    return {{portion.isPercent ? u"percent"_s : u"count"_s, static_cast<qint64>(portion.value)}};
}

Portion portionFromJson(const QJsonValue& value)
{
    if (value["count"_L1].isDouble())
        return {false, value["count"_L1].toInteger()};
    return {true, value["percent"_L1].toInteger(100)};
}

QJsonObject waveToJson(const Wave& wave)
{
    return {{u"name"_s, jsonText(wave.name)},
            {u"group"_s, jsonText(wave.group)},
            {u"tag"_s, jsonText(wave.tag)},
            {u"size"_s, portionToJson(wave.size)},
            {u"batch"_s, wave.batch ? QJsonValue(portionToJson(*wave.batch)) : QJsonValue()},
            {u"success"_s, wave.success.value()},
            {u"error"_s, percentValue(wave.error)},
            {u"bake"_s, secondsValue(wave.bake)},
            {u"manual"_s, wave.isManual}};
}

Wave waveFromJson(const QJsonValue& value)
{
    Wave wave;
    wave.name = textOfJson(value["name"_L1].toString());
    wave.group = textOfJson(value["group"_L1].toString());
    wave.tag = textOfJson(value["tag"_L1].toString());
    wave.size = portionFromJson(value["size"_L1]);
    if (value["batch"_L1].isObject())
        wave.batch = portionFromJson(value["batch"_L1]);
    wave.success = Percent(value["success"_L1].toInt(100));
    wave.error = percentOf(value["error"_L1]);
    wave.bake = secondsOf(value["bake"_L1]);
    wave.isManual = value["manual"_L1].toBool();
    return wave;
}

QJsonObject approvalToJson(const ApprovalRule& rule)
{
    return {{u"required"_s, rule.required},
            {u"timeout"_s, secondsValue(rule.timeout)},
            {u"approveOnTimeout"_s, rule.onTimeout == OnTimeout::Approve},
            {u"forRollback"_s, rule.forRollback}};
}

ApprovalRule approvalFromJson(const QJsonValue& value)
{
    return {value["required"_L1].toInt(), secondsOf(value["timeout"_L1]),
            value["approveOnTimeout"_L1].toBool() ? OnTimeout::Approve : OnTimeout::Reject,
            value["forRollback"_L1].toBool()};
}

} // namespace

std::string policyToJson(const Policy& policy)
{
    if (policy == Policy{policy.options, {}, {}, {}})
        return {};
    QJsonArray waves;
    for (const Wave& wave : policy.waves)
        waves.append(waveToJson(wave));
    const QJsonObject object{{u"guards"_s, guardsToJson(policy.guards)},
                             {u"waves"_s, waves},
                             {u"approval"_s, approvalToJson(policy.approval)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

Result<Policy> policyFromJson(const std::string& json, const std::string& where)
{
    Policy policy;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
    policy.guards = guardsFromJson(document["guards"_L1]);
    const QJsonArray waves = document["waves"_L1].toArray();
    for (const auto wave : waves)
        policy.waves.push_back(waveFromJson(wave));
    policy.approval = approvalFromJson(document["approval"_L1]);
    const bool isKnown = policy.guards.monitoring <= MonitoringAction::Report;
    if (!document.isObject() || !isKnown || !checkPolicy(policy))
        return failure(ErrorCode::Corrupt,
                       where + ": the stored policy of an entity cannot be read; set it again");
    return policy;
}

} // namespace rollout
