// The presets that are compiled in: all read, none that cannot do what it is for.

#include <QDir>
#include <QTest>
#include <algorithm>

#include "core/lint.h"
#include "core/predict.h"
#include "io/policy_presets.h"
#include "io/policy_yaml.h"

using namespace rollout;

namespace {

LintInput inputOf(const char* name, std::int64_t targets = 100)
{
    LintInput input;
    const auto preset = presetNamed(name);
    if (!preset)
        qFatal("%s", preset.error().message.c_str());
    input.policy = preset->policy;
    input.targets = targets;
    return input;
}

} // namespace

class TestPolicyPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allFilesAreIn();
    void preset_data();
    void preset();
    void countsStayCounts_data();
    void countsStayCounts();
    void groupsExposeOneGroup();
    void defaultIsTheDefault();
    void unknownIsRefused();
};

void TestPolicyPresets::allFilesAreIn()
{
    QStringList names;
    for (const PolicyPreset& preset : policyPresets())
        names.append(QString::fromUtf8(preset.name.data(), qsizetype(preset.name.size()))
                     + QStringLiteral(".yaml"));
    const QDir folder(QStringLiteral(POLICY_DIR));
    QCOMPARE(names, folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name));
    QVERIFY(names.size() >= 12);
}

void TestPolicyPresets::preset_data()
{
    QTest::addColumn<QString>("name");
    for (const PolicyPreset& preset : policyPresets())
        QTest::newRow(preset.name.data()) << QString::fromLatin1(preset.name.data());
}

void TestPolicyPresets::preset()
{
    QFETCH(QString, name);
    const auto preset = presetNamed(name.toStdString());
    QVERIFY2(preset, preset ? "" : preset.error().message.c_str());
    QCOMPARE(QString::fromStdString(preset->name), name);
    QVERIFY(!preset->description.empty());
    QVERIFY(*parsePolicy(policyText(*preset), "written") == *preset);
    for (const std::int64_t targets : {1, 2, 10, 100, 1000})
        for (const LintFinding& finding : lint(inputOf(qPrintable(name), targets)))
            QVERIFY2(finding.severity != Severity::Error, finding.sentence.c_str());
    const Predictions predictions = predict(inputOf(qPrintable(name)));
    QVERIFY(predictions.complete);
    QVERIFY(predictions.allBad.isDetected);
}

// What is one target of a small fleet is one of a large fleet.
void TestPolicyPresets::countsStayCounts_data()
{
    QTest::addColumn<int>("targets");
    QTest::newRow("ten") << 10;
    QTest::newRow("a hundred") << 100;
    QTest::newRow("a thousand") << 1000;
}

void TestPolicyPresets::countsStayCounts()
{
    QFETCH(int, targets);
    QCOMPARE(predict(inputOf("nomad", targets)).allBad.exposed, 1);
    QCOMPARE(predict(inputOf("codedeploy-one-at-a-time", targets)).allBad.exposed, 1);
    QCOMPARE(predict(inputOf("aws-waves", targets)).allBad.exposed, 1);
}

void TestPolicyPresets::groupsExposeOneGroup()
{
    QCOMPARE(predict(inputOf("hawkbit-groups")).allBad.exposed, 20);
    QCOMPARE(predict(inputOf("argo-canary")).allBad.exposed, 20);
}

void TestPolicyPresets::defaultIsTheDefault()
{
    QVERIFY(presetNamed("default")->policy == Policy{});
}

void TestPolicyPresets::unknownIsRefused()
{
    const auto preset = presetNamed("kubernetes");
    QVERIFY(!preset);
    QVERIFY(preset.error().code == ErrorCode::NotFound);
    QVERIFY(preset.error().message.find("kubernetes-rolling-update") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestPolicyPresets)
#include "tst_policy_presets.moc"
