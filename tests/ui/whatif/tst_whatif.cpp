// What a what-if is made of, without its page: fleets as scenarios, figures, table, worker.

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "io/scenario_presets.h"
#include "tests/ui/support/page_fixture.h"
#include "ui/whatif/metric_axis.h"
#include "ui/whatif/whatif_model.h"
#include "ui/whatif/whatif_words.h"
#include "ui/whatif/whatif_worker.h"

using namespace rollout;

namespace {

NamedPolicy policyOf(const std::string& name, int batch)
{
    NamedPolicy named{name, {}, {}};
    named.policy.options = {Percent(batch), Percent(95), Seconds(60), Seconds(120)};
    return named;
}

WhatIfQuestion questionOf(std::uint64_t runs)
{
    WhatIfQuestion question;
    question.source.kind = WhatIfSource::Kind::Preset;
    question.source.name = "crash-30";
    question.policies = {policyOf("five", 5), policyOf("all at once", 100)};
    question.runs = runs;
    return question;
}

WhatIfFiguresPtr figuresOf(std::uint64_t runs)
{
    const WhatIfQuestion question = questionOf(runs);
    auto named = scenarioNamed("crash-30").value();
    const Comparison comparison =
        compare(named.scenario, question.policies, {.runs = runs, .threads = 2});
    auto figures = std::make_shared<WhatIfFigures>(whatIfFigures(comparison, {}));
    figures->title = named.title;
    figures->asked = runs;
    return figures;
}

const Estimate& figure(const WhatIfFigures& figures, std::size_t policy, WhatIfMetric metric)
{
    return figures.policies.at(policy).figure(metric);
}

} // namespace

class WhatIfTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEntitysFleetBecomesAScenario()
    {
        PageFixture fixture;
        const RolloutOptions options{Percent(20), Percent(90), Seconds(60), Seconds(120)};
        QVERIFY(fixture.addFleet("web", 50, 20, options, 0.25));
        const SnapshotPtr entity = fixture.snapshot();
        QVERIFY(hasOwnModel(entity->state));
        QCOMPARE(newVersionOf(entity->state), std::string("v2"));
        const Scenario scenario = scenarioOf(*entity, nullptr);
        QCOMPARE(scenario.parts.size(), std::size_t(3));
        QCOMPARE(scenario.parts[0], (FleetPart{20, "zone-0", "linux,x86"}));
        QCOMPARE(scenario.parts[2], (FleetPart{10, "zone-2", "linux,x86"}));
        QCOMPARE(scenario.size(), 50);
        QVERIFY(scenario.options == options);
        QCOMPARE(scenario.fleet.failProbability(newVersion), 0.25);
        QVERIFY(checkScenario(scenario).has_value());
        const Scenario brick = scenarioNamed("brick")->scenario;
        const Scenario other = scenarioOf(*entity, &brick);
        QVERIFY(other.fleet.versions == brick.fleet.versions);
        QVERIFY(other.fleet.adoption == scenario.fleet.adoption);
    }

    void aLiveFleetTakesTheModelsAdoption()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 10, 10, {}, 0.25));
        EntitySnapshot live = *fixture.snapshot();
        live.state.simulation.reset();
        QVERIFY(!hasOwnModel(live.state));
        const Scenario edge = scenarioNamed("edge-fleet")->scenario;
        QVERIFY(scenarioOf(live, &edge).fleet.adoption == edge.fleet.adoption);
    }

    void namesOfVersionsAreThoseOfScenarios()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 10, 10, {}, 0.0));
        EntitySnapshot entity = *fixture.snapshot();
        entity.state.simulation->versions = {{.version = "v1", .failProbability = 0.01},
                                             {.version = "v7", .failProbability = 0.4},
                                             {.version = "v8", .failProbability = 0.5}};
        QCOMPARE(newVersionOf(entity.state), std::string("v7"));
        const Scenario scenario = scenarioOf(entity, nullptr);
        QCOMPARE(scenario.fleet.versions.size(), std::size_t(2));
        QCOMPARE(scenario.fleet.failProbability(oldVersion), 0.01);
        QCOMPARE(scenario.fleet.failProbability(newVersion), 0.4);
    }

    void sourcesThatCannotBePlayedSayWhy_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        using Kind = WhatIfSource::Kind;
        QTest::newRow("no entity")
            << int(Kind::Entity) << QString() << QStringLiteral("select one");
        QTest::newRow("no preset")
            << int(Kind::Preset) << QStringLiteral("nosuch") << QStringLiteral("nosuch");
        QTest::newRow("no file") << int(Kind::File) << QStringLiteral("/nowhere/a.yaml")
                                 << QStringLiteral("/nowhere/a.yaml");
    }
    void sourcesThatCannotBePlayedSayWhy()
    {
        QFETCH(int, kind);
        QFETCH(QString, name);
        QFETCH(QString, words);
        WhatIfSource source;
        source.kind = static_cast<WhatIfSource::Kind>(kind);
        source.name = name.toStdString();
        const auto named = readSource(source);
        QVERIFY(!named);
        QVERIFY2(named.error().message.find(words.toStdString()) != std::string::npos,
                 named.error().message.c_str());
    }

    void modelsFitAnyFleet()
    {
        QStringList models;
        for (const ShippedScenario& shipped : shippedScenarios())
            if (shipped.isModel)
                models << QString::fromStdString(shipped.name);
        QCOMPARE(shippedScenarios().size(), scenarioPresets().size());
        QVERIFY(models.contains(QStringLiteral("crash-30")));
        QVERIFY(models.contains(QStringLiteral("brick")));
        QVERIFY(!models.contains(QStringLiteral("h4-unprotected-tail"))); // of one group
        QVERIFY(!models.contains(QStringLiteral("train-hello-rollout")));
    }

    void paretoFrontIsWhatNoOtherBeats_data()
    {
        QTest::addColumn<std::vector<Trade>>("trades");
        QTest::addColumn<std::vector<bool>>("front");
        using Trades = std::vector<Trade>;
        using Front = std::vector<bool>;
        QTest::newRow("none") << Trades{} << Front{};
        QTest::newRow("one") << Trades{{1, 1}} << Front{true};
        QTest::newRow("beaten in both") << Trades{{1, 1}, {2, 2}} << Front{true, false};
        QTest::newRow("beaten in one") << Trades{{1, 1}, {1, 2}} << Front{true, false};
        QTest::newRow("equal") << Trades{{1, 1}, {1, 1}} << Front{true, true};
        QTest::newRow("a trade") << Trades{{1, 3}, {2, 2}, {3, 1}, {3, 2}}
                                 << Front{true, true, true, false};
        QTest::newRow("never through") << Trades{{std::nullopt, 0}, {5, 5}} << Front{false, true};
    }
    void paretoFrontIsWhatNoOtherBeats()
    {
        QFETCH(std::vector<Trade>, trades);
        QFETCH(std::vector<bool>, front);
        QCOMPARE(paretoFront(trades), front);
    }

    void figuresAreTheComparisons()
    {
        const auto figures = figuresOf(40);
        QCOMPARE(figures->runs, 40U);
        QCOMPARE(figures->targets, 1000);
        const Comparison comparison = compare(scenarioNamed("crash-30")->scenario,
                                              questionOf(40).policies, {.runs = 40, .threads = 1});
        for (std::size_t i = 0; i < whatIfMetricCount; ++i) {
            const auto metric = static_cast<WhatIfMetric>(i);
            QVERIFY(figure(*figures, 1, metric) == comparison.figure(1, metric, {}));
            QVERIFY(figures->policies[1].differences[i] == comparison.difference(1, metric, {}));
        }
        const ComparedPolicy& all = figures->policies[1];
        QCOMPARE(all.bad[std::size_t(Outcome::RolledBack)].value, 1.0);
        QCOMPARE(all.good[std::size_t(Outcome::Completed)].value, 1.0);
        // On a good version everybody ends on it, on a bad one nobody.
        QCOMPARE(all.goodShare.moments.back()[2], 1000.0);
        QCOMPARE(all.badShare.moments.back()[2], 0.0);
        // All at once is quicker and more exposed: a trade.
        QVERIFY(figures->policies[0].isOnFront && all.isOnFront);
    }

    void tableShowsEveryFigure()
    {
        WhatIfModel model;
        QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        const auto figures = figuresOf(20);
        model.show(figures);
        QCOMPARE(model.rowCount(), int(whatIfMetricCount) + 6);
        QCOMPARE(model.columnCount(), 6);
        const auto header = [&](int column) {
            return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        };
        QCOMPARE(header(2), QStringLiteral("five"));
        QCOMPARE(header(4), QStringLiteral("all at once less five"));
        QCOMPARE(header(5), QStringLiteral("all at once better in"));
        const int exposure = int(WhatIfMetric::BadTargetMinutes);
        const auto cell = [&](int row, int column) { return model.index(row, column).data(); };
        QCOMPARE(cell(exposure, 0).toString(), QStringLiteral("Exposure, target-minutes"));
        QCOMPARE(cell(exposure, 1).toString(), QStringLiteral("bad"));
        QCOMPARE(cell(exposure, 3).toString(),
                 figureText(WhatIfMetric::BadTargetMinutes,
                            figure(*figures, 1, WhatIfMetric::BadTargetMinutes)));
        QVERIFY(cell(exposure, 4).toString().startsWith(u'+'));
        QCOMPARE(cell(exposure, 5).toString().section(u' ', 0, 1), QStringLiteral("0 %"));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.show(figuresOf(40)); // the same policies: what is selected stays so
        QCOMPARE(reset.size(), 0);
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    void csvTellsHowToGetItAgain()
    {
        auto figures = std::make_shared<WhatIfFigures>(*figuresOf(20));
        figures->policies[0].name = "=2+2, \"quoted\"";
        const QList<QByteArray> lines = whatIfAsCsv(*figures).split('\n');
        QCOMPARE(lines.size(), 1 + 2 * (int(whatIfMetricCount) + 6) + 1);
        QVERIFY(lines[0].startsWith("metric,unit,version,policy,n,mean,low_95,high_95,"));
        QVERIFY2(lines[1].startsWith("timeToLastKnownGood,s,good,\"'=2+2, \"\"quoted\"\"\",20,"),
                 lines[1].constData());
        QVERIFY2(lines[1].endsWith(",Crash 30 %,1000,20,1,0.15,5,95,60,120,\r"),
                 lines[1].constData());
        const auto columns = lines[0].count(',');
        for (qsizetype i = 1; i + 1 < lines.size(); ++i)
            if (!lines[i].contains("quoted"))
                QCOMPARE(lines[i].count(','), columns);
    }

    void wordsHaveUnits_data()
    {
        QTest::addColumn<int>("metric");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("figure");
        QTest::addColumn<QString>("difference");
        QTest::newRow("time") << int(WhatIfMetric::TimeToDetect) << 130.0
                              << QStringLiteral("2 min 10 s") << QStringLiteral("+2 min 10 s");
        QTest::newRow("less time") << int(WhatIfMetric::TimeToDetect) << -130.0
                                   << QStringLiteral("0 s") << QStringLiteral("−2 min 10 s");
        QTest::newRow("share") << int(WhatIfMetric::ShareBad) << 0.125 << QStringLiteral("12.5 %")
                               << QStringLiteral("+12.5 %");
        QTest::newRow("minutes") << int(WhatIfMetric::BadTargetMinutes) << 1234.4
                                 << QStringLiteral("1,234") << QStringLiteral("+1,234");
    }
    void wordsHaveUnits()
    {
        QFETCH(int, metric);
        QFETCH(double, value);
        const Estimate estimate{1, value, {}, {}};
        QTEST(figureText(static_cast<WhatIfMetric>(metric), estimate), "figure");
        QTEST(differenceText(static_cast<WhatIfMetric>(metric), estimate), "difference");
    }

    void distributionsAgreeWithTheFigures()
    {
        const auto figures = figuresOf(100);
        for (const ComparedPolicy& policy : figures->policies)
            for (const WhatIfMetric metric : distributedMetrics()) {
                const Distribution& of = policy.distribution(metric);
                QCOMPARE(of.runs, std::size_t(100));
                QCOMPARE(of.defined, policy.figure(metric).n);
                if (of.defined == 0)
                    continue;
                const double mean = *policy.figure(metric).value;
                QVERIFY(of.values.front() <= mean + 1e-9 && of.values.back() >= mean - 1e-9);
            }
        for (std::size_t i = 0; i < whatIfMetricCount; ++i) {
            QCOMPARE(figures->policies[0].differenceCounts[i], Histogram());
            QCOMPARE(figures->policies[1].differenceCounts[i].total(),
                     figures->policies[1].differences[i].n);
        }
    }

    void workerTellsHowFarItIs()
    {
        WhatIfWorker worker;
        QSignalSpy progressed(&worker, &WhatIfWorker::progressed);
        QSignalSpy finished(&worker, &WhatIfWorker::finished);
        worker.start(questionOf(400));
        QVERIFY(worker.isRunning());
        QVERIFY(finished.wait(60000));
        QVERIFY(!worker.isRunning());
        std::uint64_t before = 0;
        for (const QList<QVariant>& call : progressed) {
            const auto figures = call.front().value<WhatIfFiguresPtr>();
            QVERIFY(figures->runs >= before);
            QCOMPARE(figures->asked, 400U);
            before = figures->runs;
        }
        QCOMPARE(before, 400U);
        QVERIFY(worker.answer());
        QCOMPARE(worker.answer()->comparison.runs(), 400U);
        // As the same runs by the command line have it.
        const auto direct = figuresOf(400);
        const auto last = progressed.back().front().value<WhatIfFiguresPtr>();
        QVERIFY(last->policies[1].figures == direct->policies[1].figures);
    }

    void cancelKeepsWhatThereIs()
    {
        WhatIfWorker worker;
        QSignalSpy progressed(&worker, &WhatIfWorker::progressed);
        QSignalSpy cancelled(&worker, &WhatIfWorker::cancelled);
        QSignalSpy answered(&worker, &WhatIfWorker::answered);
        QSignalSpy finished(&worker, &WhatIfWorker::finished);
        worker.start(questionOf(1'000'000));
        QVERIFY(progressed.wait(60000));
        QElapsedTimer timer;
        timer.start();
        worker.cancel();
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(!worker.isRunning());
        QVERIFY(answered.size() == 1 || answered.wait(10000));
        const qint64 taken = timer.elapsed();
        QVERIFY2(taken < 2000, qPrintable(QString::number(taken)));
        qInfo("the runs under way ended after %lld ms", static_cast<long long>(taken));
        QVERIFY(worker.answer()->comparison.runs() > 0);
        QVERIFY(worker.answer()->comparison.runs() < 1'000'000);
        const auto last = progressed.back().front().value<WhatIfFiguresPtr>();
        QCOMPARE(last->runs, worker.answer()->comparison.runs());
        QCOMPARE(finished.size(), 0);
    }

    void anotherQuestionDropsTheFirst()
    {
        WhatIfWorker worker;
        QSignalSpy progressed(&worker, &WhatIfWorker::progressed);
        QSignalSpy finished(&worker, &WhatIfWorker::finished);
        worker.start(questionOf(1'000'000));
        WhatIfQuestion second = questionOf(30);
        second.seed = 7;
        worker.start(second);
        QVERIFY(finished.wait(60000));
        QCOMPARE(finished.size(), 1);
        for (const QList<QVariant>& call : progressed)
            QCOMPARE(call.front().value<WhatIfFiguresPtr>()->seed, 7U);
    }

    void whatCannotBeRunIsSaid()
    {
        WhatIfWorker worker;
        QSignalSpy failed(&worker, &WhatIfWorker::failed);
        WhatIfQuestion question = questionOf(10);
        question.policies[1].policy.options.successTimeout = Seconds(-1);
        worker.start(question);
        QVERIFY(failed.wait(10000));
        const auto error = failed.front().front().value<Error>();
        QVERIFY2(error.message.find("all at once") == 0, error.message.c_str());
        QVERIFY(!worker.isRunning() && !worker.answer());
    }

    void roundsAreSmallOnLargeFleets()
    {
        QCOMPARE(roundFor(1), 100U);
        QCOMPARE(roundFor(1000), 50U);
        QCOMPARE(roundFor(10'000'000), 4U);
    }
};

QTEST_GUILESS_MAIN(WhatIfTest)
#include "tst_whatif.moc"
