// Training: the gallery, an exercise as it is played, and what it is worth.

#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>

#include "io/scenario_presets.h"
#include "simulation/scenario.h"
#include "tests/ui/support/page_fixture.h"
#include "ui/training/training_page.h"
#include "ui/training/training_words.h"

using namespace rollout;
using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    explicit Shown(PageFixture& fixture)
        : page(fixture.context())
    {
        page.resize(360, 800);
        page.show();
        fixture.session.setSpeed(1000);
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return page.findChild<Widget*>(QLatin1String(name));
    }
    void click(const char* name) const { find<QPushButton>(name)->click(); }
    [[nodiscard]] bool isShown(const char* name) const { return find<QWidget>(name)->isVisible(); }
    /// The one of that title.
    [[nodiscard]] bool choose(const char* title) const
    {
        auto* list = find<QListWidget>("scenarioList");
        const auto found = list->findItems(QLatin1String(title), Qt::MatchEndsWith);
        if (found.size() != 1)
            return false;
        list->setCurrentItem(found.front());
        return true;
    }
    /// Runs on, answering every question with a percentage, until the scores are there.
    [[nodiscard]] bool play(int percent) const
    {
        click("exerciseRun");
        return QTest::qWaitFor(
            [&] {
                if (isShown("questionCard")) {
                    find<QSpinBox>("betPercent")->setValue(percent);
                    click("placeBet");
                }
                return isShown("scoreTable");
            },
            60000);
    }
    [[nodiscard]] QString score(int row, int column) const
    {
        return find<QTableWidget>("scoreTable")->item(row, column)->text();
    }

    TrainingPage page;
};

QString points(const Score& score)
{
    return QString::number(qRound(score.total()));
}

Scenario exercise(const char* name)
{
    return scenarioNamed(name).value().scenario;
}

