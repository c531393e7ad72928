// Scenes one after the other, back and forth, on a rollout that is a list of numbers.

#include <QTest>

#include "ui/demo/demo_progress.h"

using namespace rollout;
using Order = DemoProgress::Order;

namespace {

constexpr std::uint64_t rollbackBegins = 8; // at this step
constexpr std::uint64_t isBack = 10;

DemoStanding standingAt(std::uint64_t step)
{
    DemoStanding standing{step, RolloutPhase::RollingOut, false, false, false};
    if (step >= rollbackBegins) {
        standing.phase = RolloutPhase::RollingBack;
        standing.isBad = true;
    }
    if (step >= isBack) {
        standing.phase = RolloutPhase::RolledBack;
        standing.isOver = true;
    }
    return standing;
}

DemoScene scene(const char* caption)
{
    DemoScene made;
    made.caption = caption;
    made.pause = Milliseconds(4000);
    return made;
}

DemoScene steps(std::int64_t count)
{
    DemoScene made = scene("steps");
    made.steps = count;
    return made;
}

DemoScene until(DemoGoal goal)
{
    DemoScene made = scene("until");
    made.until = goal;
    return made;
}

DemoScene backTo(std::uint64_t step)
{
    DemoScene made = scene("back");
    made.backTo = step;
    return made;
}

DemoScene acting(std::int64_t count)
{
    DemoScene made = steps(count);
    made.acts.push_back({Seconds(0), "", OperatorAction{}});
    return made;
}

DemoScene anew(std::int64_t count)
{
    DemoScene made = steps(count);
    made.policy.emplace();
    made.policy->options.batch = Percent(50);
    return made;
}

DemoScript scriptOf(std::vector<DemoScene> scenes)
{
    DemoScript script;
    script.scenes = std::move(scenes);
    return script;
}

/// Does what is wished, and writes it down: "begin step show7 act rest".
class Rehearsal
{
public:
    explicit Rehearsal(DemoScript script)
        : progress(std::move(script))
    {
    }
    /// Until the demo waits for somebody, or is in this scene with nothing done but its beginning.
    QString play(std::optional<std::size_t> until = std::nullopt)
    {
        QStringList did;
        for (int i = 0; i < 1000; ++i) {
            const auto wish = progress.next();
            const bool isEntered = until && progress.scene() >= *until && wish.order != Order::Begin
                && !progress.isHurrying();
            if (wish.order == Order::Hold || isEntered)
                return did.join(u' ');
            did << perform(wish);
        }
        return QStringLiteral("endless");
    }
    QString perform(const DemoProgress::Wish& wish)
    {
        QString did;
        switch (wish.order) {
        case Order::Begin:
            did = QStringLiteral("begin");
            m_step = 0;
            break;
        case Order::Act:
            did = QStringLiteral("act");
            break;
        case Order::Step:
            did = QStringLiteral("step");
            ++m_step;
            break;
        case Order::Show:
            did = QStringLiteral("show%1").arg(wish.step);
            break;
        case Order::Rest:
            did = QStringLiteral("rest");
            break;
        case Order::Hold:
            break;
        }
        progress.done(standingAt(m_step));
        return did;
    }

    DemoProgress progress;

private:
    std::uint64_t m_step = 0;
};

} // namespace

class DemoProgressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isPlayedToItsEnd_data();
    void isPlayedToItsEnd();
    void goalsAreOfTheRollout_data();
    void goalsAreOfTheRollout();
    void whatDoesNotComeIsGivenUp();
    void goesBackInTime_data();
    void goesBackInTime();
    void nextHurriesThroughWhatIsLeft();
    void anEarlierRolloutIsPlayedAgain();
    void pausingHoldsStepsAndRests();
    void stepsTakeTheirTime();
};

