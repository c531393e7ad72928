// Making room: in which every single statement fails once. What is old is there whole or thinned as
// one slice, never between; a rollout that is under way keeps all that is its own.

#include <QTest>

#include "back_door.h"
#include "store_fixture.h"
#include "testsupport/played_rollout.h"

using namespace rollout;
using namespace rollout::test;

namespace {

using std::chrono::days;

constexpr int oldRows = 12'000; // of the journal: two slices and a bit
constexpr int oldSamples = 2300; // of the chart: the same
constexpr Milliseconds samplePace{57'000}; // a minute's stretch has two of them now and then

Play smallPlay()
{
    Play play;
    play.targets = 8;
    play.policy.options = {Percent(25), Percent(75), Seconds(10), Seconds(30)};
    return play;
}

EntityKey oldEntity(Store& store)
{
    const Time longAgo = PlayedRollout::start() - days(4);
    return sure(store.createEntity(sure(store.createNamespace("prod", longAgo)), "fleet", longAgo));
}

/// Old rows, a rollout that is over, and one that is under way.
class Bed
{
public:
    explicit Bed()
        : m_store(
            sure(openStore(m_place.url(), {[this](std::string_view) { return --m_failIn != 0; }})))
        , m_key(oldEntity(*m_store))
        , m_rollout(smallPlay())
    {
        commit(bulk());
        for (int i = 0; i < 60 && !m_rollout.isComplete(); ++i)
            step();
        addSamples();
        m_rollout.ask("v3");
        for (int i = 0; i < 3; ++i)
            step();
    }

    [[nodiscard]] Store& store() { return *m_store; }
    [[nodiscard]] EntityKey key() const { return m_key; }
    [[nodiscard]] PlayedRollout& rollout() { return m_rollout; }
    void failIn(int n) { m_failIn = n; }
    void step()
    {
        (void)m_rollout.step();
        commitNews();
    }
    void apply(const Verb& verb)
    {
        sure(m_rollout.apply(verb));
        commitNews();
    }
    /// All that upkeep may touch, in few words.
    [[nodiscard]] std::string digest() const { return digestOf("TRUE", "TRUE"); }
    /// What is of the rollout that is under way.
    [[nodiscard]] std::string running()
    {
        const auto began = sure(
            m_store->journalBefore({m_key, true, {}, {JournalKind::RollingStarted}}, INT64_MAX, 1));
        return digestOf("id >= " + std::to_string(began.front().id),
                        "at >= " + std::to_string(began.front().at.time_since_epoch().count()));
    }
    [[nodiscard]] std::int64_t count(const std::string& table, const std::string& which) const
    {
        return std::stoll(
            runBehindStore(m_place, "SELECT count(*) FROM " + table + " WHERE " + which));
    }
    /// The rollout that is over is older than a day, as is the one that is under way.
    [[nodiscard]] Upkeep plan()
    {
        return sure(m_store->planUpkeep(m_key, m_rollout.clock() + days(2), days(1)));
    }

private:
    std::vector<JournalEntry> bulk() const
    {
        JournalEntry entry = entityEntry(JournalKind::TargetSucceeded, m_rollout.state());
        entry.at = PlayedRollout::start() - days(3);
        entry.target = TargetId{0};
        return std::vector<JournalEntry>(oldRows, entry);
    }
    void commitNews()
    {
        commit({m_rollout.journal().begin() + static_cast<std::ptrdiff_t>(m_told),
                m_rollout.journal().end()});
        m_told = m_rollout.journal().size();
    }
    void commit(const std::vector<JournalEntry>& journal)
    {
        m_rollout.state().revision = m_stored.revision + 1;
        sure(m_store->commit({m_key, m_stored, m_rollout.state(), journal}));
        m_stored = m_rollout.state();
    }
    void addSamples() const
    {
        const auto first = PlayedRollout::start() - oldSamples * samplePace;
        runBehindStore(m_place,
                       "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
                           + std::to_string(oldSamples - 1)
                           + ") INSERT INTO share_sample (entity, at, step, version, expected,"
                             " current, failing) SELECT "
                           + std::to_string(std::int64_t(m_key)) + ", "
                           + std::to_string(first.time_since_epoch().count()) + " + i * "
                           + std::to_string(samplePace.count()) + ", 0, 0, i, i, 0 FROM n");
    }
    [[nodiscard]] std::string digestOf(const std::string& rows, const std::string& samples) const
    {
        return runBehindStore(
            m_place,
            "SELECT (SELECT count(*) || ':' || coalesce(sum(id), 0) || ':'"
            " || coalesce(sum(id * (id % 9973)), 0) FROM journal WHERE "
                + rows
                + ") || ' ' || (SELECT count(*) || ':' || coalesce(sum(at % 1000000007), 0) || ':'"
                  " || coalesce(sum(step * 31 + version + expected), 0) FROM share_sample WHERE "
                + samples + ")");
    }

    StorePlace m_place;
    int m_failIn = 0;
    std::unique_ptr<Store> m_store;
    EntityKey m_key;
    PlayedRollout m_rollout;
    EntityState m_stored;
    std::size_t m_told = 0;
};

using Slice = Result<bool> (Store::*)(Upkeep&);

/// Until there is no more.
int inSlices(Bed& bed, Upkeep& upkeep, Slice slice)
{
    int slices = 1;
    while (sure((bed.store().*slice)(upkeep)))
        ++slices;
    return slices;
}

struct Faults
{
    int failures = 0;
    int slices = 0;
};

/// One slice after the other, of each first the first statement fails, then the second, and so on.
/// A plan holds over what fails.
Faults inSlicesWithFaults(Bed& bed, Upkeep& upkeep, Slice slice)
{
    Faults faults;
    for (bool hasMore = true; hasMore; ++faults.slices) {
        const std::string before = bed.digest();
        for (int n = 1;; ++n) {
            bed.failIn(n);
            const auto done = (bed.store().*slice)(upkeep);
            bed.failIn(0);
            if (done) {
                hasMore = *done;
                break;
            }
            ++faults.failures;
            if (bed.digest() != before) {
                QTest::qFail("there is half a slice", __FILE__, __LINE__);
                return faults;
            }
        }
    }
    return faults;
}

} // namespace

Q_DECLARE_METATYPE(Slice)

class TestStoreUpkeep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { SKIP_WITHOUT_DATABASE(); }
    void everyStatementOfAPlanFailsOnce();
    void everyStatementOfASliceFailsOnce_data();
    void everyStatementOfASliceFailsOnce();
    void keepsExclusionsInForce();
    void keepsFreezeWindowsInForce_data();
    void keepsFreezeWindowsInForce();
};

