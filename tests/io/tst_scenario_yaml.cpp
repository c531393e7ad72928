// Scenario files: everything is read, and what is wrong is said with its place.

#include <QTest>

#include "io/scenario_words.h"
#include "io/scenario_yaml.h"

using namespace rollout;

namespace {

constexpr const char* everything = R"yaml(
name: all
title: Everything
description: One of each.
fleet:
  parts:
    - {targets: 30, group: zone-1, tags: "canary, eu"}
    - targets: 70
      group: zone-2
  adoption: {median: 20 s, sigma: 0.5, poll: 45 min, poll-jitter: 5 min}
  silence: {share: 1 %, mean: 30 min}
  churn: {joins-per-hour: 5, leaves-per-hour: 2.5}
seed: 7
tick: 30 s
starts-at: "17:00"
until: 2 d
policy: {batch: 20 %, success: 90 %, success-timeout: 2 min, duration-timeout: 10 min}
versions:
  - version: v2
    group: zone-2
    tag: canary
    adoption: {median: 45 min}
    never-adopts: 0.2 %
    fails: 30 %
    correlation: 0.1
    correlated-by: tags
    latent: {mean: 6 h, shape: 2, share: 50 %}
    intermittent: {share: 10 %, errors: 0.05}
    falls-silent: 5 %
    flapping: {half-period: 30 s, jitter: 10 %}
    false-errors: 0.01 %
    missed-errors: 5 %
    stuck: 2 %
    stays-broken: 3 %
    leaving: {factor: 3, sigma: 0.5}
    under-load: {above: 60 %, fails: 50 %}
    hours: {from: "17:00", to: "19:30"}
  - version: v1
    fails: 0.5 %
outages: {per-day: 2, mean: 10 min}
operator: {delay: 5 min, sigma: 0.7}
events:
  - {at: 5 min, do: pause, reason: database migration}
  - {at: 6 min, do: exclude, group: zone-1, tag: canary}
  - {at: 7 min, do: freeze, length: 1 h}
  - {at: 8 min, do: set-version, version: v3}
  - {at: 9 min, inject: {fails: 100 %}}
  - {at: 10 min, policy: kubernetes-rolling-update}
training:
  briefing: >-
    What you know
    beforehand.
  goal: What to do.
  hints: [One., Two.]
  questions:
    - {at: 3 min, bet: rolls-back}
    - {at: 4 min, bet: becomes-good}
)yaml";

VersionModel allOfIt()
{
    VersionModel m{.version = "v2", .group = "zone-2", .tag = "canary"};
    m.adoption = Adoption{std::chrono::minutes(45)};
    m.neverAdoptProbability = 0.2 / 100.0;
    m.failProbability = 0.3;
    m.failCorrelation = 0.1;
    m.cluster = Cluster::Tags;
    m.latentMean = std::chrono::hours(6);
    m.latentShape = 2.0;
    m.latentShare = 0.5;
    m.intermittentShare = 0.1;
    m.intermittentProbability = 0.05;
    m.silentProbability = 0.05;
    m.flappingShare = 1.0;
    m.flappingHalfPeriod = Seconds(30);
    m.flappingJitter = 0.1;
    m.falsePositiveProbability = 0.01 / 100.0;
    m.missedErrorProbability = 0.05;
    m.stuckProbability = 0.02;
    m.brokenProbability = 0.03;
    m.leavingFactor = 3.0;
    m.leavingSigma = 0.5;
    m.loadThreshold = 0.6;
    m.loadProbability = 0.5;
    m.failingHours = DayHours{std::chrono::minutes(17 * 60), std::chrono::minutes(19 * 60 + 30)};
    return m;
}

OperatorAction actionOf(const ScenarioEvent& event)
{
    return std::get<OperatorAction>(event.what);
}

} // namespace

class TestScenarioYaml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fleetIsRead();
    void versionsAreRead();
    void eventsAreRead();
    void trainingIsRead();
    void nothingIsEnough();
    void refused_data();
    void refused();
    void probabilities_data();
    void probabilities();

