#include "service/saved_session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <array>
#include <utility>

#include "io/text_file.h"
#include "service/scenario_json.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

QJsonArray targetsToJson(const std::vector<TargetId>& targets)
{
    QJsonArray json;
    for (const TargetId id : targets)
        json.append(static_cast<qint64>(raw(id)));
    return json;
}

std::vector<TargetId> targetsFromJson(const QJsonValue& json)
{
    std::vector<TargetId> targets;
    const QJsonArray ids = json.toArray();
    for (const auto id : ids)
        targets.push_back(static_cast<TargetId>(id.toInteger()));
    return targets;
}

QJsonObject named(const char* name)
{
    return {{u"do"_s, QString::fromLatin1(name)}};
}

struct VerbWriter
{
    QJsonObject operator()(const verb::Pause&) const { return named("pause"); }
    QJsonObject operator()(const verb::Resume&) const { return named("resume"); }
    QJsonObject operator()(const verb::Abort&) const { return named("abort"); }
    QJsonObject operator()(const verb::Retry&) const { return named("retry"); }
    QJsonObject operator()(const verb::Promote&) const { return named("promote"); }
    QJsonObject operator()(const verb::Release&) const { return named("release"); }
    QJsonObject operator()(const verb::Lock&) const { return named("lock"); }
    QJsonObject operator()(const verb::Unlock&) const { return named("unlock"); }
    QJsonObject operator()(const verb::RetryTargets& verb) const
    {
        return {{u"do"_s, u"retry-targets"_s}, {u"targets"_s, targetsToJson(verb.targets)}};
    }
    QJsonObject operator()(const verb::Exclude& verb) const
    {
        return {{u"do"_s, u"exclude"_s}, {u"targets"_s, targetsToJson(verb.targets)}};
    }
    QJsonObject operator()(const verb::Include& verb) const
    {
        return {{u"do"_s, u"include"_s}, {u"targets"_s, targetsToJson(verb.targets)}};
    }
    QJsonObject operator()(const verb::Decide& verb) const
    {
        return {{u"do"_s, verb.isApproval ? u"approve"_s : u"reject"_s},
                {u"targets"_s, targetsToJson(verb.targets)}};
    }
    QJsonObject operator()(const verb::Freeze& verb) const
    {
        const auto ms = [](Time time) { return qint64(time.time_since_epoch().count()); };
        return {{u"do"_s, u"freeze"_s},
                {u"from"_s, ms(verb.window.from)},
                {u"to"_s, ms(verb.window.to)},
                {u"every"_s, static_cast<qint64>(verb.window.period.count())}};
    }
    QJsonObject operator()(const verb::Unfreeze& verb) const
    {
        return {{u"do"_s, u"unfreeze"_s}, {u"number"_s, static_cast<qint64>(verb.number)}};
    }
};

QJsonObject whatToJson(const ScriptedAct& act)
{
    if (const auto* verb = std::get_if<Verb>(&act.what))
        return std::visit(VerbWriter{}, *verb);
    if (const auto* wish = std::get_if<ScriptedVersion>(&act.what))
        return {{u"do"_s, wish->isForced ? u"force-version"_s : u"set-version"_s},
                {u"version"_s, QString::fromStdString(wish->version)}};
    if (const auto* policy = std::get_if<Policy>(&act.what))
        return {{u"do"_s, u"policy"_s}, {u"policy"_s, policyObject(*policy)}};
    return {{u"do"_s, u"simulate"_s},
            {u"fleet"_s, settingsObject(std::get<SimulationSettings>(act.what))}};
}

using What = decltype(ScriptedAct::what);
using ReadWhat = Result<What> (*)(const QJsonObject& json, const std::string& where);

template <typename Of>
Result<What> plain(const QJsonObject&, const std::string&)
{
    return Verb(Of{});
}

template <typename Of>
Result<What> ofTargets(const QJsonObject& json, const std::string&)
{
    return Verb(Of{targetsFromJson(json[u"targets"])});
}

template <bool isApproval>
Result<What> decision(const QJsonObject& json, const std::string&)
{
    return Verb(verb::Decide{targetsFromJson(json[u"targets"]), isApproval});
}