void TestStoreUpkeep::everyStatementOfAPlanFailsOnce()
{
    Bed bed;
    const std::string before = bed.digest();
    int failures = 0;
    for (int n = 1;; ++n) {
        bed.failIn(n);
        const auto plan = bed.store().planUpkeep(bed.key(), someTime, days(1));
        bed.failIn(0);
        if (plan)
            break;
        ++failures;
        bed.step(); // it holds nobody up
    }
    QVERIFY(failures > 6);
    QVERIFY(bed.digest() != before);
}

void TestStoreUpkeep::everyStatementOfASliceFailsOnce_data()
{
    QTest::addColumn<Slice>("slice");
    QTest::addColumn<int>("slices");
    QTest::addColumn<int>("failures"); // at least
    QTest::newRow("version shares are thinned") << Slice(&Store::thinShares) << 3 << 60;
    QTest::newRow("the journal is pruned") << Slice(&Store::pruneJournal) << 3 << 11;
}

void TestStoreUpkeep::everyStatementOfASliceFailsOnce()
{
    QFETCH(const Slice, slice);
    QFETCH(const int, slices);
    QFETCH(const int, failures);
    Bed bed;
    Bed spared; // the same, and nothing fails
    const std::string before = bed.digest();
    const std::string running = bed.running();
    Upkeep upkeep = bed.plan();
    const Faults faults = inSlicesWithFaults(bed, upkeep, slice);
    QCOMPARE(faults.slices, slices);
    QVERIFY2(faults.failures >= failures, qPrintable(QString::number(faults.failures)));
    QVERIFY(bed.digest() != before);
    QCOMPARE(bed.running(), running);
    Upkeep sparedUpkeep = spared.plan();
    QCOMPARE(inSlices(spared, sparedUpkeep, slice), slices);
    QCOMPARE(bed.digest(), spared.digest());
    // There is nothing left to do, and the rollout goes on.
    upkeep = bed.plan();
    inSlices(bed, upkeep, slice);
    QCOMPARE(bed.digest(), spared.digest());
    bed.step();
    qInfo("%d statements failed", faults.failures);
}

