#include "service/scenario_json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include "store/policy_json.h"
#include "store/settings_json.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

QJsonValue secondsOf(Seconds seconds)
{
    return static_cast<qint64>(seconds.count());
}

QJsonObject objectOf(const std::string& json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

std::string jsonOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

QJsonObject actionToJson(const OperatorAction& action)
{
    return {{u"action"_s, static_cast<int>(action.action)},
            {u"group"_s, textOf(action.group)},
            {u"tag"_s, textOf(action.tag)},
            {u"length"_s, secondsOf(action.length)},
            {u"version"_s, textOf(action.version)}};
}

Result<OperatorAction> actionFromJson(const QJsonObject& json, const std::string& where)
{
    const int number = json[u"action"].toInt(-1);
    if (number < 0 || number > static_cast<int>(Action::Outage))
        return failure(ErrorCode::InvalidArgument,
                       where + ": an event's action is " + std::to_string(number)
                           + "; it must be a number from 0 to "
                           + std::to_string(static_cast<int>(Action::Outage)));
    return OperatorAction{static_cast<Action>(number), json[u"group"].toString().toStdString(),
                          json[u"tag"].toString().toStdString(),
                          Seconds(json[u"length"].toInteger()),
                          json[u"version"].toString().toStdString()};
}

/// A model alone, among settings that have nothing else.
QJsonObject modelToJson(const VersionModel& model)
{
    SimulationSettings only;
    only.versions = {model};
    return settingsObject(only);
}

QJsonObject eventToJson(const ScenarioEvent& event)
{
    QJsonObject json{{u"at"_s, secondsOf(event.at)}, {u"reason"_s, textOf(event.reason)}};
    if (const auto* action = std::get_if<OperatorAction>(&event.what))
        json.insert(u"do"_s, actionToJson(*action));
    else if (const auto* model = std::get_if<VersionModel>(&event.what))
        json.insert(u"inject"_s, modelToJson(*model));
    else
        json.insert(u"policy"_s, policyObject(std::get<Policy>(event.what)));
    return json;
}

Result<ScenarioEvent> eventFromJson(const QJsonObject& json, const std::string& where)
{
    ScenarioEvent event{
        Seconds(json[u"at"].toInteger()), json[u"reason"].toString().toStdString(), {}};
    if (event.at < -maximumTimeout || event.at > maximumTimeout)
        return failure(ErrorCode::InvalidArgument,
                       where + ": an event's time is " + std::to_string(event.at.count())
                           + " s; it must be within ten years");
    const auto take = [&](auto value) -> Result<ScenarioEvent> {
        if (!value)
            return tl::unexpected(value.error());
        event.what = std::move(*value);
        return event;
    };
    if (json.contains(u"do"))
        return take(actionFromJson(json[u"do"].toObject(), where));
    if (json.contains(u"policy"))
        return take(policyOf(json[u"policy"].toObject(), where));
    return take(settingsOf(json[u"inject"].toObject(), where)
                    .and_then([&](const SimulationSettings& only) -> Result<VersionModel> {
                        if (only.versions.size() != 1)
                            return failure(ErrorCode::InvalidArgument,
                                           where + ": an event injects no model of a version");
                        return only.versions.front();
                    }));
}

QJsonArray partsToJson(const std::vector<FleetPart>& parts)
{
    QJsonArray json;
    for (const FleetPart& part : parts)
        json.append(QJsonObject{{u"targets"_s, static_cast<qint64>(part.targets)},
                                {u"group"_s, textOf(part.group)},
                                {u"tags"_s, textOf(part.tags)}});
    return json;
}

QJsonObject trainingToJson(const Training& training)
{
    QJsonArray hints;
    for (const std::string& hint : training.hints)
        hints.append(textOf(hint));
    QJsonArray questions;
    for (const TrainingQuestion& question : training.questions)
        questions.append(QJsonObject{{u"at"_s, secondsOf(question.at)},
                                     {u"becomesGood"_s, question.bet == Bet::BecomesGood}});
    return {{u"briefing"_s, textOf(training.briefing)},
            {u"goal"_s, textOf(training.goal)},
            {u"hints"_s, hints},
            {u"questions"_s, questions}};
}

Training trainingFromJson(const QJsonObject& json)
{
    Training training{
        json[u"briefing"].toString().toStdString(), json[u"goal"].toString().toStdString(), {}, {}};
    const QJsonArray hints = json[u"hints"].toArray();
    for (const auto hint : hints)
        training.hints.push_back(hint.toString().toStdString());
    const QJsonArray questions = json[u"questions"].toArray();
    for (const auto question : questions)
        training.questions.push_back(
            {Seconds(question[u"at"].toInteger()),
             question[u"becomesGood"].toBool() ? Bet::BecomesGood : Bet::RollsBack});
    return training;
}

void takeFleet(Scenario& scenario, const QJsonObject& json)
{
    scenario.targets = json[u"targets"].toInteger(scenario.targets);
    scenario.groups = json[u"groups"].toInteger(scenario.groups);
    const QJsonArray parts = json[u"parts"].toArray();
    for (const auto part : parts)
        scenario.parts.push_back({part[u"targets"].toInteger(),
                                  part[u"group"].toString().toStdString(),
                                  part[u"tags"].toString().toStdString()});
    scenario.startsAt = std::chrono::minutes(json[u"startsAtMinutes"].toInteger());
    scenario.until = Seconds(json[u"until"].toInteger(scenario.until.count()));
}

} // namespace

