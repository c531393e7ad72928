#include "store/control_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <utility>

#include "store/json_text.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

QJsonValue timeValue(Time time)
{
    return static_cast<qint64>(time.time_since_epoch().count());
}

Time timeOf(const QJsonValue& value)
{
    return Time(Milliseconds(value.toInteger()));
}

QJsonValue optionalTime(const std::optional<Time>& time)
{
    return time ? timeValue(*time) : QJsonValue();
}

std::optional<Time> optionalTimeOf(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(timeOf(value)) : std::nullopt;
}

void addSignature(QJsonObject& object, const Signature& signature)
{
    object[u"by"_s] = jsonText(signature.by);
    object[u"reason"_s] = jsonText(signature.reason);
}

Signature signatureOf(const QJsonValue& value)
{
    return {textOfJson(value["by"_L1].toString()), textOfJson(value["reason"_L1].toString())};
}

QJsonValue holdToJson(const std::optional<Hold>& hold)
{
    if (!hold)
        return {};
    QJsonObject object{{u"since"_s, timeValue(hold->since)}};
    addSignature(object, hold->signature);
    return object;
}

std::optional<Hold> holdFromJson(const QJsonValue& value)
{
    if (!value.isObject())
        return std::nullopt;
    return Hold{signatureOf(value), timeOf(value["since"_L1])};
}

QJsonArray freezesToJson(const std::vector<FreezeWindow>& freezes)
{
    QJsonArray array;
    for (const FreezeWindow& window : freezes) {
        QJsonObject object{{u"number"_s, static_cast<qint64>(window.number)},
                           {u"from"_s, timeValue(window.from)},
                           {u"to"_s, timeValue(window.to)},
                           {u"periodMilliseconds"_s, static_cast<qint64>(window.period.count())}};
        addSignature(object, window.signature);
        array.append(object);
    }
    return array;
}

FreezeWindow freezeFromJson(const QJsonValue& value)
{
    FreezeWindow window{timeOf(value["from"_L1]), timeOf(value["to"_L1]),
                        Milliseconds(value["periodMilliseconds"_L1].toInteger()),
                        signatureOf(value)};
    window.number = static_cast<std::uint64_t>(value["number"_L1].toInteger());
    return window;
}

/// Windows that an older program added have no numbers: they are given some in their order.
void readFreezes(Control& control, const QJsonDocument& document)
{
    control.lastFreezeNumber =
        static_cast<std::uint64_t>(document["lastFreezeNumber"_L1].toInteger());
    const QJsonArray array = document["freezes"_L1].toArray();
    for (const auto value : array) {
        FreezeWindow window = freezeFromJson(value);
        if (window.number == 0)
            control.addFreeze(std::move(window));
        else
            control.freezes.push_back(std::move(window));
    }
}

/// Each number names one window.
bool areFreezesNumbered(const Control& control)
{
    std::uint64_t last = 0;
    for (const FreezeWindow& window : control.freezes)
        if (window.number <= std::exchange(last, window.number))
            return false;
    return last <= control.lastFreezeNumber;
}

QJsonObject clockToJson(const EntityClock& clock)
{
    QJsonArray stops;
    for (const EntityClock::Stop& stop : clock.stops())
        stops.append(QJsonArray{timeValue(stop.at), static_cast<qint64>(stop.length.count())});
    return {{u"stops"_s, stops}, {u"stoppedSince"_s, optionalTime(clock.stoppedSince())}};
}

EntityClock clockFromJson(const QJsonValue& value)
{
    std::vector<EntityClock::Stop> stops;
    const QJsonArray array = value["stops"_L1].toArray();
    for (const auto stop : array)
        stops.push_back({timeOf(stop[0]), Milliseconds(stop[1].toInteger())});
    return {std::move(stops), optionalTimeOf(value["stoppedSince"_L1])};
}

class Versions
{
public:
    explicit Versions(EntityState& state)
        : m_pool(state.fleet.versions())
    {
    }
    VersionId idOf(const QJsonValue& value) { return m_pool.intern(textOfJson(value.toString())); }

private:
    StringPool<VersionId>& m_pool;
};

QString versionText(const EntityState& state, VersionId id)
{
    return jsonText(std::string(state.fleet.versions().at(id)));
}

QJsonObject progressToJson(const EntityState& state)
{
    const Progress& progress = state.progress;
    return {{u"rollingSince"_s, timeValue(progress.rollingSince)},
            {u"previousGood"_s, versionText(state, progress.previousGood)},
            {u"goodSince"_s, timeValue(progress.goodSince)},
            {u"promoted"_s, versionText(state, progress.promoted)},
            {u"wave"_s, static_cast<qint64>(progress.wave)},
            {u"released"_s, static_cast<qint64>(progress.released)},
            {u"waveDoneSince"_s, optionalTime(progress.waveDoneSince)},
            {u"waveHadTargets"_s, progress.waveHadTargets}};
}