private:
    const Result<NamedScenario> m_all = parseScenario(everything, "s.yaml");
};

void TestScenarioYaml::fleetIsRead()
{
    QVERIFY2(m_all, m_all ? "" : m_all.error().message.c_str());
    const Scenario& s = m_all->scenario;
    QVERIFY(s.parts == (std::vector<FleetPart>{{30, "zone-1", "canary, eu"}, {70, "zone-2", {}}}));
    QCOMPARE(s.size(), std::int64_t(100));
    QVERIFY(s.fleet.adoption
            == (Adoption{Seconds(20), 0.5, std::chrono::minutes(45), std::chrono::minutes(5)}));
    QVERIFY(s.fleet.silence == (BackgroundSilence{1.0 / 100.0, std::chrono::minutes(30)}));
    QVERIFY(s.fleet.churn == (Churn{5, 2.5}));
    QVERIFY(s.fleet.outages == (Outages{2, std::chrono::minutes(10)}));
    QVERIFY(s.fleet.operatorDelay == (OperatorDelay{std::chrono::minutes(5), 0.7}));
    QCOMPARE(s.fleet.seed, std::uint64_t(7));
    QCOMPARE(s.fleet.tick, Seconds(30));
    QCOMPARE(s.startsAt, std::chrono::minutes(17 * 60));
    QCOMPARE(s.until, Seconds(std::chrono::days(2)));
    QVERIFY(s.options == (RolloutOptions{Percent(20), Percent(90), Seconds(120), Seconds(600)}));
}

void TestScenarioYaml::versionsAreRead()
{
    const auto& versions = m_all->scenario.fleet.versions;
    QCOMPARE(versions.size(), std::size_t(2));
    QVERIFY(versions[0] == allOfIt());
    QVERIFY(versions[1] == (VersionModel{.version = "v1", .failProbability = 0.5 / 100.0}));
}

void TestScenarioYaml::eventsAreRead()
{
    const auto& events = m_all->scenario.events;
    QCOMPARE(events.size(), std::size_t(6));
    QCOMPARE(events[0].at, Seconds(300));
    QCOMPARE(events[0].reason, std::string("database migration"));
    QVERIFY(actionOf(events[0]).action == Action::Pause);
    QVERIFY(actionOf(events[1]) == (OperatorAction{Action::Exclude, "zone-1", "canary", {}, {}}));
    QVERIFY(actionOf(events[2]) == (OperatorAction{Action::Freeze, {}, {}, Seconds(3600), {}}));
    QVERIFY(actionOf(events[3]) == (OperatorAction{Action::SetVersion, {}, {}, {}, "v3"}));
    QVERIFY(std::get<VersionModel>(events[4].what)
            == (VersionModel{.version = "v2", .failProbability = 1.0}));
    QCOMPARE(std::get<Policy>(events[5].what).options.batch, Percent(25));
}

void TestScenarioYaml::trainingIsRead()
{
    const Training& training = m_all->training;
    QCOMPARE(training.briefing, std::string("What you know beforehand."));
    QCOMPARE(training.goal, std::string("What to do."));
    QVERIFY(training.hints == (std::vector<std::string>{"One.", "Two."}));
    QVERIFY(training.questions
            == (std::vector<TrainingQuestion>{{Seconds(180), Bet::RollsBack},
                                              {Seconds(240), Bet::BecomesGood}}));
}

void TestScenarioYaml::nothingIsEnough()
{
    const auto named = parseScenario("title: Plain\n", "s.yaml");
    QVERIFY(named);
    QVERIFY(named->scenario == Scenario{});
}