template <bool isForced>
Result<What> version(const QJsonObject& json, const std::string&)
{
    return ScriptedVersion{json[u"version"].toString().toStdString(), isForced};
}

Result<What> freeze(const QJsonObject& json, const std::string&)
{
    const auto time = [&](const QString& key) { return Time(Milliseconds(json[key].toInteger())); };
    return Verb(verb::Freeze{
        {time(u"from"_s), time(u"to"_s), Milliseconds(json[u"every"].toInteger()), {}, 0}});
}

Result<What> unfreeze(const QJsonObject& json, const std::string&)
{
    return Verb(verb::Unfreeze{static_cast<std::uint64_t>(json[u"number"].toInteger())});
}

Result<What> policy(const QJsonObject& json, const std::string& where)
{
    return policyOf(json[u"policy"].toObject(), where).map([](Policy read) {
        return What(std::move(read));
    });
}

Result<What> simulate(const QJsonObject& json, const std::string& where)
{
    return settingsOf(json[u"fleet"].toObject(), where).map([](SimulationSettings read) {
        return What(std::move(read));
    });
}

struct Doing
{
    QLatin1StringView name;
    ReadWhat read;
};

constexpr std::array<Doing, 19> doings{{
    {"pause"_L1, plain<verb::Pause>},
    {"resume"_L1, plain<verb::Resume>},
    {"abort"_L1, plain<verb::Abort>},
    {"retry"_L1, plain<verb::Retry>},
    {"promote"_L1, plain<verb::Promote>},
    {"release"_L1, plain<verb::Release>},
    {"lock"_L1, plain<verb::Lock>},
    {"unlock"_L1, plain<verb::Unlock>},
    {"retry-targets"_L1, ofTargets<verb::RetryTargets>},
    {"exclude"_L1, ofTargets<verb::Exclude>},
    {"include"_L1, ofTargets<verb::Include>},
    {"approve"_L1, decision<true>},
    {"reject"_L1, decision<false>},
    {"freeze"_L1, freeze},
    {"unfreeze"_L1, unfreeze},
    {"set-version"_L1, version<false>},
    {"force-version"_L1, version<true>},
    {"policy"_L1, policy},
    {"simulate"_L1, simulate},
}};

QJsonObject deedToJson(const Deed& deed)
{
    QJsonObject json = whatToJson(deed.act);
    json.insert(u"before"_s, static_cast<qint64>(deed.before.count()));
    json.insert(u"by"_s, QString::fromStdString(deed.act.signature.by));
    json.insert(u"reason"_s, QString::fromStdString(deed.act.signature.reason));
    return json;
}

/// What a replay cannot do without, or would take for something else.
Result<void> checkMembers(const QJsonObject& json, const std::string& where)
{
    struct Member
    {
        QLatin1StringView name;
        QJsonValue::Type type;
    };
    constexpr std::array<Member, 6> members{{{"scenario"_L1, QJsonValue::Object},
                                             {"seed"_L1, QJsonValue::String},
                                             {"digest"_L1, QJsonValue::String},
                                             {"endedAt"_L1, QJsonValue::Double},
                                             {"deeds"_L1, QJsonValue::Array},
                                             {"bets"_L1, QJsonValue::Array}}};
    for (const Member& member : members)
        if (json[member.name].type() != member.type)
            return failure(ErrorCode::InvalidArgument,
                           where + ": \"" + member.name.data()
                               + "\" of the session is missing, or not what this program writes");
    return {};
}

/// From t = 0; the step before which something was done may be a tick earlier.
Result<Seconds> timeOf(const QJsonValue& json, const std::string& where)
{
    const Seconds at(json.toInteger(maximumTimeout.count() + 1));
    if (at >= -maximumTimeout && at <= maximumTimeout)
        return at;
    return failure(ErrorCode::InvalidArgument,
                   where + ": a time of the session is no number of seconds up to ten years");
}

