#include "store/settings_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "store/dialect.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// Qt's JSON drops a leading U+FEFF of a string, and a version is any UTF-8.
QString encoded(const std::string& version)
{
    return QString::fromLatin1(QByteArray::fromStdString(version).toPercentEncoding());
}

std::string decoded(const QString& text)
{
    return QByteArray::fromPercentEncoding(text.toLatin1()).toStdString();
}

QJsonObject modelToJson(const VersionModel& model)
{
    return {{u"version"_s, encoded(model.version)},
            {u"failProbability"_s, model.failProbability},
            {u"neverAdoptProbability"_s, model.neverAdoptProbability},
            {u"latentMeanMilliseconds"_s, static_cast<qint64>(model.latentMean.count())},
            {u"silentProbability"_s, model.silentProbability},
            {u"falsePositiveProbability"_s, model.falsePositiveProbability}};
}

VersionModel modelFromJson(const QJsonValue& value)
{
    VersionModel model;
    model.version = decoded(value["version"_L1].toString());
    model.failProbability = value["failProbability"_L1].toDouble();
    model.neverAdoptProbability = value["neverAdoptProbability"_L1].toDouble();
    model.latentMean = Milliseconds(value["latentMeanMilliseconds"_L1].toInteger());
    model.silentProbability = value["silentProbability"_L1].toDouble();
    model.falsePositiveProbability = value["falsePositiveProbability"_L1].toDouble();
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

} // namespace

std::string settingsToJson(const SimulationSettings& settings)
{
    // Integers of 64 bits are exact in JSON texts of Qt; the seed's upper half becomes negative
    // numbers.
    const QJsonObject object{
        {u"seed"_s, static_cast<qint64>(settings.seed)},
        {u"tickSeconds"_s, static_cast<qint64>(settings.tick.count())},
        {u"adoptMedianMilliseconds"_s, static_cast<qint64>(settings.adoptMedian.count())},
        {u"adoptSigma"_s, settings.adoptSigma},
        {u"versions"_s, versionsToJson(settings.versions)},
    };
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
    const SimulationSettings defaults;
    SimulationSettings settings;
    settings.seed = static_cast<std::uint64_t>(
        document["seed"_L1].toInteger(static_cast<qint64>(defaults.seed)));
    settings.tick = Seconds(document["tickSeconds"_L1].toInteger(defaults.tick.count()));
    settings.adoptMedian = Milliseconds(
        document["adoptMedianMilliseconds"_L1].toInteger(defaults.adoptMedian.count()));
    settings.adoptSigma = document["adoptSigma"_L1].toDouble(defaults.adoptSigma);
    settings.versions = versionsFromJson(document["versions"_L1].toArray());
    return settings;
}

} // namespace rollout