void DemoProgressTest::isPlayedToItsEnd_data()
{
    QTest::addColumn<DemoScript>("script");
    QTest::addColumn<QString>("did");
    QTest::newRow("a caption only") << scriptOf({scene("a")}) << "begin rest";
    QTest::newRow("steps") << scriptOf({steps(2), steps(1)}) << "begin step step rest step rest";
    QTest::newRow("until") << scriptOf({steps(7), until(DemoGoal::RollbackBegun)})
                           << "begin step step step step step step step rest step rest";
    QTest::newRow("reached already") << scriptOf({steps(8), until(DemoGoal::Bad)})
                                     << "begin step step step step step step step step rest rest";
    QTest::newRow("acts come before steps") << scriptOf({acting(1)}) << "begin act step rest";
    QTest::newRow("acts come once the present is shown")
        << scriptOf({steps(2), backTo(1), acting(1)})
        << "begin step step rest show1 rest show2 act step rest";
    QTest::newRow("another rollout") << scriptOf({steps(1), anew(2), steps(1)})
                                     << "begin step rest begin step step rest step rest";
}

void DemoProgressTest::isPlayedToItsEnd()
{
    QFETCH(DemoScript, script);
    Rehearsal rehearsal(script);
    QTEST(rehearsal.play(), "did");
    QVERIFY(rehearsal.progress.isOver());
    QVERIFY(rehearsal.progress.missed().empty());
}

void DemoProgressTest::goalsAreOfTheRollout_data()
{
    QTest::addColumn<DemoGoal>("goal");
    QTest::addColumn<DemoStanding>("standing");
    QTest::addColumn<bool>("reached");
    const DemoStanding early = standingAt(1);
    DemoStanding good = early;
    good.isGood = true;
    QTest::newRow("rollback, before") << DemoGoal::RollbackBegun << early << false;
    QTest::newRow("rollback, begun") << DemoGoal::RollbackBegun << standingAt(8) << true;
    QTest::newRow("rollback, over") << DemoGoal::RollbackBegun << standingAt(10) << true;
    QTest::newRow("good, before") << DemoGoal::Good << early << false;
    QTest::newRow("good") << DemoGoal::Good << good << true;
    QTest::newRow("bad is not good") << DemoGoal::Good << standingAt(10) << false;
    QTest::newRow("bad, before") << DemoGoal::Bad << early << false;
    QTest::newRow("bad") << DemoGoal::Bad << standingAt(8) << true;
    QTest::newRow("on the way back") << DemoGoal::RolledBack << standingAt(9) << false;
    QTest::newRow("back") << DemoGoal::RolledBack << standingAt(10) << true;
    QTest::newRow("not done") << DemoGoal::Done << standingAt(9) << false;
    QTest::newRow("done") << DemoGoal::Done << standingAt(10) << true;
}

void DemoProgressTest::goalsAreOfTheRollout()
{
    QFETCH(DemoGoal, goal);
    QFETCH(DemoStanding, standing);
    QTEST(isReached(goal, standing), "reached");
}

void DemoProgressTest::whatDoesNotComeIsGivenUp()
{
    Rehearsal rehearsal(scriptOf({until(DemoGoal::Good), steps(1)}));
    QCOMPARE(rehearsal.play().count(QStringLiteral("step")), 11);
    QVERIFY(rehearsal.progress.isOver());
    QCOMPARE(rehearsal.progress.missed(), std::vector<std::size_t>{0});
}

void DemoProgressTest::goesBackInTime_data()
{
    QTest::addColumn<std::size_t>("from"); // scene
    QTest::addColumn<int>("times");
    QTest::addColumn<QString>("did"); // from there to the end
    QTest::newRow("to the scene before") << std::size_t(2) << 1 << "show2 show3 rest step rest";
    QTest::newRow("twice") << std::size_t(2) << 2 << "show0 show1 show2 rest show3 rest step rest";
    QTest::newRow("from the first") << std::size_t(0) << 1 << "step step rest step rest step rest";
}

void DemoProgressTest::goesBackInTime()
{
    QFETCH(std::size_t, from);
    QFETCH(int, times);
    Rehearsal rehearsal(scriptOf({steps(2), acting(1), steps(1)}));
    if (from > 0)
        rehearsal.play(from);
    else
        rehearsal.perform(rehearsal.progress.next());
    for (int i = 0; i < times; ++i)
        rehearsal.progress.goToPrevious();
    QString did = rehearsal.play();
    if (from == 0)
        did.remove(QStringLiteral("act "));
    QTEST(did, "did"); // what was done is not done twice
}

