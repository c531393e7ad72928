// A session that is saved is played again as it was played.

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>

#include "core/verbs.h"
#include "engine_bed.h"
#include "io/scenario_presets.h"
#include "io/text_file.h"
#include "service/saved_session.h"
#include "service/scenario_player.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

namespace {

const Signature ada{"ada", "to see"};

/// A scenario that is being played.
struct Game
{
    explicit Game(const NamedScenario& played)
        : named(played)
        , player(must(ScenarioPlayer::begin(bed.engine(), bed.simulation(), named.scenario,
                                            {"training", named.name})))
    {
    }
    void step(int times)
    {
        for (int i = 0; i < times && !player->isOver(); ++i)
            must(player->step());
    }
    void act(const Verb& verb) { must(bed.engine().apply(player->entity(), verb, ada)); }
    void injectCrash()
    {
        SimulationSettings settings = *state().simulation;
        VersionModel crash{"v2"};
        crash.failProbability = 1.0;
        settings.versions.push_back(crash);
        must(bed.engine().setSimulation(player->entity(), settings));
    }
    [[nodiscard]] EntityState state()
    {
        return must(bed.engine().snapshot(player->entity()))->state;
    }
    [[nodiscard]] std::vector<TargetId> first(std::size_t count)
    {
        const auto order = state().fleet.order();
        return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count)};
    }
    [[nodiscard]] SavedSession saved() const
    {
        return {named, player->deeds(), {}, player->nextStepAt(), player->result().digest};
    }

    NamedScenario named;
    EngineBed bed;
    std::unique_ptr<ScenarioPlayer> player;
};

using Play = std::function<void(Game&)>;

QByteArray written(const SavedSession& session)
{
    return QJsonDocument(sessionToJson(session)).toJson();
}

SavedSession passedOn(const SavedSession& session)
{
    return must(
        sessionFromJson(QJsonDocument::fromJson(written(session)).object(), "session.json"));
}

/// Plays it again, to the step at which it ended.
void playAgain(Game& game, const SavedSession& session)
{
    std::size_t next = 0;
    while (game.player->nextStepAt() < session.endedAt) {
        for (;
             next < session.deeds.size() && session.deeds[next].before <= game.player->nextStepAt();
             ++next)
            must(game.player->perform(session.deeds[next].act));
        must(game.player->step());
    }
}

} // namespace

Q_DECLARE_METATYPE(Play)

class SavedSessions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyScenarioComesBack_data();
    void everyScenarioComesBack();
    void isPlayedAgain_data();
    void isPlayedAgain();
    void betsComeBack();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
};

void SavedSessions::everyScenarioComesBack_data()
{
    QTest::addColumn<QString>("name");
    for (const ScenarioPreset& preset : scenarioPresets())
        QTest::newRow(std::string(preset.name).c_str())
            << QString::fromStdString(std::string(preset.name));
}

void SavedSessions::everyScenarioComesBack()
{
    QFETCH(const QString, name);
    SavedSession session;
    session.named = must(scenarioNamed(name.toStdString()));
    session.named.scenario.fleet.seed = 0xfedcba9876543210U;
    QVERIFY(passedOn(session).named == session.named);
}

void SavedSessions::isPlayedAgain_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Play>("play");
    const auto row = [](const char* title, const char* name, Play play) {
        QTest::newRow(title) << QString::fromLatin1(name) << play;
    };
    row("nobody does anything", "crash-30", [](Game& game) { game.step(40); });
    row("paused for a while, between two steps", "crash-30", [](Game& game) {
        game.step(3);
        game.act(verb::Pause{});
        game.step(7);
        game.act(verb::Resume{});
        game.step(20);
    });
    row("aborted while paused, and retried", "crash-30", [](Game& game) {
        game.step(5);
        game.act(verb::Pause{});
        game.act(verb::Abort{});
        game.step(5);
        game.act(verb::Retry{});
        game.step(4);
        game.act(verb::RetryTargets{});
        game.step(20);
    });
    row("excluded, included and promoted", "good", [](Game& game) {
        game.step(5);
        const auto targets = game.first(12);
        game.act(verb::Exclude{targets});
        game.step(8);
        game.act(verb::Include{{targets.begin(), targets.begin() + 3}});
        game.act(verb::Promote{});
        game.step(20);
    });
    row("other policies and versions", "crash-30", [](Game& game) {
        game.step(5);
        Policy policy = game.state().policy();
        policy.options.batch = Percent(50);
        policy.guards.rollbackBatch = Percent(80);
        must(game.bed.engine().setPolicy(game.player->entity(), policy, ada));
        game.step(5);
        must(game.bed.engine().setTargetVersion("training", game.named.name, "v3", ada));
        game.step(5);
        must(game.bed.engine().forceTargetVersion("training", game.named.name, "v1", ada));
        game.step(20);
    });
    row("locked, frozen and thawed", "good", [](Game& game) {
        game.step(5);
        game.act(verb::Lock{});
        game.step(3);
        game.act(verb::Unlock{});
        const Time now = game.bed.simulation().now();
        game.act(verb::Freeze{{now, now + 300s, Milliseconds(0), {}, 0}});
        game.act(verb::Freeze{{now + 600s, now + 700s, 24h, {}, 0}});
        game.step(5);
        game.act(verb::Unfreeze{1});
        game.step(10);
    });
    row("retried one after the other, in one breath", "crash-30", [](Game& game) {
        Policy lenient = game.state().policy();
        lenient.options.success = Percent(40);
        must(game.bed.engine().setPolicy(game.player->entity(), lenient, ada));
        game.step(70); // some have failed by time
        std::vector<TargetId> failed;
        const EntityState state = game.state();
        for (const TargetId id : state.fleet.order())
            if (state.fleet.target(id).expectedIsError)
                failed.push_back(id);
        QVERIFY(failed.size() >= 2);
        game.act(verb::RetryTargets{{failed[0]}});
        game.act(verb::RetryTargets{{failed[1]}});
        game.step(20);
    });
    row("two windows alike, thawed", "good", [](Game& game) {
        game.step(5);
        const Time now = game.bed.simulation().now();
        const FreezeWindow window{now, now + 600s, Milliseconds(0), {}, 0};
        game.act(verb::Freeze{window});
        game.act(verb::Freeze{window});
        game.step(2);
        game.act(verb::Unfreeze{1});
        game.act(verb::Unfreeze{2});
        game.step(10);
    });
    row("a failure injected, then locked", "good", [](Game& game) {
        game.step(5);
        game.injectCrash();
        game.act(verb::Lock{});
        game.step(2);
        game.act(verb::Unlock{});
        game.step(30);
    });
    row("a failure injected", "good", [](Game& game) {
        game.step(5);
        game.injectCrash();
        game.step(30);
    });
}

