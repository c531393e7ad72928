// What the journal tells of a time before the program was started stands before what is remembered.

#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

#include "io/scenario_presets.h"
#include "past_bed.h"
#include "service/past_reader.h"
#include "service/scenario_player.h"
#include "testsupport/store_place.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t plenty = std::size_t(1) << 30U;

SimulationSettings failing(double probability)
{
    SimulationSettings settings;
    settings.seed = 3;
    VersionModel bad{"v2"};
    bad.failProbability = probability;
    settings.versions = {bad};
    return settings;
}

std::string sharesText(const Fleet& fleet)
{
    std::set<std::string> lines; // ids of versions are others in a store that is opened again
    for (const VersionShare& share : versionShares(fleet))
        lines.insert(std::string(fleet.versions().at(share.version)) + " told "
                     + std::to_string(share.expected) + " run " + std::to_string(share.current)
                     + " failing " + std::to_string(share.failing) + '\n');
    return std::accumulate(lines.begin(), lines.end(), std::string());
}

} // namespace

class PastReaders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBeforeWhatIsRemembered();
    void readsNoMoreThanItMay();
    void aNewEntityHasNothingEarlier();
    void isNotPutBeforeAnotherStore();
    void saysWhenThereIsNoMemory();
    void isForgottenBeforeWhatIsRemembered();
};

void PastReaders::comesBeforeWhatIsRemembered()
{
    const StorePlace place;
    EngineBed bed(place.url());
    const EntityKey key = bed.simulated("n", "e", 50, failing(0.9));
    must(bed.engine().setRolloutOptions("n", "e",
                                        RolloutOptions{Percent(50), Percent(90), 60s, 120s}));
    const auto step = [&](int times) {
        for (int i = 0; i < times; ++i) {
            bed.simulation().advance(10s);
            must(bed.engine().step(key));
        }
    };
    step(20);
    must(bed.engine().setTargetVersion("n", "e", "v2"));
    step(20);
    const SnapshotPtr before = must(bed.engine().snapshot(key));
    bed.restart();
    bed.engine().keepPast(plenty);
    step(3);
    QVERIFY(must(hasEarlier(bed.engine(), key)));
    const Past remembered = must(bed.engine().past(key));
    PastReader reader(key);
    while (must(reader.update(bed.engine())).hasMore) { }
    QVERIFY(!must(hasEarlier(bed.engine(), key)));

    const Past past = must(bed.engine().past(key));
    QVERIFY(past.moments.size() > remembered.moments.size() + 10);
    for (std::size_t i = 1; i < past.moments.size(); ++i) {
        QCOMPARE(past.moments[i].number, past.moments[i - 1].number + 1);
        QVERIFY(past.moments[i].clock >= past.moments[i - 1].clock);
        QVERIFY(past.moments[i].isRetold <= past.moments[i - 1].isRetold);
    }
    QVERIFY(std::any_of(past.marks.begin(), past.marks.end(),
                        [](const PastMark& mark) { return mark.kind == JournalKind::BecameBad; }));
    QCOMPARE(past.moments.back(), remembered.moments.back());
    const auto isRetold = [](const PastMoment& moment) { return moment.isRetold; };
    const auto firstKept = std::find_if_not(past.moments.begin(), past.moments.end(), isRetold);
    QCOMPARE(*firstKept, remembered.moments.front());
    const auto last = must(bed.engine().snapshotAt(key, firstKept->number - 1));
    // The last steps, in which nothing happened, left no rows.
    QVERIFY(last->state.step > 30 && last->state.step <= before->state.step);
    QCOMPARE(versionsOf(last->state), versionsOf(before->state));
    QCOMPARE(sharesText(last->state.fleet), sharesText(before->state.fleet));
    const auto first = must(bed.engine().snapshotAt(key, past.moments.front().number));
    QCOMPARE(first->entityName, std::string("e"));
    QVERIFY(first->state.fleet.size() == 0 || first->state.rollout.rolling == VersionId::None);
    // Only a whole past ends there.
    QVERIFY(!bed.engine().snapshotAt(key, past.moments.front().number - 1));
}

