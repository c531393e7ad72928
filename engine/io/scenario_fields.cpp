#include "io/scenario_fields.h"

#include "io/scenario_words.h"

namespace rollout {

namespace {

class ModelReader
{
public:
    ModelReader(YamlFields& fields, VersionModel& model)
        : m_fields(fields)
        , m_model(model)
    {
    }
    void read(const YAML::Node& node);

private:
    [[nodiscard]] YamlKey probability(const char* name, double& value)
    {
        return m_fields.parsed(name, value, parseProbability, rightProbability);
    }
    [[nodiscard]] YamlKey number(const char* name, double& value)
    {
        return m_fields.parsed(name, value, parseNumber, rightNumber);
    }
    [[nodiscard]] YamlKey section(const char* name, std::vector<YamlKey> keys)
    {
        return {name, [this, name, keys = std::move(keys)](const YAML::Node& node) {
                    m_fields.takeMap(node, name, keys);
                }};
    }
    [[nodiscard]] YamlKey adoption();
    [[nodiscard]] YamlKey flapping();
    void takeHours(const YAML::Node& node);

    YamlFields& m_fields;
    VersionModel& m_model;
};

YamlKey ModelReader::adoption()
{
    return {"adoption", [this](const YAML::Node& node) {
                m_fields.takeMap(node, "adoption",
                                 adoptionKeys(m_fields, m_model.adoption.emplace()));
            }};
}

YamlKey ModelReader::flapping()
{
    return {"flapping", [this](const YAML::Node& node) {
                m_model.flappingShare = 1.0; // of all, unless it says otherwise
                m_fields.takeMap(node, "flapping",
                                 {probability("share", m_model.flappingShare),
                                  m_fields.span("half-period", m_model.flappingHalfPeriod),
                                  probability("jitter", m_model.flappingJitter)});
            }};
}

void ModelReader::takeHours(const YAML::Node& node)
{
    DayHours hours;
    m_fields.takeMap(node, "hours",
                     {m_fields.parsed("from", hours.from, parseTimeOfDay, rightTimeOfDay),
                      m_fields.parsed("to", hours.to, parseTimeOfDay, rightTimeOfDay)});
    m_model.failingHours = hours;
}

void ModelReader::read(const YAML::Node& node)
{
    VersionModel& m = m_model;
    m_fields.takeMap(
        node, "a version",
        {m_fields.text("version", m.version),
         m_fields.text("group", m.group),
         m_fields.text("tag", m.tag),
         adoption(),
         probability("never-adopts", m.neverAdoptProbability),
         probability("fails", m.failProbability),
         probability("correlation", m.failCorrelation),
         m_fields.choice<Cluster>("correlated-by", m.cluster,
                                  {{"group", Cluster::Group}, {"tags", Cluster::Tags}}),
         section("latent",
                 {m_fields.span("mean", m.latentMean), number("shape", m.latentShape),
                  probability("share", m.latentShare)}),
         section("intermittent",
                 {probability("share", m.intermittentShare),
                  probability("errors", m.intermittentProbability)}),
         probability("falls-silent", m.silentProbability),
         flapping(),
         probability("false-errors", m.falsePositiveProbability),
         probability("missed-errors", m.missedErrorProbability),
         probability("stuck", m.stuckProbability),
         probability("stays-broken", m.brokenProbability),
         section("leaving", {number("factor", m.leavingFactor), number("sigma", m.leavingSigma)}),
         section("under-load",
                 {probability("above", m.loadThreshold), probability("fails", m.loadProbability)}),
         {"hours", [this](const YAML::Node& value) { takeHours(value); }}});
}

} // namespace

std::vector<YamlKey> adoptionKeys(YamlFields& fields, Adoption& adoption)
{
    return {fields.span("median", adoption.median),
            fields.parsed("sigma", adoption.sigma, parseNumber, rightNumber),
            fields.span("poll", adoption.pollEvery),
            fields.span("poll-jitter", adoption.pollJitter)};
}

VersionModel takeModel(YamlFields& fields, const YAML::Node& node)
{
    VersionModel model;
    model.version = "v2";
    ModelReader(fields, model).read(node);
    SimulationSettings alone;
    alone.versions = {model};
    if (const auto ok = checkSimulation(alone); !ok)
        fields.blame(node, ok.error().message);
    return model;
}

std::vector<std::pair<std::string, Action>> actionChoices()
{
    return {{"pause", Action::Pause},
            {"resume", Action::Resume},
            {"abort", Action::Abort},
            {"retry", Action::Retry},
            {"retry-failed", Action::RetryFailed},
            {"promote", Action::Promote},
            {"release", Action::Release},
            {"exclude", Action::Exclude},
            {"include", Action::Include},
            {"lock", Action::Lock},
            {"unlock", Action::Unlock},
            {"freeze", Action::Freeze},
            {"approve", Action::Approve},
            {"reject", Action::Reject},
            {"set-version", Action::SetVersion},
            {"force-version", Action::ForceVersion},
            {"outage", Action::Outage}};
}

std::string missingIn(const OperatorAction& action)
{
    const bool isOfVersion =
        action.action == Action::SetVersion || action.action == Action::ForceVersion;
    if (isOfVersion && action.version.empty())
        return "set-version and force-version need the version, as version: v3";
    const bool lasts = action.action == Action::Freeze || action.action == Action::Outage;
    if (lasts && action.length <= Seconds(0))
        return "freeze and outage need their length, as length: 1 h";
    return {};
}

} // namespace rollout
