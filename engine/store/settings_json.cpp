#include "store/settings_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>

#include "store/dialect.h"
#include "store/json_text.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

template <typename Of>
struct Number
{
    QLatin1StringView key;
    double Of::*value;
};
template <typename Of>
struct Length
{
    QLatin1StringView key;
    Milliseconds Of::*value;
};

/// What has its default is left out, so that rows stay short and new fields need no upgrade.
template <typename Of, std::size_t numbers, std::size_t lengths>
void put(QJsonObject& object, const Of& of, const std::array<Number<Of>, numbers>& numberFields,
         const std::array<Length<Of>, lengths>& lengthFields)
{
    const Of defaults;
    for (const auto& field : numberFields)
        if (of.*field.value != defaults.*field.value)
            object.insert(field.key, of.*field.value);
    for (const auto& field : lengthFields)
        if (of.*field.value != defaults.*field.value)
            object.insert(field.key, static_cast<qint64>((of.*field.value).count()));
}

template <typename Of, std::size_t numbers, std::size_t lengths>
void take(const QJsonValue& object, Of& of, const std::array<Number<Of>, numbers>& numberFields,
          const std::array<Length<Of>, lengths>& lengthFields)
{
    for (const auto& field : numberFields)
        of.*field.value = object[field.key].toDouble(of.*field.value);
    for (const auto& field : lengthFields)
        of.*field.value = Milliseconds(object[field.key].toInteger((of.*field.value).count()));
}

constexpr std::array<Number<Adoption>, 1> adoptionNumbers{{{"adoptSigma"_L1, &Adoption::sigma}}};
constexpr std::array<Length<Adoption>, 3> adoptionLengths{
    {{"adoptMedianMilliseconds"_L1, &Adoption::median},
     {"pollEveryMilliseconds"_L1, &Adoption::pollEvery},
     {"pollJitterMilliseconds"_L1, &Adoption::pollJitter}}};

constexpr std::array<Number<VersionModel>, 18> modelNumbers{
    {{"failProbability"_L1, &VersionModel::failProbability},
     {"failCorrelation"_L1, &VersionModel::failCorrelation},
     {"neverAdoptProbability"_L1, &VersionModel::neverAdoptProbability},
     {"latentShape"_L1, &VersionModel::latentShape},
     {"latentShare"_L1, &VersionModel::latentShare},
     {"intermittentShare"_L1, &VersionModel::intermittentShare},
     {"intermittentProbability"_L1, &VersionModel::intermittentProbability},
     {"silentProbability"_L1, &VersionModel::silentProbability},
     {"flappingShare"_L1, &VersionModel::flappingShare},
     {"flappingJitter"_L1, &VersionModel::flappingJitter},
     {"falsePositiveProbability"_L1, &VersionModel::falsePositiveProbability},
     {"missedErrorProbability"_L1, &VersionModel::missedErrorProbability},
     {"stuckProbability"_L1, &VersionModel::stuckProbability},
     {"brokenProbability"_L1, &VersionModel::brokenProbability},
     {"leavingFactor"_L1, &VersionModel::leavingFactor},
     {"leavingSigma"_L1, &VersionModel::leavingSigma},
     {"loadThreshold"_L1, &VersionModel::loadThreshold},
     {"loadProbability"_L1, &VersionModel::loadProbability}}};
constexpr std::array<Length<VersionModel>, 2> modelLengths{
    {{"latentMeanMilliseconds"_L1, &VersionModel::latentMean},
     {"flappingHalfPeriodMilliseconds"_L1, &VersionModel::flappingHalfPeriod}}};

constexpr std::array<Number<BackgroundSilence>, 1> silenceNumbers{
    {{"share"_L1, &BackgroundSilence::share}}};
constexpr std::array<Length<BackgroundSilence>, 1> silenceLengths{
    {{"meanMilliseconds"_L1, &BackgroundSilence::mean}}};
constexpr std::array<Number<Churn>, 2> churnNumbers{
    {{"joinsPerHour"_L1, &Churn::joinsPerHour}, {"leavesPerHour"_L1, &Churn::leavesPerHour}}};
constexpr std::array<Length<Churn>, 0> churnLengths{};
constexpr std::array<Number<Outages>, 1> outageNumbers{{{"perDay"_L1, &Outages::perDay}}};
constexpr std::array<Length<Outages>, 1> outageLengths{{{"meanMilliseconds"_L1, &Outages::mean}}};
constexpr std::array<Number<OperatorDelay>, 1> delayNumbers{{{"sigma"_L1, &OperatorDelay::sigma}}};
constexpr std::array<Length<OperatorDelay>, 1> delayLengths{
    {{"medianMilliseconds"_L1, &OperatorDelay::median}}};

