// What the window lets an operator do, held against what the engine lets be done.

#include <QTest>

#include "core/record.h"
#include "ui/common/notices.h"
#include "ui/common/verb_rules.h"
#include "ui/operate/operate_questions.h"

using namespace rollout;

namespace {

const Time now(std::chrono::hours(1));

/// Ten targets on v1; v1 and v2 are known.
EntitySnapshot tenOnV1()
{
    EntitySnapshot snapshot;
    snapshot.entityName = "web";
    snapshot.clock = now;
    snapshot.now = now;
    EntityState& state = snapshot.state;
    std::vector<ClientState> report;
    for (int number = 0; number < 10; ++number)
        report.push_back({"t" + std::to_string(number), "g", "", "v1", {}, false});
    [[maybe_unused]] const auto recorded =
        recordReport(state.fleet, report, {now, Seconds(60), VersionId::None});
    state.rollout.lastKnownGood = state.fleet.versions().intern("v1");
    state.rollout.rolling = state.rollout.lastKnownGood;
    state.rollout.target = state.rollout.rolling;
    state.simulation = SimulationSettings{};
    return snapshot;
}

void tell(EntitySnapshot& snapshot, int count, bool fails)
{
    EntityState& state = snapshot.state;
    for (int number = 0; number < count; ++number) {
        const auto id = static_cast<TargetId>(number);
        Target target = state.fleet.target(id);
        target.expectedVersion = state.rollout.rolling;
        target.expectedIsError = fails;
        state.fleet.setTarget(id, target);
    }
}

EntitySnapshot rollingV2(int told, bool fails)
{
    EntitySnapshot snapshot = tenOnV1();
    snapshot.state.rollout.rolling = snapshot.state.fleet.versions().intern("v2");
    snapshot.state.rollout.target = snapshot.state.rollout.rolling;
    tell(snapshot, told, fails);
    return snapshot;
}

EntitySnapshot withWaves()
{
    EntitySnapshot snapshot = rollingV2(2, false);
    Wave wave;
    wave.name = "canary";
    wave.size = {false, 4};
    wave.isManual = true;
    snapshot.state.waves = {wave, Wave{}};
    return snapshot;
}

EntitySnapshot rollingBack()
{
    EntitySnapshot snapshot = rollingV2(4, true);
    snapshot.state.rollout.lastKnownBad = snapshot.state.rollout.rolling;
    return snapshot;
}

EntitySnapshot waiting()
{
    EntitySnapshot snapshot = rollingV2(0, false);
    snapshot.state.approval.required = 1;
    const std::vector targets{TargetId(1), TargetId(3)};
    snapshot.state.approvals.ask(snapshot.state.rollout.rolling, false, targets, now);
    return snapshot;
}

EntitySnapshot held(bool locked)
{
    EntitySnapshot snapshot = rollingV2(3, true);
    auto& control = snapshot.state.control;
    (locked ? control.lock : control.pause) = Hold{{"ada", "database migration"}, now};
    return snapshot;
}

EntitySnapshot excluded()
{
    EntitySnapshot snapshot = rollingV2(10, false);
    Target target = snapshot.state.fleet.target(TargetId(1));
    target.isExcluded = true;
    snapshot.state.fleet.setTarget(TargetId(1), target);
    return snapshot;
}

bool engineDoes(Act act, const EntitySnapshot& snapshot, const std::vector<TargetId>& selected)
{
    EntityState next = snapshot.state;
    const bool isOfSome = act >= Act::RetrySelected || act == Act::ExcludeFailing;
    const auto targets = act == Act::ExcludeFailing ? failingTargets(snapshot.state)
        : isOfSome                                  ? concerned(act, snapshot, selected)
                                                    : std::vector<TargetId>();
    if (isOfSome && targets.empty())
        return false;
    return applyVerb(next, verbOf(act, targets), {"ada", "why"}, now).has_value();
}

std::vector<NoticeKind> kindsOf(const EntitySnapshot& snapshot)
{
    std::vector<NoticeKind> kinds;
    for (const Notice& notice : noticesOf(snapshot, summarise(snapshot)))
        kinds.push_back(notice.kind);
    return kinds;
}

} // namespace

class VerbRulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheEngine_data()
    {
        QTest::addColumn<EntitySnapshot>("snapshot");
        QTest::newRow("settled") << tenOnV1();
        QTest::newRow("rolling, nobody told") << rollingV2(0, false);
        QTest::newRow("rolling, some fail") << rollingV2(3, true);
        QTest::newRow("rolling, all told") << rollingV2(10, false);
        QTest::newRow("rolling back") << rollingBack();
        QTest::newRow("waves") << withWaves();
        QTest::newRow("waiting for approval") << waiting();
        QTest::newRow("paused") << held(false);
        QTest::newRow("locked") << held(true);
        QTest::newRow("one excluded") << excluded();
        EntitySnapshot first = rollingV2(2, true);
        first.state.rollout.lastKnownGood = VersionId::None;
        QTest::newRow("nothing to go back to") << first;
        EntitySnapshot watched = rollingV2(10, false);
        watched.state.progress.previousGood = watched.state.rollout.lastKnownGood;
        watched.state.rollout.lastKnownGood = watched.state.rollout.rolling;
        watched.state.progress.goodSince = now - Seconds(5);
        watched.state.guards.watchAfterGood = Seconds(60);
        QTest::newRow("good and watched") << watched;
    }
    void agreesWithTheEngine()
    {
        QFETCH(EntitySnapshot, snapshot);
        const EntitySummary summary = summarise(snapshot);
        const std::vector selected{TargetId(0), TargetId(1), TargetId(900)};
        for (std::size_t number = 0; number < actCount; ++number) {
            const auto act = static_cast<Act>(number);
            if (act == Act::Freezes || act == Act::Review)
                continue; // no single verb
            const QString reason = whyNot(act, snapshot, summary, selected);
            const bool may = reason.isEmpty();
            QVERIFY2(may == engineDoes(act, snapshot, selected),
                     qPrintable(actName(act) + QStringLiteral(": ") + reason));
        }
    }

    void nothingIsDoneAgainForNothing()
    {
        EntitySnapshot snapshot = withWaves();
        snapshot.state.progress.released = 1;
        snapshot.state.waves.front().isManual = true;
        QVERIFY(!whyNot(Act::Release, snapshot, summarise(snapshot)).isEmpty());
        snapshot.state.progress.promoted = snapshot.state.rollout.rolling;
        QVERIFY(!whyNot(Act::Promote, snapshot, summarise(snapshot)).isEmpty());
    }

    void whatChangesRealTargetsIsAskedOnce()
    {
        EntitySnapshot snapshot = waiting();
        const std::vector targets{TargetId(1), TargetId(3)};
        const auto asked = [&](Act act) {
            return questionOf(act, snapshot, summarise(snapshot), targets, QStringLiteral("ada"));
        };
        QVERIFY(!asked(Act::ApproveAll)); // of a simulation
        snapshot.state.simulation.reset();
        const auto question = asked(Act::ApproveAll);
        QVERIFY(question);
        QCOMPARE(question->verb, QStringLiteral("Approve 2 targets"));
        QCOMPARE(question->by, QStringLiteral("ada"));
        snapshot = withWaves();
        QVERIFY(!asked(Act::Release));
        snapshot.state.simulation.reset();
        QCOMPARE(asked(Act::Release)->verb, QStringLiteral("Let wave 2 begin"));
        QVERIFY(!asked(Act::Resume) && !asked(Act::Unlock)); // they only let go on
    }

    void saysWhoLockedItAndWhy()
    {
        const EntitySnapshot snapshot = held(true);
        const QString reason = whyNot(Act::Pause, snapshot, summarise(snapshot));
        QVERIFY2(reason.contains(QStringLiteral("ada")), qPrintable(reason));
        QVERIFY2(reason.contains(QStringLiteral("database migration")), qPrintable(reason));
    }

    void noticesSayWhatHoldsItBack()
    {
        using Kinds = std::vector<NoticeKind>;
        QVERIFY(kindsOf(tenOnV1()).empty());
        QVERIFY(kindsOf(held(false)) == Kinds{NoticeKind::Paused});
        QVERIFY(kindsOf(held(true)) == Kinds{NoticeKind::Locked});
        QVERIFY(kindsOf(waiting()) == Kinds{NoticeKind::Approval});
        QVERIFY(kindsOf(withWaves()) == Kinds{NoticeKind::Wave});
        EntitySnapshot failing = rollingV2(3, true);
        QVERIFY(kindsOf(failing).empty());
        failing.state.guards.stopWhileUnhealthy = true;
        failing.state.control.freezes = {{now, now + Seconds(60), Milliseconds(0), {"ada", "x"}}};
        QVERIFY(kindsOf(failing) == (Kinds{NoticeKind::Frozen, NoticeKind::Unhealthy}));
    }

    void wavesAreNamedAndCounted()
    {
        EntitySnapshot snapshot = withWaves();
        const auto sentence = [&] { return waveSentence(*summarise(snapshot).wave, snapshot); };
        QCOMPARE(sentence(),
                 QStringLiteral("Wave 1 of 2 “canary”: 0 of 4 succeeded, then an "
                                "operator lets the next one begin."));
        snapshot.state.waves.front().bake = Seconds(90);
        snapshot.state.progress.waveDoneSince = now;
        QVERIFY2(sentence().contains(QStringLiteral("bakes until 1:01:30")),
                 qPrintable(sentence()));
    }

    void pausedTimeIsTheClocksOwn()
    {
        const EntitySnapshot snapshot = held(false);
        QCOMPARE(
            noticesOf(snapshot, summarise(snapshot)).front().sentence,
            QStringLiteral("Paused by ada at 1:00:00: database migration – timers stand still."));
    }
};

QTEST_GUILESS_MAIN(VerbRulesTest)
#include "tst_verb_rules.moc"