void TestStoreUpkeep::keepsExclusionsInForce()
{
    Bed bed;
    // 5 is out; 6 was, twice; 7 was, and is again.
    const std::vector<Verb> deeds{verb::Exclude{{TargetId{5}, TargetId{6}, TargetId{7}}},
                                  verb::Include{{TargetId{6}}}, verb::Exclude{{TargetId{6}}},
                                  verb::Include{{TargetId{6}, TargetId{7}}},
                                  verb::Exclude{{TargetId{7}}}};
    for (const Verb& deed : deeds)
        bed.apply(deed);
    for (int i = 0;
         i < 60 && bed.rollout().state().rollout.lastKnownGood != bed.rollout().versionId("v3");
         ++i)
        bed.step();
    bed.apply(verb::Include{{TargetId{5}}});
    bed.apply(verb::Exclude{{TargetId{5}}});
    bed.step();
    QCOMPARE(bed.count("journal", "kind = 47"), 6);
    Upkeep upkeep =
        sure(bed.store().planUpkeep(bed.key(), bed.rollout().clock() + days(30), days(1)));
    inSlices(bed, upkeep, &Store::pruneJournal);
    QCOMPARE(bed.count("journal", "kind = 47"), 2);
    QCOMPARE(bed.count("journal", "kind = 47 AND target % 4294967296 IN (5, 7)"), 2);
    QVERIFY(bed.count("journal", "kind = 21") == 0);
    // Back again, no row says that they were out.
    bed.apply(verb::Include{{TargetId{5}, TargetId{7}}});
    upkeep = sure(bed.store().planUpkeep(bed.key(), bed.rollout().clock() + days(60), days(1)));
    inSlices(bed, upkeep, &Store::pruneJournal);
    QCOMPARE(bed.count("journal", "kind = 47"), 0);
}

void TestStoreUpkeep::keepsFreezeWindowsInForce_data()
{
    QTest::addColumn<int>("later"); // days after all of it
    QTest::addColumn<int>("kept");
    QTest::newRow("all are ahead but the removed one") << 2 << 4;
    QTest::newRow("the first is over") << 20 << 3;
    QTest::newRow("only what comes again is left") << 400 << 1;
}

void TestStoreUpkeep::keepsFreezeWindowsInForce()
{
    QFETCH(const int, later);
    QFETCH(const int, kept);
    Bed bed;
    const Time now = bed.rollout().clock();
    const auto freeze = [&](days from, days to, days period) {
        bed.apply(verb::Freeze{{now + from, now + to, period, {}}});
    };
    freeze(days(10), days(11), days(0));
    freeze(days(100), days(101), days(0));
    freeze(days(100), days(101), days(0)); // the same, by somebody else
    freeze(days(50), days(51), days(7));
    freeze(days(100), days(102), days(0));
    bed.apply(verb::Unfreeze{5});
    for (int i = 0;
         i < 60 && bed.rollout().state().rollout.lastKnownGood != bed.rollout().versionId("v3");
         ++i)
        bed.step();
    bed.apply(verb::Pause{});
    Upkeep upkeep = sure(bed.store().planUpkeep(bed.key(), now + days(later), days(1)));
    inSlices(bed, upkeep, &Store::pruneJournal);
    QCOMPARE(bed.count("journal", "kind = 51"), kept);
    const std::int64_t again = (now + days(50)).time_since_epoch().count();
    QCOMPARE(bed.count("journal", "kind = 51 AND count = " + std::to_string(again)), 1);
}

QTEST_GUILESS_MAIN(TestStoreUpkeep)
#include "tst_store_upkeep.moc"
