// Every moment of a simulation can be gone to, whether it was kept or has to be made again.

#include <QTest>

#include "core/verbs.h"
#include "past_bed.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t plenty = std::size_t(1) << 30U;

/// An entity of which every state was written down as it came to be, from the first moment on.
struct Story
{
    explicit Story(std::size_t bytes, int targets = 400)
    {
        bed.engine().keepPast(bytes);
        key = bed.simulated("n", "e", targets, livelyFleet());
        must(bed.engine().setRolloutOptions("n", "e",
                                            RolloutOptions{Percent(10), Percent(70), 60s, 300s}));
        const Past past = must(bed.engine().past(key));
        first = past.moments.empty() ? 0 : past.moments.back().number + 1;
    }
    void note() { states.push_back(inWords(must(bed.engine().snapshot(key))->state)); }
    void step(int times = 1)
    {
        for (int i = 0; i < times; ++i) {
            bed.simulation().advance(10s);
            must(bed.engine().step(key));
            note();
        }
    }
    void ask(const std::string& version)
    {
        must(bed.engine().setTargetVersion("n", "e", version));
        note();
    }

    EngineBed bed;
    EntityKey key{};
    std::uint64_t first = 0; ///< number of the moment of the first state
    std::vector<std::string> states;
};

} // namespace

class StepHistories : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMomentComesBack_data();
    void everyMomentComesBack();
    void nothingIsKeptUnasked();
    void aSmallBudgetForgetsTheOldest();
    void marksSayWhatHappened();
    void thePlanComesBack();
    void rowsUpToAMoment();
};

void StepHistories::everyMomentComesBack_data()
{
    QTest::addColumn<int>("mebibytes");
    QTest::addColumn<bool>("isThinned");
    QTest::newRow("as it is kept at first") << 1024 << false;
    QTest::newRow("thinned for want of memory") << 3 << true;
}

void StepHistories::everyMomentComesBack()
{
    QFETCH(int, mebibytes);
    QFETCH(bool, isThinned);
    Story story(static_cast<std::size_t>(mebibytes) << 20U);
    story.step(12);
    story.ask("v2");
    story.step(60);
    must(story.bed.engine().apply(story.key, verb::Pause{}, {"ann", {}}));
    story.note();
    story.step(5);
    must(story.bed.engine().apply(story.key, verb::Resume{}, {"ann", {}}));
    story.note();
    story.step(120);
    const Past past = must(story.bed.engine().past(story.key));
    QCOMPARE(past.moments.size(), story.first - firstMoment + story.states.size());
    QVERIFY(past.snapshots < past.moments.size() / (isThinned ? 3 : 2));
    QVERIFY(past.bytes <= static_cast<std::size_t>(mebibytes) << 20U);
    for (std::size_t i = 0; i < story.states.size(); ++i) {
        const auto then = must(story.bed.engine().snapshotAt(story.key, story.first + i));
        QCOMPARE(inWords(then->state), story.states[i]);
        QCOMPARE(then->clock, past.moments[story.first - firstMoment + i].clock);
        QCOMPARE(then->state.step, past.moments[story.first - firstMoment + i].step);
        QCOMPARE(then->entityName, std::string("e"));
    }
}

void StepHistories::nothingIsKeptUnasked()
{
    Story story(0);
    story.step(3);
    QVERIFY(must(story.bed.engine().past(story.key)).moments.empty());
    const auto none = story.bed.engine().snapshotAt(story.key, 0);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
}

void StepHistories::aSmallBudgetForgetsTheOldest()
{
    constexpr std::size_t bytes = 600'000;
    Story story(bytes);
    story.step(12);
    story.ask("v2");
    story.step(300);
    const Past past = must(story.bed.engine().past(story.key));
    QVERIFY(past.bytes <= bytes);
    QVERIFY(past.moments.front().number > story.first);
    QVERIFY(past.marks.empty() || past.marks.front().moment >= past.moments.front().number);
    const std::uint64_t oldest = past.moments.front().number;
    const auto gone = story.bed.engine().snapshotAt(story.key, oldest - 1);
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
    for (std::uint64_t number : {oldest, past.moments.back().number})
        QCOMPARE(inWords(must(story.bed.engine().snapshotAt(story.key, number))->state),
                 story.states[number - story.first]);
}

void StepHistories::marksSayWhatHappened()
{
    Story story(plenty);
    story.step(12);
    story.ask("v2");
    const std::uint64_t asked = story.first + 12;
    story.step(120);
    const Past past = must(story.bed.engine().past(story.key));
    const auto isThere = [&](const PastMark& mark) {
        return std::find(past.marks.begin(), past.marks.end(), mark) != past.marks.end();
    };
    QVERIFY(isThere({asked, JournalKind::VersionAsked}));
    // v1 has to be good first; then the step that begins v2 says so.
    int decided = 0;
    for (const JournalRow& row : journalOf(story.bed.engine(), story.key))
        for (const PastMoment& moment : past.moments) {
            const bool isDecision =
                row.kind == JournalKind::BecameGood || row.kind == JournalKind::RollingStarted;
            if (!isDecision || !moment.isStep || moment.step != row.step)
                continue;
            QVERIFY(isThere({moment.number, row.kind}));
            ++decided;
        }
    QVERIFY(decided > 1);
    for (const PastMark& mark : past.marks)
        QVERIFY(mark.kind != JournalKind::StepVerdict && mark.kind != JournalKind::BatchAssigned);
}

void StepHistories::thePlanComesBack()
{
    Story story(plenty);
    story.step(12);
    story.ask("v2");
    std::vector<Plan> plans;
    for (int i = 0; i < 80; ++i) {
        story.step();
        plans.push_back(*must(story.bed.engine().snapshot(story.key))->lastPlan);
    }
    for (std::size_t i = 0; i < plans.size(); ++i)
        QCOMPARE(*must(story.bed.engine().snapshotAt(story.key, story.first + 13 + i))->lastPlan,
                 plans[i]);
}

void StepHistories::rowsUpToAMoment()
{
    Story story(plenty);
    const auto newest = [&] { return journalOf(story.bed.engine(), story.key).back().id; };
    std::vector<std::int64_t> last;
    const auto note = [&] { last.push_back(newest()); };
    for (int i = 0; i < 14; ++i) {
        story.step();
        note();
    }
    story.ask("v2");
    note();
    for (int i = 0; i < 30; ++i) {
        story.step();
        note();
    }
    const Past past = must(story.bed.engine().past(story.key));
    for (std::size_t i = 0; i < last.size(); ++i)
        QCOMPARE(must(story.bed.engine().lastRowAt(story.key,
                                                   past.moments[story.first - firstMoment + i])),
                 last[i]);
}

QTEST_GUILESS_MAIN(StepHistories)
#include "tst_step_history.moc"