void PastReaders::readsNoMoreThanItMay()
{
    const StorePlace place;
    EngineBed bed(place.url());
    const EntityKey key = bed.simulated("n", "e", 50, failing(0));
    bed.restart();
    bed.engine().keepPast(plenty);
    PastReader reader(key, 10);
    QVERIFY(!must(reader.update(bed.engine())).hasMore);
    const Past past = must(bed.engine().past(key));
    const auto first = must(bed.engine().snapshotAt(key, past.moments.front().number));
    QCOMPARE(first->state.fleet.size(), std::size_t(50)); // of 50 rows 10 were read
}

void PastReaders::aNewEntityHasNothingEarlier()
{
    EngineBed bed;
    bed.engine().keepPast(plenty);
    const EntityKey key = must(bed.engine().createEntity("n", "e"));
    QVERIFY(!must(hasEarlier(bed.engine(), key)));
    const auto player = must(ScenarioPlayer::begin(
        bed.engine(), bed.simulation(), must(scenarioNamed("good")).scenario, {"n", "filled"}));
    QVERIFY(!must(hasEarlier(bed.engine(), player->entity())));
}

/// Keys and numbers of moments are alike in all stores.
void PastReaders::isNotPutBeforeAnotherStore()
{
    const StorePlace here;
    const StorePlace there;
    EngineBed one(here.url());
    EngineBed other(there.url());
    for (EngineBed* bed : {&one, &other}) {
        (void)bed->simulated("n", bed == &one ? "e" : "f", 8000, failing(0));
        bed->restart();
        bed->engine().keepPast(plenty);
    }
    const EntityKey key = must(one.engine().snapshot("n", "e"))->key;
    QCOMPARE(must(other.engine().snapshot("n", "f"))->key, key);
    PastReader reader(key, 6000);
    QVERIFY(must(reader.update(one.engine())).hasMore);
    const auto next = reader.update(other.engine());
    QVERIFY(!next);
    QCOMPARE(next.error().code, ErrorCode::Conflict);
    QVERIFY(!must(other.engine().past(key)).moments.front().isRetold);
}

void PastReaders::saysWhenThereIsNoMemory()
{
    const StorePlace place;
    EngineBed bed(place.url());
    const EntityKey key = bed.simulated("n", "e", 2000, failing(0));
    bed.restart();
    bed.engine().keepPast(300'000); // more than the fleet as it is, less than its rows
    const std::size_t remembered = must(bed.engine().past(key)).moments.size();
    PastReader reader(key);
    const auto read = reader.update(bed.engine());
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Busy);
    QCOMPARE(must(bed.engine().past(key)).moments.size(), remembered);
}

void PastReaders::isForgottenBeforeWhatIsRemembered()
{
    const StorePlace place;
    EngineBed bed(place.url());
    const EntityKey key = bed.simulated("n", "e", 3000, failing(0));
    for (int i = 0; i < 5; ++i) {
        bed.simulation().advance(10s);
        must(bed.engine().step(key));
    }
    bed.restart();
    bed.engine().keepPast(plenty);
    PastReader reader(key);
    while (must(reader.update(bed.engine())).hasMore) { }
    const Past before = must(bed.engine().past(key));
    QVERIFY(before.moments.front().isRetold);
    const auto firstKept =
        std::find_if_not(before.moments.begin(), before.moments.end(),
                         [](const PastMoment& moment) { return moment.isRetold; });
    bed.engine().keepPast(before.bytes); // from now on there is room for no more
    for (int i = 0; i < 2; ++i) {
        bed.simulation().advance(10s);
        must(bed.engine().step(key));
    }
    const Past after = must(bed.engine().past(key));
    QVERIFY(!after.moments.front().isRetold);
    QCOMPARE(after.moments.front(), *firstKept);
    QVERIFY(must(hasEarlier(bed.engine(), key))); // it can be read again
}

QTEST_GUILESS_MAIN(PastReaders)
#include "tst_past_reader.moc"