void SavedSessions::isPlayedAgain()
{
    QFETCH(const QString, name);
    QFETCH(const Play, play);
    Game game(must(scenarioNamed(name.toStdString())));
    play(game);
    const SavedSession session = passedOn(game.saved());
    Game again(session.named);
    playAgain(again, session);
    QCOMPARE(again.player->result().digest, session.digest);
    QCOMPARE(again.player->nextStepAt(), session.endedAt);
    // And what is done by hand comes out as what was saved.
    QCOMPARE(written(again.saved()), written(session));
    const bool isBareReplay = session.deeds.empty();
    QCOMPARE(isBareReplay, std::string_view(QTest::currentDataTag()) == "nobody does anything");
}

void SavedSessions::betsComeBack()
{
    SavedSession session;
    session.named = must(scenarioNamed("train-one-in-three"));
    session.bets = {{{60s, Bet::RollsBack}, 0.25}, {{120s, Bet::BecomesGood}, 1.0}};
    session.endedAt = 300s;
    session.digest = 0xabcdef0123456789U;
    const SavedSession read = passedOn(session);
    QCOMPARE(read.bets.size(), session.bets.size());
    for (std::size_t i = 0; i < read.bets.size(); ++i) {
        QVERIFY(read.bets[i].question == session.bets[i].question);
        QCOMPARE(read.bets[i].probability, session.bets[i].probability);
    }
    QCOMPARE(read.endedAt, session.endedAt);
    QCOMPARE(read.digest, session.digest);
}

void SavedSessions::refusesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* title, const char* text, const char* problem) {
        QTest::newRow(title) << QByteArray(text) << QString::fromLatin1(problem);
    };
    row("no JSON", "{\"replay\":\n  nothing}", "session.json:2:5: this is no JSON");
    row("another file", "{\"scores\": {}}", "nothing to be played again");
    const QByteArray whole =
        R"({"replay": {"scenario": {}, "seed": "1", "digest": "a", "endedAt": 100,
        "deeds": [], "bets": []}})";
    const auto changed = [&](const char* title, const char* from, const char* to,
                             const char* problem) {
        QTest::newRow(title) << QByteArray(whole).replace(from, to) << QString::fromLatin1(problem);
    };
    changed("no deeds", "\"deeds\": []", "\"deeds\": {}", "\"deeds\" of the session");
    changed("no end", "\"endedAt\"", "\"ended\"", "\"endedAt\" of the session");
    changed("an end that never comes", "100", "9e18", "no number of seconds");
    changed("an unknown deed", "\"deeds\": []", "\"deeds\": [{\"do\": \"dance\"}]",
            "nobody can do \"dance\"");
    changed("a deed at no time", "\"deeds\": []", "\"deeds\": [{\"do\": \"pause\"}]",
            "no number of seconds");
    changed("a bet beyond all", "\"bets\": []", "\"bets\": [{\"at\": 10, \"probability\": 1e308}]",
            "from 0 to 1");
    changed("a fleet that cannot be", "\"scenario\": {}", "\"scenario\": {\"targets\": -5}",
            "targets");
    changed("an event without sense", "\"scenario\": {}",
            "\"scenario\": {\"events\": [{\"do\": {\"action\": 99}}]}", "an event's action is 99");
    changed("an event of another age", "\"scenario\": {}",
            "\"scenario\": {\"events\": [{\"at\": 9e17, \"do\": {\"action\": 1}}]}",
            "an event's time is");
    changed("a policy that cannot be", "\"scenario\": {}",
            "\"scenario\": {\"policy\": {\"batch\": 400}}", "batch percent is 400");
}

void SavedSessions::refusesWhatIsNone()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, problem);
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("session.json")).toStdString();
    must(writeTextFile(path, text.toStdString()));
    const auto read = readSession(path);
    QVERIFY(!read);
    const QString sentence = QString::fromStdString(read.error().message);
    QVERIFY2(sentence.contains(problem), qPrintable(sentence));
    QVERIFY2(sentence.startsWith(QString::fromStdString(path)), qPrintable(sentence));
    QVERIFY(!readSession(path + ".not"));
}

QTEST_GUILESS_MAIN(SavedSessions)
#include "tst_saved_session.moc"