void TestScenarioYaml::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto add = [](const char* name, const char* text, const char* message) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(message);
    };
    add("nothing", "", "s.yaml: holds 0 documents; right would be one scenario");
    add("unknown key", "fleet:\n  target: 5\n",
        "s.yaml:2:3: the key \"target\" is not known here; right would be one of targets, groups, "
        "parts, adoption, silence, churn");
    add("twice", "seed: 1\nseed: 2\n", "s.yaml:2:1: the key \"seed\" is there twice; remove one");
    add("probability", "versions:\n  - fails: 130 %\n",
        "s.yaml:2:12: fails is \"130 %\"; right would be a percent or a number from 0 to 1, as 30 "
        "% "
        "or 0.3");
    add("time", "tick: soon\n",
        "s.yaml:1:7: tick is \"soon\"; right would be seconds or a time such as 90 s, 10 min, 1 h "
        "or 2 d, up to ten years");
    add("time of day", "starts-at: \"25:00\"\n",
        "s.yaml:1:12: starts-at is \"25:00\"; right would be a time of day in quotes, \"00:00\" to "
        "\"23:59\"");
    add("same hours", "versions:\n  - hours: {from: \"10:00\", to: \"10:00\"}\n",
        "s.yaml:2:5: the hours of failing must be two different times of day from 00:00 to 23:59 "
        "of version \"v2\"");
    add("flapping without a period", "versions:\n  - flapping: {share: 5 %}\n",
        "s.yaml:2:5: flapping needs a half period over 0 of version \"v2\"");
    add("unknown policy", "policy: nomd\n",
        "s.yaml:1:9: there is no policy \"nomd\"; right would be");
    add("unknown action", "events:\n  - {at: 5, do: stop}\n",
        "s.yaml:2:17: do is \"stop\"; right would be pause or resume or abort or ");
    add("nothing to do", "events:\n  - {at: 5}\n",
        "s.yaml:2:5: event 1 should say exactly one of do, inject and policy");
    add("two things to do", "events:\n  - {at: 5, do: pause, inject: {fails: 1}}\n",
        "s.yaml:2:5: event 1 should say exactly one of do, inject and policy");
    add("no version", "events:\n  - {at: 5, do: force-version}\n",
        "s.yaml:2:5: set-version and force-version need the version, as version: v3");
    add("no length", "events:\n  - {at: 5, do: outage}\n",
        "s.yaml:2:5: freeze and outage need their length, as length: 1 h");
    add("out of order", "events:\n  - {at: 50, do: pause}\n  - {at: 5, do: resume}\n",
        "s.yaml: an event is at 5 s, right would be 50 s or later");
    add("no list", "versions: {fails: 1}\n",
        "s.yaml:1:11: versions is a map; right would be a list, as - version: v2");
    add("bet", "training:\n  questions: [{at: 5, bet: wins}]\n",
        "s.yaml:2:28: bet is \"wins\"; right would be rolls-back or becomes-good");
    add("no targets", "fleet: {targets: 0}\n",
        "s.yaml: the number of targets is 0, right would be 1 to 10000000");
}

void TestScenarioYaml::refused()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const auto named = parseScenario(text.toStdString(), "s.yaml");
    QVERIFY(!named);
    const QString said = QString::fromStdString(named.error().message);
    QVERIFY2(said.startsWith(message), qPrintable(said));
    QVERIFY(named.error().code == ErrorCode::InvalidArgument);
}

void TestScenarioYaml::probabilities_data()
{
    QTest::addColumn<double>("expected"); // under 0: refused
    QTest::newRow("30 %") << 0.3;
    QTest::newRow("0.2%") << 0.2 / 100.0;
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("0.25") << 0.25;
    QTest::newRow("1e-3") << 1e-3;
    QTest::newRow("0") << 0.0;
    QTest::newRow("1") << 1.0;
    QTest::newRow("2") << -1.0;
    QTest::newRow("-0.1") << -1.0;
    QTest::newRow("nan") << -1.0;
    QTest::newRow("inf %") << -1.0;
    QTest::newRow("% 5") << -1.0;
    QTest::newRow("%") << -1.0;
    QTest::newRow("1,5 %") << -1.0;
}

void TestScenarioYaml::probabilities()
{
    QFETCH(double, expected);
    QCOMPARE(parseProbability(QTest::currentDataTag()).value_or(-1.0), expected);
}

QTEST_GUILESS_MAIN(TestScenarioYaml)
#include "tst_scenario_yaml.moc"
