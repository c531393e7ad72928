// Scenarios on their way in.

#include <QFileInfo>
#include <limits>

#include "core/names.h"
#include "io/scenario_fields.h"
#include "io/scenario_words.h"
#include "io/scenario_yaml.h"
#include "io/text_file.h"

namespace rollout {

namespace {

constexpr std::size_t mostEntries = 1000;

class ScenarioReader
{
public:
    ScenarioReader(YamlFields& fields, NamedScenario& named)
        : m_fields(fields)
        , m_named(named)
        , m_scenario(named.scenario)
    {
    }
    void read(const YAML::Node& root);

private:
    [[nodiscard]] YamlKey count(const char* name, std::int64_t& value);
    [[nodiscard]] YamlKey section(const char* name,
                                  const std::function<std::vector<YamlKey>()>& keys);
    [[nodiscard]] std::vector<YamlKey> fleetKeys();
    [[nodiscard]] std::vector<YamlKey> operatorKeys();
    void takeParts(const YAML::Node& node);
    void takeVersions(const YAML::Node& node);
    void takeEvents(const YAML::Node& node);
    void takeTraining(const YAML::Node& node);
    void takeHints(const YAML::Node& node);
    void takeQuestions(const YAML::Node& node);

    YamlFields& m_fields;
    NamedScenario& m_named;
    Scenario& m_scenario;
};

YamlKey ScenarioReader::count(const char* name, std::int64_t& value)
{
    return m_fields.parsed(name, value, parseCount, "a whole number of targets");
}

YamlKey ScenarioReader::section(const char* name, const std::function<std::vector<YamlKey>()>& keys)
{
    return {name,
            [this, name, keys](const YAML::Node& node) { m_fields.takeMap(node, name, keys()); }};
}

void ScenarioReader::takeParts(const YAML::Node& node)
{
    m_fields.takeList(
        node, "parts", 10'000, "- targets: 100", [&](const YAML::Node& entry, std::size_t number) {
            FleetPart part;
            m_fields.takeMap(entry, "part " + std::to_string(number),
                             {count("targets", part.targets), m_fields.text("group", part.group),
                              proseKey(m_fields, "tags", part.tags)});
            m_scenario.parts.push_back(std::move(part));
        });
}

std::vector<YamlKey> ScenarioReader::fleetKeys()
{
    SimulationSettings& fleet = m_scenario.fleet;
    return {
        count("targets", m_scenario.targets),
        count("groups", m_scenario.groups),
        {"parts", [this](const YAML::Node& node) { takeParts(node); }},
        section("adoption", [this] { return adoptionKeys(m_fields, m_scenario.fleet.adoption); }),
        section("silence",
                [this, &fleet] {
                    return std::vector{m_fields.parsed("share", fleet.silence.share,
                                                       parseProbability, rightProbability),
                                       m_fields.span("mean", fleet.silence.mean)};
                }),
        section("churn", [this, &fleet] {
            return std::vector{m_fields.parsed("joins-per-hour", fleet.churn.joinsPerHour,
                                               parseNumber, rightNumber),
                               m_fields.parsed("leaves-per-hour", fleet.churn.leavesPerHour,
                                               parseNumber, rightNumber)};
        })};
}

std::vector<YamlKey> ScenarioReader::operatorKeys()
{
    OperatorDelay& delay = m_scenario.fleet.operatorDelay.emplace();
    return {m_fields.span("delay", delay.median),
            m_fields.parsed("sigma", delay.sigma, parseNumber, rightNumber)};
}

void ScenarioReader::takeVersions(const YAML::Node& node)
{
    m_fields.takeList(node, "versions", mostEntries, "- version: v2",
                      [&](const YAML::Node& entry, std::size_t) {
                          m_scenario.fleet.versions.push_back(takeModel(m_fields, entry));
                      });
}

void ScenarioReader::takeEvents(const YAML::Node& node)
{
    m_fields.takeList(node, "events", mostEntries, "- at: 5 min",
                      [&](const YAML::Node& entry, std::size_t number) {
                          takeEvent(m_fields, entry,
                                    {"event " + std::to_string(number), EventTime::Said},
                                    m_scenario.events.emplace_back());
                      });
}

void ScenarioReader::takeHints(const YAML::Node& node)
{
    m_fields.takeList(node, "hints", mostEntries, "- Look at the third group.",
                      [&](const YAML::Node& entry, std::size_t) {
                          std::string hint;
                          proseKey(m_fields, "a hint", hint).take(entry);
                          m_named.training.hints.push_back(std::move(hint));
                      });
}

void ScenarioReader::takeQuestions(const YAML::Node& node)
{
    m_fields.takeList(node, "questions", mostEntries, "- at: 3 min",
                      [&](const YAML::Node& entry, std::size_t number) {
                          TrainingQuestion question;
                          m_fields.takeMap(
                              entry, "question " + std::to_string(number),
                              {m_fields.span("at", question.at),
                               m_fields.choice<Bet>("bet", question.bet,
                                                    {{"rolls-back", Bet::RollsBack},
                                                     {"becomes-good", Bet::BecomesGood}})});
                          m_named.training.questions.push_back(question);
                      });
}

void ScenarioReader::takeTraining(const YAML::Node& node)
{
    m_fields.takeMap(node, "training",
                     {proseKey(m_fields, "briefing", m_named.training.briefing),
                      proseKey(m_fields, "goal", m_named.training.goal),
                      {"hints", [this](const YAML::Node& value) { takeHints(value); }},
                      {"questions", [this](const YAML::Node& value) { takeQuestions(value); }}});
}

void ScenarioReader::read(const YAML::Node& root)
{
    SimulationSettings& fleet = m_scenario.fleet;
    const auto takeWholePolicy = [this](const YAML::Node& node) {
        Policy policy;
        takePolicy(m_fields, node, policy);
        m_scenario.setPolicy(policy);
    };
    m_fields.takeMap(
        root, "the scenario",
        {m_fields.text("name", m_named.name),
         proseKey(m_fields, "title", m_named.title),
         proseKey(m_fields, "description", m_named.description),
         section("fleet", [this] { return fleetKeys(); }),
         m_fields.parsed("seed", fleet.seed, parseSeed, rightSeed),
         m_fields.span("tick", fleet.tick),
         m_fields.parsed("starts-at", m_scenario.startsAt, parseTimeOfDay, rightTimeOfDay),
         m_fields.span("until", m_scenario.until),
         {"policy", takeWholePolicy},
         {"versions", [this](const YAML::Node& node) { takeVersions(node); }},
         section("outages",
                 [this, &fleet] {
                     return std::vector{
                         m_fields.parsed("per-day", fleet.outages.perDay, parseNumber, rightNumber),
                         m_fields.span("mean", fleet.outages.mean)};
                 }),
         section("operator", [this] { return operatorKeys(); }),
         {"events", [this](const YAML::Node& node) { takeEvents(node); }},
         {"training", [this](const YAML::Node& node) { takeTraining(node); }}});
}

} // namespace

Result<NamedScenario> parseScenario(const std::string& text, const std::string& path)
{
    NamedScenario named;
    return readDocument(text, path, "one scenario",
                        [&](YamlFields& fields, const YAML::Node& root) {
                            ScenarioReader(fields, named).read(root);
                        })
        .and_then([&]() -> Result<NamedScenario> {
            if (const auto ok = checkScenario(named.scenario); !ok)
                return failure(ErrorCode::InvalidArgument, path + ": " + ok.error().message);
            return std::move(named);
        });
}

Result<NamedScenario> readScenario(const std::string& path)
{
    return readTextFile(path)
        .and_then([&](const std::string& text) { return parseScenario(text, path); })
        .map([&](NamedScenario named) {
            if (named.name.empty())
                named.name =
                    QFileInfo(QString::fromStdString(path)).completeBaseName().toStdString();
            return named;
        });
}

} // namespace rollout