QJsonObject modelToJson(const VersionModel& model)
{
    QJsonObject object{{u"version"_s, jsonText(model.version)}};
    put(object, model, modelNumbers, modelLengths);
    if (!model.group.empty())
        object.insert("group"_L1, jsonText(model.group));
    if (!model.tag.empty())
        object.insert("tag"_L1, jsonText(model.tag));
    if (model.cluster == Cluster::Tags)
        object.insert("cluster"_L1, "tags"_L1);
    if (model.adoption) {
        QJsonObject adoption;
        put(adoption, *model.adoption, adoptionNumbers, adoptionLengths);
        object.insert("adoption"_L1, adoption);
    }
    if (model.failingHours)
        object.insert("failingMinutes"_L1,
                      QJsonArray{static_cast<qint64>(model.failingHours->from.count()),
                                 static_cast<qint64>(model.failingHours->to.count())});
    return object;
}

VersionModel modelFromJson(const QJsonValue& value)
{
    VersionModel model;
    model.version = textOfJson(value["version"_L1].toString());
    model.group = textOfJson(value["group"_L1].toString());
    model.tag = textOfJson(value["tag"_L1].toString());
    take(value, model, modelNumbers, modelLengths);
    if (value["cluster"_L1].toString() == "tags"_L1)
        model.cluster = Cluster::Tags;
    if (value["adoption"_L1].isObject())
        take(value["adoption"_L1], model.adoption.emplace(), adoptionNumbers, adoptionLengths);
    if (const QJsonValue minutes = value["failingMinutes"_L1]; minutes.isArray())
        model.failingHours = DayHours{std::chrono::minutes(minutes[0].toInteger()),
                                      std::chrono::minutes(minutes[1].toInteger())};
    return model;
}

QJsonArray versionsToJson(const std::vector<VersionModel>& versions)
{
    QJsonArray array;
    for (const VersionModel& model : versions)
        array.append(modelToJson(model));
    return array;
}

std::vector<VersionModel> versionsFromJson(const QJsonArray& array)
{
    std::vector<VersionModel> versions;
    for (qsizetype i = 0; i < array.size(); ++i)
        versions.push_back(modelFromJson(array.at(i)));
    return versions;
}

template <typename Of, std::size_t numbers, std::size_t lengths>
void putSection(QJsonObject& object, QLatin1StringView key, const Of& of,
                const std::array<Number<Of>, numbers>& numberFields,
                const std::array<Length<Of>, lengths>& lengthFields)
{
    if (of == Of{})
        return;
    QJsonObject section;
    put(section, of, numberFields, lengthFields);
    object.insert(key, section);
}

} // namespace

std::string settingsToJson(const SimulationSettings& settings)
{
    // Integers of 64 bits are exact in JSON texts of Qt; the seed's upper half becomes negative
    // numbers.
    QJsonObject object{
        {u"seed"_s, static_cast<qint64>(settings.seed)},
        {u"tickSeconds"_s, static_cast<qint64>(settings.tick.count())},
        {u"versions"_s, versionsToJson(settings.versions)},
    };
    put(object, settings.adoption, adoptionNumbers, adoptionLengths);
    putSection(object, "silence"_L1, settings.silence, silenceNumbers, silenceLengths);
    putSection(object, "churn"_L1, settings.churn, churnNumbers, churnLengths);
    putSection(object, "outages"_L1, settings.outages, outageNumbers, outageLengths);
    if (settings.clockLag != Milliseconds(0))
        object.insert("clockLagMs"_L1, static_cast<qint64>(settings.clockLag.count()));
    if (settings.operatorDelay) {
        QJsonObject delay;
        put(delay, *settings.operatorDelay, delayNumbers, delayLengths);
        object.insert("operatorDelay"_L1, delay);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

QVariant simulationValue(const std::optional<SimulationSettings>& settings)
{
    if (!settings)
        return QVariant(QMetaType(QMetaType::QByteArray));
    return textValue(settingsToJson(*settings));
}

Result<SimulationSettings> settingsFromJson(const std::string& json, const std::string& where)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
    if (!document.isObject())
        return failure(ErrorCode::Corrupt,
                       where + ": the stored simulation settings cannot be read; set them again");
    const QJsonValue object = document.object();
    const SimulationSettings defaults;
    SimulationSettings settings;
    settings.seed =
        static_cast<std::uint64_t>(object["seed"_L1].toInteger(static_cast<qint64>(defaults.seed)));
    settings.tick = Seconds(object["tickSeconds"_L1].toInteger(defaults.tick.count()));
    settings.versions = versionsFromJson(object["versions"_L1].toArray());
    take(object, settings.adoption, adoptionNumbers, adoptionLengths);
    take(object["silence"_L1], settings.silence, silenceNumbers, silenceLengths);
    take(object["churn"_L1], settings.churn, churnNumbers, churnLengths);
    take(object["outages"_L1], settings.outages, outageNumbers, outageLengths);
    settings.clockLag = Milliseconds(object["clockLagMs"_L1].toInteger(0));
    if (object["operatorDelay"_L1].isObject())
        take(object["operatorDelay"_L1], settings.operatorDelay.emplace(), delayNumbers,
             delayLengths);
    return settings;
}

} // namespace rollout