void DemoProgressTest::nextHurriesThroughWhatIsLeft()
{
    Rehearsal rehearsal(scriptOf({until(DemoGoal::Bad), steps(2), steps(0)}));
    rehearsal.perform(rehearsal.progress.next()); // begins
    rehearsal.perform(rehearsal.progress.next()); // a step
    QVERIFY(rehearsal.progress.next().after > Milliseconds(0));
    rehearsal.progress.goToNext();
    QCOMPARE(rehearsal.progress.next().after, Milliseconds(0));
    QCOMPARE(rehearsal.play(1), QStringLiteral("step step step step step step step"));
    QCOMPARE(rehearsal.progress.scene(), std::size_t(1));
    rehearsal.progress.goToPrevious();
    QCOMPARE(rehearsal.perform(rehearsal.progress.next()), QStringLiteral("show0"));
    rehearsal.progress.goToNext(); // played already: there at once
    QCOMPARE(rehearsal.play(1), QString());
    QCOMPARE(rehearsal.progress.next(), (DemoProgress::Wish{Order::Show, Milliseconds(0), 8}));
    rehearsal.progress.goToNext();
    rehearsal.progress.goToNext();
    rehearsal.play();
    QVERIFY(rehearsal.progress.isOver());
}

void DemoProgressTest::anEarlierRolloutIsPlayedAgain()
{
    Rehearsal rehearsal(scriptOf({steps(1), steps(2), anew(3), steps(1)}));
    rehearsal.play(2);
    QCOMPARE(rehearsal.progress.policy().options.batch, Percent(50));
    rehearsal.progress.goToPrevious();
    QVERIFY(rehearsal.progress.policy().options.batch != Percent(50));
    QCOMPARE(rehearsal.play(1), QStringLiteral("begin step"));
    QCOMPARE(rehearsal.progress.scene(), std::size_t(1));
    QCOMPARE(rehearsal.play(),
             QStringLiteral("step step rest begin step step step rest step rest"));
}

void DemoProgressTest::pausingHoldsStepsAndRests()
{
    Rehearsal rehearsal(scriptOf({steps(1), steps(1)}));
    rehearsal.progress.pauseOrGoOn();
    QCOMPARE(rehearsal.play(), QStringLiteral("begin"));
    rehearsal.progress.goToNext(); // still paused there
    QCOMPARE(rehearsal.play(), QStringLiteral("step"));
    QCOMPARE(rehearsal.progress.scene(), std::size_t(1));
    rehearsal.progress.goToPrevious();
    QCOMPARE(rehearsal.play(), QStringLiteral("show0"));
    rehearsal.progress.pauseOrGoOn();
    QCOMPARE(rehearsal.play(), QStringLiteral("show1 rest step rest"));
}

void DemoProgressTest::stepsTakeTheirTime()
{
    DemoScript script = scriptOf({steps(1), steps(1)});
    script.speed = 20;
    script.scenes[1].speed = 100;
    script.scenes[1].pause.reset();
    Rehearsal rehearsal(script);
    rehearsal.perform(rehearsal.progress.next());
    QCOMPARE(rehearsal.progress.next(), (DemoProgress::Wish{Order::Step, Milliseconds(500), 0}));
    rehearsal.perform(rehearsal.progress.next());
    QCOMPARE(rehearsal.progress.next(), (DemoProgress::Wish{Order::Rest, Milliseconds(4000), 0}));
    rehearsal.perform(rehearsal.progress.next());
    QCOMPARE(rehearsal.progress.next(), (DemoProgress::Wish{Order::Step, Milliseconds(100), 0}));
    rehearsal.perform(rehearsal.progress.next());
    QVERIFY(rehearsal.progress.next().after > Milliseconds(1500)); // by its caption
}

QTEST_GUILESS_MAIN(DemoProgressTest)
#include "tst_demo_progress.moc"