Score aloneScore(const Scenario& scenario)
{
    return scoreOf(scenario, isBadVersion(scenario, 0),
                   simulateRun(scenario, establishedFleet(scenario), 0));
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TrainingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void exercisesComeFirst()
    {
        const std::vector<NamedScenario> all = gallery();
        QCOMPARE(all.size(), scenarioPresets().size());
        const auto isExercise = [](const NamedScenario& named) {
            return sectionOf(named) == GallerySection::Exercises;
        };
        QCOMPARE(std::count_if(all.begin(), all.begin() + 13, isExercise), 13);
        QCOMPARE(std::count_if(all.begin(), all.end(), isExercise), 13);
        QCOMPARE(all[0].name, "train-hello-rollout");
        QCOMPARE(all[12].name, "train-threshold-zero");
        for (const NamedScenario& named : all)
            if (isExercise(named))
                QVERIFY2(!named.training.questions.empty(), named.name.c_str());
    }

    void injectionsAreAllowed()
    {
        for (const Injection& injection : injections()) {
            SimulationSettings settings;
            settings.versions = {injection.model};
            QVERIFY2(checkSimulation(settings), qPrintable(injection.words));
        }
    }

    void headersAreNoScenarios()
    {
        PageFixture fixture;
        const Shown shown(fixture);
        QVERIFY(shown.find<QPushButton>("beginExercise")->isEnabled());
        shown.find<QListWidget>("scenarioList")->setCurrentRow(0);
        QVERIFY(!shown.find<QPushButton>("beginExercise")->isEnabled());
    }

    void playsToTheEnd()
    {
        PageFixture fixture;
        const Shown shown(fixture);
        QVERIFY(shown.choose("One in three"));
        shown.click("beginExercise");
        QVERIFY(shown.play(80));
        const Scenario scenario = exercise("train-one-in-three");
        QCOMPARE(shown.score(0, 1), points(aloneScore(scenario))); // nobody did anything
        QCOMPARE(shown.score(0, 2), shown.score(0, 1));
        QCOMPARE(shown.score(0, 3), QStringLiteral("1000")); // a bad version: never begun
        QVERIFY(shown.score(0, 4).toInt() >= shown.score(0, 1).toInt());
        QCOMPARE(shown.find<QLabel>("exerciseOutcome")->text(),
                 QStringLiteral("v2 was bad, and was rolled back."));
        QCOMPARE(shown.find<QTableWidget>("betTable")->rowCount(), 2);
        QVERIFY(shown.find<QLabel>("brier")->text().contains(QLatin1String("0.040")));
        QVERIFY(
            fixture.session.find(QStringLiteral("training"), QStringLiteral("train-one-in-three")));
    }

    void theRunWaitsForTheBet()
    {
        PageFixture fixture;
        const Shown shown(fixture);
        QVERIFY(shown.choose("One in three"));
        shown.click("beginExercise");
        shown.click("exerciseRun");
        QVERIFY(QTest::qWaitFor([&] { return shown.isShown("questionCard"); }, 30000));
        QVERIFY(QTest::qWaitFor([&] { return !fixture.session.isRunning(); }));
        const QString when = shown.find<QLabel>("exerciseTime")->text();
        QCOMPARE(when, QStringLiteral("Next step: 1 min"));
        fixture.session.setRunning(true); // by the tool bar
        QVERIFY(!fixture.session.isRunning());
        shown.click("placeBet");
        QVERIFY(fixture.session.isRunning());
        QVERIFY(!shown.isShown("questionCard"));
    }

    void hintsComeOneByOne()
    {
        PageFixture fixture;
        const Shown shown(fixture);
        QVERIFY(shown.choose("One in three"));
        shown.click("beginExercise");
        QVERIFY(!shown.isShown("hintText"));
        shown.click("showHint");
        QCOMPARE(shown.find<QLabel>("hintText")->text().count(u'•'), 1);
        shown.click("showHint");
        QCOMPARE(shown.find<QLabel>("hintText")->text().count(u'•'), 2);
        QVERIFY(!shown.isShown("showHint"));
    }

    void whatPeopleDoCounts()
    {
        PageFixture fixture;
        const Shown shown(fixture);
        QVERIFY(shown.choose("One in three"));
        shown.click("beginExercise");
        QVERIFY(QTest::qWaitFor([&] { return fixture.focus.entity().has_value(); }));
        QVERIFY(fixture.step(5));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            (void)engine.apply(*fixture.focus.entity(), verb::Abort{}, {"ada", "too many errors"});
        }));
        QVERIFY(shown.play(100));
        Scenario same = exercise("train-one-in-three");
        OperatorAction abort;
        abort.action = Action::Abort;
        same.events = {{Seconds(40), {}, abort}};
        QVERIFY(aloneScore(same).total() > aloneScore(exercise("train-one-in-three")).total());
        QCOMPARE(shown.score(0, 1), points(aloneScore(same)));
    }

    void trainersInject()
    {
        PageFixture fixture;
        const Shown shown(fixture);
        QVERIFY(shown.choose("Hello rollout"));
        shown.click("beginExercise");
        QVERIFY(QTest::qWaitFor([&] { return fixture.focus.entity().has_value(); }));
        shown.find<QComboBox>("injectModel")->setCurrentIndex(1);
        shown.click("inject");
        QVERIFY(QTest::qWaitFor(
            [&] { return shown.find<QListWidget>("exerciseEvents")->count() == 1; }));
        QVERIFY(shown.play(0));
        QVERIFY(
            shown.find<QLabel>("exerciseOutcome")->text().startsWith(QLatin1String("v2 was bad")));
        Scenario same = exercise("train-hello-rollout");
        same.events = {{-same.fleet.tick, {}, injections()[1].model}};
        QCOMPARE(shown.score(0, 1), points(aloneScore(same)));
        QCOMPARE(shown.score(0, 2), shown.score(0, 1));
    }

    void sessionsAreSaved_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("json") << ".json" << QByteArray("\"seed\"");
        QTest::newRow("csv") << ".csv" << QByteArray("score,,\"You: Score\",");
        QTest::newRow("pdf") << ".pdf" << QByteArray("%PDF-1.");
    }

    void sessionsAreSaved()
    {
        QFETCH(QString, suffix);
        QFETCH(QByteArray, part);
        PageFixture fixture;
        const Shown shown(fixture);
        shown.click("beginExercise");
        QVERIFY(shown.play(60));
        const QString path = fixture.folder.filePath(QStringLiteral("session") + suffix);
        fixture.prompts.answers = {path};
        shown.click("saveSession");
        QVERIFY(QTest::qWaitFor([&] { return contents(path).contains(part); }));
        if (suffix != QLatin1String(".json"))
            return;
        const QJsonObject json = QJsonDocument::fromJson(contents(path)).object();
        QCOMPARE(json[QStringLiteral("bets")].toArray().size(), 1);
        QCOMPARE(
            qRound(
                json[QStringLiteral("scores")][QStringLiteral("trainee")][QStringLiteral("total")]
                    .toDouble()),
            shown.score(0, 1).toInt());
    }

    void sessionsAreReplayed()
    {
        PageFixture fixture;
        const Shown shown(fixture);
        QVERIFY(shown.choose("One in three"));
        shown.click("beginExercise");
        QVERIFY(QTest::qWaitFor([&] { return fixture.focus.entity().has_value(); }));
        QVERIFY(fixture.step(5));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            (void)engine.apply(*fixture.focus.entity(), verb::Pause{}, {"ada", "coffee"});
        }));
        QVERIFY(fixture.step(3));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            (void)engine.apply(*fixture.focus.entity(), verb::Resume{}, {"ada", {}});
        }));
        QVERIFY(shown.play(70));
        const QString score = shown.score(0, 1);
        const QString path = fixture.folder.filePath(QStringLiteral("session.json"));
        fixture.prompts.answers = {path};
        shown.click("saveSession");
        QVERIFY(QTest::qWaitFor([&] { return contents(path).endsWith("}\n"); }));
        shown.click("otherScenarios");

        fixture.prompts.answers = {path};
        shown.click("openScenario");
        QVERIFY(QTest::qWaitFor([&] { return shown.isShown("exerciseTitle"); }));
        QVERIFY(shown.find<QLabel>("exerciseTitle")->text().endsWith(QLatin1String("replay")));
        fixture.session.setSpeed(1000);
        fixture.session.setRunning(true); // nobody is asked
        QVERIFY(QTest::qWaitFor([&] { return shown.isShown("scoreTable"); }, 60000));
        QVERIFY(shown.find<QLabel>("exerciseOutcome")->text().contains(u"exactly as it was"_s));
        QCOMPARE(shown.score(0, 1), score);
        const auto* events = shown.find<QListWidget>("exerciseEvents");
        QVERIFY(!events->findItems(QStringLiteral("coffee"), Qt::MatchContains).isEmpty());
        QVERIFY(!events->findItems(QStringLiteral("70 %"), Qt::MatchContains).isEmpty());
        // It can be saved again, and is the same.
        const QString again = fixture.folder.filePath(QStringLiteral("again.json"));
        fixture.prompts.answers = {again};
        shown.click("saveSession");
        QVERIFY(QTest::qWaitFor([&] { return contents(again).endsWith("}\n"); }));
        const auto replayIn = [](const QString& file) -> QJsonValue {
            return QJsonDocument::fromJson(contents(file)).object().value(u"replay"_s);
        };
        QCOMPARE(replayIn(again), replayIn(path));
    }

    void leavingGoesBack()
    {
        PageFixture fixture;
        const QString url =
            QStringLiteral("sqlite:") + fixture.folder.filePath(QStringLiteral("own.db"));
        QSignalSpy opened(&fixture.session, &Session::opened);
        fixture.session.open(url);
        QVERIFY(opened.wait());
        const Shown shown(fixture);
        shown.click("beginExercise");
        QVERIFY(QTest::qWaitFor([&] { return fixture.focus.entity().has_value(); }));
        QCOMPARE(fixture.session.storeUrl(), QStringLiteral("memory:"));
        shown.click("leaveExercise");
        QVERIFY(QTest::qWaitFor([&] { return fixture.session.storeUrl() == url; }));
        QVERIFY(shown.isShown("scenarioList"));
    }

    void scenariosAreSimulatedOnly()
    {
        PageFixture fixture;
        const Shown shown(fixture);
        QVERIFY(shown.choose("One bad zone"));
        shown.click("simulateScenario");
        QVERIFY(QTest::qWaitFor([&] { return fixture.focus.entity().has_value(); }));
        QVERIFY(fixture.step(4));
        const SnapshotPtr snapshot = fixture.snapshot();
        QCOMPARE(std::ssize(snapshot->state.fleet.order()), exercise("one-bad-zone").size());
        QVERIFY(rolloutPhase(snapshot->state) == RolloutPhase::RollingOut);
        QVERIFY(snapshot->lastPlan->figures.inRollout > 0);
        // Another one beside it.
        shown.click("simulateScenario");
        QTRY_VERIFY(fixture.session.find(u"simulations"_s, u"one-bad-zone-2"_s));
    }
};

QTEST_MAIN(TrainingTest)
#include "tst_training_page.moc"
