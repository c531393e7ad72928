// Demos on their way in.

#include <QDir>
#include <QFileInfo>

#include "io/demo_yaml.h"
#include "io/policy_words.h"
#include "io/scenario_fields.h"
#include "io/scenario_presets.h"
#include "io/scenario_yaml.h"
#include "io/text_file.h"

namespace rollout {

namespace {

constexpr std::size_t mostScenes = 200;
constexpr std::size_t mostActs = 100;
constexpr int mostSpeed = 1000;
constexpr const char* rightSpeed = "simulated seconds a second, 1 to 1000";

std::optional<int> parseSpeed(const std::string& text)
{
    const auto number = parseCount(text);
    const bool isRight = number && *number >= 1 && *number <= mostSpeed;
    return isRight ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<std::int64_t> parseSteps(const std::string& text)
{
    const auto number = parseCount(text);
    return number && *number >= 1 && *number <= mostSceneSteps ? number : std::nullopt;
}

class DemoReader
{
public:
    DemoReader(YamlFields& fields, DemoScript& script, const std::string& path)
        : m_fields(fields)
        , m_script(script)
        , m_path(path)
    {
    }
    void read(const YAML::Node& root);

private:
    void takeScenario(const YAML::Node& node);
    void takeScenes(const YAML::Node& node);
    void takeScene(const YAML::Node& node, const std::string& what);
    void takeActs(const YAML::Node& node, DemoScene& scene);
    [[nodiscard]] std::vector<YamlKey> sceneKeys(DemoScene& scene);
    [[nodiscard]] static std::string faultOf(const DemoScene& scene);

    YamlFields& m_fields;
    DemoScript& m_script;
    const std::string& m_path;
    bool m_hasScenario = false;
};

/// One that ships, or a file relative to the demo's.
void DemoReader::takeScenario(const YAML::Node& node)
{
    m_hasScenario = true;
    if (!node.IsScalar())
        return m_fields.blame(node,
                              "scenario is " + wordsOf(node)
                                  + "; right would be the name of one that ships, or a file");
    const std::string& name = node.Scalar();
    const bool isFile = name.ends_with(".yaml") || name.ends_with(".yml");
    const QFileInfo demo(QString::fromStdString(m_path));
    const auto named = isFile
        ? readScenario(demo.dir().filePath(QString::fromStdString(name)).toStdString())
        : scenarioNamed(name);
    if (!named)
        return m_fields.blame(
            node, named.error().message + (isFile ? "" : ", or a file that ends with .yaml"));
    m_script.scenario = named->scenario;
}

void DemoReader::takeActs(const YAML::Node& node, DemoScene& scene)
{
    m_fields.takeList(
        node, "do", mostActs, "- do: pause", [&](const YAML::Node& entry, std::size_t number) {
            ScenarioEvent act;
            takeEvent(m_fields, entry, {"act " + std::to_string(number), EventTime::None}, act);
            const auto* action = std::get_if<OperatorAction>(&act.what);
            if (action && action->action == Action::Outage)
                m_fields.blame(entry,
                               "nobody can do an outage; right would be an event of the scenario");
            scene.acts.push_back(std::move(act));
        });
}

std::vector<YamlKey> DemoReader::sceneKeys(DemoScene& scene)
{
    const auto step = [](const std::string& text) -> std::optional<std::uint64_t> {
        const auto number = parseCount(text);
        return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
    };
    return {proseKey(m_fields, "caption", scene.caption),
            m_fields.choice<std::string>("page", scene.page,
                                         {{"overview", "overview"},
                                          {"targets", "targets"},
                                          {"heat-map", "heatmap"},
                                          {"versions", "versions"},
                                          {"batches", "batches"},
                                          {"history", "history"},
                                          {"what-if", "whatif"}}),
            m_fields.parsed("steps", scene.steps, parseSteps, "a whole number of steps, 1 to 5000"),
            {"until",
             [this, &scene](const YAML::Node& node) {
                 m_fields
                     .choice<DemoGoal>("until", scene.until.emplace(),
                                       {{"rollback-begun", DemoGoal::RollbackBegun},
                                        {"good", DemoGoal::Good},
                                        {"bad", DemoGoal::Bad},
                                        {"rolled-back", DemoGoal::RolledBack},
                                        {"done", DemoGoal::Done}})
                     .take(node);
             }},
            m_fields.parsed("speed", scene.speed, parseSpeed, rightSpeed),
            m_fields.parsed("back-to", scene.backTo, step, "the number of a step, 0 or more"),
            {"pause",
             [this, &scene](const YAML::Node& node) {
                 m_fields.span("pause", scene.pause.emplace()).take(node);
             }},
            {"policy",
             [this, &scene](const YAML::Node& node) {
                 takePolicy(m_fields, node, scene.policy.emplace());
             }},
            {"do", [this, &scene](const YAML::Node& node) { takeActs(node, scene); }}};
}

/// What a scene lacks, or has too much of; empty: nothing.
std::string DemoReader::faultOf(const DemoScene& scene)
{
    if (scene.caption.empty())
        return " has no caption; right would be a sentence that says what is seen";
    const int ways =
        int(scene.steps > 0) + int(scene.until.has_value()) + int(scene.backTo.has_value());
    if (ways > 1)
        return " should say one of steps, until and back-to";
    if (scene.backTo && (scene.policy || !scene.acts.empty()))
        return " looks back; what is done then belongs into the scene after it";
    return {};
}

void DemoReader::takeScene(const YAML::Node& node, const std::string& what)
{
    DemoScene scene;
    m_fields.takeMap(node, what, sceneKeys(scene));
    if (const std::string fault = faultOf(scene); !fault.empty())
        m_fields.blame(node, what + fault);
    m_script.scenes.push_back(std::move(scene));
}

void DemoReader::takeScenes(const YAML::Node& node)
{
    m_fields.takeList(node, "scenes", mostScenes, "- caption: v2 is asked for.",
                      [this](const YAML::Node& entry, std::size_t number) {
                          takeScene(entry, "scene " + std::to_string(number));
                      });
}

void DemoReader::read(const YAML::Node& root)
{
    std::optional<Policy> policy;
    std::optional<std::uint64_t> seed;
    m_fields.takeMap(
        root, "the demo",
        {m_fields.text("name", m_script.name),
         proseKey(m_fields, "title", m_script.title),
         proseKey(m_fields, "description", m_script.description),
         {"scenario", [this](const YAML::Node& node) { takeScenario(node); }},
         {"policy", [&](const YAML::Node& node) { takePolicy(m_fields, node, policy.emplace()); }},
         m_fields.parsed("seed", seed, parseSeed, rightSeed),
         m_fields.parsed("speed", m_script.speed, parseSpeed, rightSpeed),
         {"scenes", [this](const YAML::Node& node) { takeScenes(node); }}});
    if (!m_hasScenario)
        m_fields.blame(root, "the demo has no scenario; right would be scenario: crash-30");
    if (m_script.scenes.empty())
        m_fields.blame(root, "the demo has no scenes; right would be scenes: and a list of them");
    if (policy)
        m_script.scenario.setPolicy(*policy);
    if (seed)
        m_script.scenario.fleet.seed = *seed;
}

} // namespace

Result<DemoScript> parseDemo(const std::string& text, const std::string& path)
{
    DemoScript script;
    return readDocument(text, path, "one demo",
                        [&](YamlFields& fields, const YAML::Node& root) {
                            DemoReader(fields, script, path).read(root);
                        })
        .and_then([&]() -> Result<DemoScript> {
            if (const auto ok = checkScenario(script.scenario); !ok)
                return failure(ErrorCode::InvalidArgument, path + ": " + ok.error().message);
            return std::move(script);
        });
}

Result<DemoScript> readDemo(const std::string& path)
{
    return readTextFile(path)
        .and_then([&](const std::string& text) { return parseDemo(text, path); })
        .map([&](DemoScript script) {
            if (script.name.empty())
                script.name =
                    QFileInfo(QString::fromStdString(path)).completeBaseName().toStdString();
            return script;
        });
}

} // namespace rollout