QJsonObject policyObject(const Policy& policy)
{
    QJsonObject json = objectOf(policyToJson(policy));
    json.insert(u"batch"_s, policy.options.batch.value());
    json.insert(u"success"_s, policy.options.success.value());
    json.insert(u"successTimeout"_s, secondsOf(policy.options.successTimeout));
    json.insert(u"durationTimeout"_s, secondsOf(policy.options.durationTimeout));
    return json;
}

Result<Policy> policyOf(const QJsonObject& json, const std::string& where)
{
    auto policy = policyFromJson(jsonOf(json), where);
    if (!policy)
        return policy;
    RolloutOptions& options = policy->options;
    options.batch = Percent(json[u"batch"].toInt(options.batch.value()));
    options.success = Percent(json[u"success"].toInt(options.success.value()));
    options.successTimeout =
        Seconds(json[u"successTimeout"].toInteger(options.successTimeout.count()));
    options.durationTimeout =
        Seconds(json[u"durationTimeout"].toInteger(options.durationTimeout.count()));
    if (auto ok = checkPolicy(*policy); !ok)
        return failure(ErrorCode::InvalidArgument, where + ": " + ok.error().message);
    return policy;
}

QJsonObject settingsObject(const SimulationSettings& settings)
{
    return objectOf(settingsToJson(settings));
}

Result<SimulationSettings> settingsOf(const QJsonObject& json, const std::string& where)
{
    return settingsFromJson(jsonOf(json), where);
}

QJsonObject scenarioToJson(const NamedScenario& named)
{
    const Scenario& scenario = named.scenario;
    QJsonArray events;
    for (const ScenarioEvent& event : scenario.events)
        events.append(eventToJson(event));
    return {{u"name"_s, textOf(named.name)},
            {u"title"_s, textOf(named.title)},
            {u"description"_s, textOf(named.description)},
            {u"targets"_s, static_cast<qint64>(scenario.targets)},
            {u"groups"_s, static_cast<qint64>(scenario.groups)},
            {u"parts"_s, partsToJson(scenario.parts)},
            {u"startsAtMinutes"_s, static_cast<qint64>(scenario.startsAt.count())},
            {u"until"_s, secondsOf(scenario.until)},
            {u"policy"_s, policyObject(scenario.policy())},
            {u"fleet"_s, settingsObject(scenario.fleet)},
            {u"events"_s, events},
            {u"training"_s, trainingToJson(named.training)}};
}

Result<NamedScenario> scenarioFromJson(const QJsonObject& json, const std::string& where)
{
    NamedScenario named{json[u"name"].toString().toStdString(),
                        json[u"title"].toString().toStdString(),
                        json[u"description"].toString().toStdString(),
                        {},
                        trainingFromJson(json[u"training"].toObject())};
    takeFleet(named.scenario, json);
    const auto policy = policyOf(json[u"policy"].toObject(), where);
    if (!policy)
        return tl::unexpected(policy.error());
    named.scenario.setPolicy(*policy);
    auto fleet = settingsOf(json[u"fleet"].toObject(), where);
    if (!fleet)
        return tl::unexpected(fleet.error());
    named.scenario.fleet = std::move(*fleet);
    const QJsonArray events = json[u"events"].toArray();
    for (const auto event : events) {
        auto read = eventFromJson(event.toObject(), where);
        if (!read)
            return tl::unexpected(read.error());
        named.scenario.events.push_back(std::move(*read));
    }
    if (auto ok = checkScenario(named.scenario); !ok)
        return failure(ErrorCode::InvalidArgument, where + ": " + ok.error().message);
    return named;
}

} // namespace rollout