Result<PlacedBet> betFromJson(const QJsonObject& json, const std::string& where)
{
    const auto at = timeOf(json[u"at"], where);
    if (!at)
        return tl::unexpected(at.error());
    const double probability = json[u"probability"].toDouble(-1);
    if (!(probability >= 0 && probability <= 1))
        return failure(ErrorCode::InvalidArgument,
                       where + ": a bet's probability must be a number from 0 to 1");
    return PlacedBet{{*at, json[u"becomesGood"].toBool() ? Bet::BecomesGood : Bet::RollsBack},
                     probability};
}

Result<Deed> deedFromJson(const QJsonObject& json, const std::string& where)
{
    const QString name = json[u"do"].toString();
    for (const Doing& doing : doings) {
        if (doing.name != name)
            continue;
        auto what = doing.read(json, where);
        if (!what)
            return tl::unexpected(what.error());
        const auto before = timeOf(json[u"before"], where);
        if (!before)
            return tl::unexpected(before.error());
        return Deed{
            *before,
            {std::move(*what),
             {json[u"by"].toString().toStdString(), json[u"reason"].toString().toStdString()},
             std::nullopt}};
    }
    return failure(ErrorCode::InvalidArgument,
                   where + ": nobody can do \"" + name.toStdString()
                       + "\"; the session was written by another version of this program");
}

} // namespace

QJsonObject sessionToJson(const SavedSession& session)
{
    QJsonArray deeds;
    for (const Deed& deed : session.deeds)
        deeds.append(deedToJson(deed));
    QJsonArray bets;
    for (const PlacedBet& bet : session.bets)
        bets.append(QJsonObject{{u"at"_s, static_cast<qint64>(bet.question.at.count())},
                                {u"becomesGood"_s, bet.question.bet == Bet::BecomesGood},
                                {u"probability"_s, bet.probability}});
    return {{u"scenario"_s, scenarioToJson(session.named)},
            {u"seed"_s, QString::number(session.named.scenario.fleet.seed)},
            {u"deeds"_s, deeds},
            {u"bets"_s, bets},
            {u"endedAt"_s, static_cast<qint64>(session.endedAt.count())},
            {u"digest"_s, QString::number(session.digest, 16)}};
}

Result<SavedSession> sessionFromJson(const QJsonObject& json, const std::string& where)
{
    if (auto ok = checkMembers(json, where); !ok)
        return tl::unexpected(ok.error());
    const auto endedAt = timeOf(json[u"endedAt"], where);
    if (!endedAt)
        return tl::unexpected(endedAt.error());
    auto named = scenarioFromJson(json[u"scenario"].toObject(), where);
    if (!named)
        return tl::unexpected(named.error());
    SavedSession session;
    session.named = std::move(*named);
    session.named.scenario.fleet.seed = json[u"seed"].toString().toULongLong();
    session.endedAt = *endedAt;
    session.digest = json[u"digest"].toString().toULongLong(nullptr, 16);
    const QJsonArray deeds = json[u"deeds"].toArray();
    for (const auto deed : deeds) {
        auto read = deedFromJson(deed.toObject(), where);
        if (!read)
            return tl::unexpected(read.error());
        session.deeds.push_back(std::move(*read));
    }
    const QJsonArray bets = json[u"bets"].toArray();
    for (const auto bet : bets) {
        const auto read = betFromJson(bet.toObject(), where);
        if (!read)
            return tl::unexpected(read.error());
        session.bets.push_back(*read);
    }
    return session;
}

Result<SavedSession> readSession(const std::string& path)
{
    const auto text = readTextFile(path);
    if (!text)
        return tl::unexpected(text.error());
    QJsonParseError fault;
    const QJsonDocument whole = QJsonDocument::fromJson(QByteArray::fromStdString(*text), &fault);
    if (fault.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidArgument,
                       atPosition(path, positionAt(*text, static_cast<std::size_t>(fault.offset)),
                                  "this is no JSON: " + fault.errorString().toStdString()));
    if (!whole[u"replay"].isObject())
        return failure(ErrorCode::InvalidArgument,
                       path
                           + " has nothing to be played again; right is a session that Training"
                             " saved as JSON");
    return sessionFromJson(whole[u"replay"].toObject(), path);
}

} // namespace rollout
