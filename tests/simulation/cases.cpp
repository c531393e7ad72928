#include "cases.h"

#include <QFile>
#include <QJsonDocument>

namespace rollout::test {

QJsonArray rows(const char* file, const char* section)
{
    QFile data(QStringLiteral(TEST_DATA_DIR "/") + QLatin1String(file));
    if (!data.open(QIODevice::ReadOnly))
        qFatal("cannot open %s", file);
    const auto document = QJsonDocument::fromJson(data.readAll());
    const QJsonArray found = document.object().value(QLatin1String(section)).toArray();
    if (found.isEmpty())
        qFatal("no rows under %s in %s", section, file);
    return found;
}

PolicyCase policyOf(const QJsonObject& row)
{
    const auto whole = [&](const char* key) { return row.value(QLatin1String(key)).toInt(); };
    return {
        .targets = whole("N"),
        .options = {Percent(whole("batchPct")), Percent(whole("successPct")),
                    Seconds(whole("successTimeout")), Seconds(whole("durationTimeout"))},
        .tick = Seconds(whole("tick")),
        .adopt = Seconds(whole("adopt")),
    };
}

Scenario scenarioOf(const PolicyCase& policy, double failProbability)
{
    Scenario scenario;
    scenario.targets = policy.targets;
    scenario.options = policy.options;
    scenario.fleet.tick = policy.tick;
    scenario.fleet.adoption.median = policy.adopt;
    scenario.fleet.versions = {
        VersionModel{.version = newVersion, .failProbability = failProbability}};
    return scenario;
}

QByteArray nameOf(const PolicyCase& policy, double p)
{
    return QStringLiteral("N %1 B %2 S %3 %4/%5 p %6")
        .arg(policy.targets)
        .arg(policy.options.batch.value())
        .arg(policy.options.success.value())
        .arg(policy.options.successTimeout.count())
        .arg(policy.options.durationTimeout.count())
        .arg(p)
        .toUtf8();
}

} // namespace rollout::test