Progress progressFromJson(const QJsonValue& value, Versions& versions)
{
    Progress progress;
    progress.rollingSince = timeOf(value["rollingSince"_L1]);
    progress.previousGood = versions.idOf(value["previousGood"_L1]);
    progress.goodSince = timeOf(value["goodSince"_L1]);
    progress.promoted = versions.idOf(value["promoted"_L1]);
    progress.wave = static_cast<std::uint32_t>(value["wave"_L1].toInteger());
    progress.released = static_cast<std::uint32_t>(value["released"_L1].toInteger());
    progress.waveDoneSince = optionalTimeOf(value["waveDoneSince"_L1]);
    progress.waveHadTargets = value["waveHadTargets"_L1].toBool();
    return progress;
}

QJsonArray votesToJson(const std::vector<Vote>& votes)
{
    QJsonArray array;
    for (const Vote& vote : votes)
        array.append(QJsonObject{{u"by"_s, jsonText(vote.by)},
                                 {u"approves"_s, vote.isApproval},
                                 {u"remark"_s, jsonText(vote.remark)},
                                 {u"at"_s, timeValue(vote.at)}});
    return array;
}

std::vector<Vote> votesFromJson(const QJsonArray& array)
{
    std::vector<Vote> votes;
    for (const auto value : array)
        votes.push_back({textOfJson(value["by"_L1].toString()), value["approves"_L1].toBool(),
                         textOfJson(value["remark"_L1].toString()), timeOf(value["at"_L1])});
    return votes;
}

tl::unexpected<Error> unreadable(const std::string& where, const std::string& what)
{
    return failure(ErrorCode::Corrupt,
                   "the store \"" + where + "\" is damaged (" + what
                       + " cannot be read); restore it from a backup or name another");
}

std::string compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

std::string controlToJson(const EntityState& state)
{
    if (state.control == Control{} && state.clock == EntityClock{} && state.progress == Progress{})
        return {};
    return compact({{u"pause"_s, holdToJson(state.control.pause)},
                    {u"lock"_s, holdToJson(state.control.lock)},
                    {u"freezes"_s, freezesToJson(state.control.freezes)},
                    {u"lastFreezeNumber"_s, static_cast<qint64>(state.control.lastFreezeNumber)},
                    {u"clock"_s, clockToJson(state.clock)},
                    {u"progress"_s, progressToJson(state)}});
}

Result<void> controlFromJson(const std::string& json, EntityState& state, const std::string& where)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
    if (!document.isObject())
        return unreadable(where, "what operators did");
    state.control.pause = holdFromJson(document["pause"_L1]);
    state.control.lock = holdFromJson(document["lock"_L1]);
    readFreezes(state.control, document);
    if (!areFreezesNumbered(state.control))
        return unreadable(where, "which freeze window is which");
    state.clock = clockFromJson(document["clock"_L1]);
    Versions versions(state);
    state.progress = progressFromJson(document["progress"_L1], versions);
    return {};
}

Result<std::optional<Hold>> lockFromJson(const std::string& json, const std::string& where)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
    if (!document.isObject())
        return unreadable(where, "what operators did");
    return holdFromJson(document["lock"_L1]);
}

std::string approvalsToJson(const EntityState& state)
{
    const Approvals& approvals = state.approvals;
    if (approvals == Approvals{})
        return {};
    QJsonArray requests;
    for (const ApprovalRequest& request : approvals.requests)
        requests.append(QJsonArray{static_cast<qint64>(raw(request.target)),
                                   timeValue(request.askedAt), votesToJson(request.votes)});
    return compact({{u"version"_s, versionText(state, approvals.version)},
                    {u"isRollingBack"_s, approvals.isRollingBack},
                    {u"requests"_s, requests}});
}

Result<void> approvalsFromJson(const std::string& json, EntityState& state,
                               const std::string& where)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
    if (!document.isObject())
        return unreadable(where, "what waits for approval");
    Approvals& approvals = state.approvals;
    approvals.version = Versions(state).idOf(document["version"_L1]);
    approvals.isRollingBack = document["isRollingBack"_L1].toBool();
    const QJsonArray requests = document["requests"_L1].toArray();
    for (const auto value : requests)
        approvals.requests.push_back({static_cast<TargetId>(value[0].toInteger()), timeOf(value[1]),
                                      votesFromJson(value[2].toArray())});
    const bool isOrdered =
        std::is_sorted(approvals.requests.begin(), approvals.requests.end(),
                       [](const auto& a, const auto& b) { return a.target < b.target; });
    return isOrdered ? Result<void>() : unreadable(where, "what waits for approval");
}

} // namespace rollout
