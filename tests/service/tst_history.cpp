// The history of an entity, its journal's retention and the thinning of its chart, on a running
// engine.

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include "engine_bed.h"
#include "service/history_reader.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

namespace {

using std::chrono::days;

const std::string ns = "prod";
const std::string entity = "fleet";

/// A live fleet that does what it is told at once, but for those that fail on what is bad.
class LiveFleet
{
public:
    explicit LiveFleet(EngineBed& bed, int targets = 10)
        : m_bed(bed)
        , m_states(targetsOn("v0", targets))
    {
        // In the order of the engine's answers.
        std::stable_sort(m_states.begin(), m_states.end(),
                         [](const auto& a, const auto& b) { return a.group < b.group; });
        must(bed.engine().setRolloutOptions(
            ns, entity, RolloutOptions{Percent(20), Percent(80), Seconds(60), Seconds(120)}));
    }
    EntityKey key() { return must(m_bed.engine().snapshot(ns, entity))->key; }
    void ask(const std::string& version, const std::string& by = {}, const std::string& why = {})
    {
        must(m_bed.engine().setTargetVersion(ns, entity, version, {by, why}));
    }
    void step(Seconds pause = 10s)
    {
        m_bed.live().advance(pause);
        auto told = m_bed.engine().orchestrate(ns, entity, m_states);
        if (!told)
            return;
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            const bool isBad = (*told)[i].version.starts_with("bad");
            m_states[i].version = (*told)[i].version;
            m_states[i].isError = isBad;
            m_states[i].message = isBad ? "disk full" : "";
        }
    }
    void steps(int count, Seconds pause = 10s)
    {
        for (int i = 0; i < count; ++i)
            step(pause);
    }
    std::vector<RolloutRecord> history(int limit = 100)
    {
        return must(m_bed.engine().history(key(), limit));
    }
    std::vector<JournalRow> journal()
    {
        JournalFilter filter;
        filter.entity = key();
        return must(m_bed.engine().journalAfter(filter, 0, 1'000'000));
    }

private:
    EngineBed& m_bed;
    std::vector<ClientState> m_states;
};

bool hasKind(const std::vector<JournalRow>& rows, JournalKind kind)
{
    return std::any_of(rows.begin(), rows.end(),
                       [&](const JournalRow& row) { return row.kind == kind; });
}

} // namespace

class TestServiceHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsRollouts();
    void tellsWhyTargetsFailed();
    void tellsTheLastOnesOnly();
    void followsAnEntity();
    void refusesRetention_data();
    void refusesRetention();
    void remembersRetention();
    void keepsTheJournalUnlessToldOtherwise();
    void deletesWhatIsOverAndOld();
    void leavesARunningRolloutAlone();
    void thinsOldSamples();
    void canBeCancelled();
    void keepsUpInTheBackground();
};

void TestServiceHistory::tellsRollouts()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    fleet.ask("v1", "ada", "first");
    fleet.steps(80);
    fleet.ask("v2", "bob", "faster");
    fleet.steps(4);
    must(bed.engine().apply(fleet.key(), verb::Pause{}, {"ada", "lunch"}));
    fleet.steps(6);
    must(bed.engine().apply(fleet.key(), verb::Resume{}, {"ada", ""}));
    fleet.steps(80);
    const auto records = fleet.history();
    QCOMPARE(records.size(), 2U);
    QCOMPARE(records[0].version, "v2");
    QCOMPARE(records[0].outcome, RolloutOutcome::Done);
    QCOMPARE(records[0].asked->by, "bob");
    QCOMPARE(records[0].asked->reason, "faster");
    QCOMPARE(records[0].batches.targets, 10);
    QCOMPARE(records[0].batches.largest, 2);
    QCOMPARE(records[0].pausedFor({}), Milliseconds(60s));
    QCOMPARE(records[0].deeds.size(), 2U);
    QCOMPARE(records[0].deeds[0].reason, "lunch");
    QCOMPARE(records[0].failedTargets, 0);
    QCOMPARE(records[1].version, "v1");
    QCOMPARE(records[1].outcome, RolloutOutcome::Done);
    QVERIFY(records[1].ended->at <= records[0].began.at);
}

void TestServiceHistory::tellsWhyTargetsFailed()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    fleet.ask("v1");
    fleet.steps(80);
    fleet.ask("bad", "eve");
    fleet.steps(80);
    const auto record = fleet.history().front();
    QCOMPARE(record.version, "bad");
    QCOMPARE(record.outcome, RolloutOutcome::RolledBack);
    QCOMPARE(record.cause, BadCause::Threshold);
    QCOMPARE(record.failedTargets, 2);
    QCOMPARE(record.reasons.size(), 1U);
    QCOMPARE(record.reasons[0], (FailureReason{FailedBy::TimeOut, Seconds(120), "disk full", 2}));
    QVERIFY(record.rollbackDone);
    QCOMPARE(record.rollbackBatches.targets, 2);
}

void TestServiceHistory::tellsTheLastOnesOnly()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    for (const char* version : {"v1", "v2", "v3", "bad4", "v5"}) {
        fleet.ask(version, version, "why");
        fleet.steps(80);
    }
    const auto all = fleet.history();
    QCOMPARE(all.size(), 5U);
    for (int limit = 0; limit <= 5; ++limit) {
        const auto some = fleet.history(limit);
        QCOMPARE(some, std::vector(all.begin(), all.begin() + limit));
    }
}

void TestServiceHistory::followsAnEntity()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    fleet.ask("v1", "ada");
    HistoryReader reader(fleet.key(), 3);
    int news = 0;
    for (const char* version : {"v1", "bad2", "v3", "v4"}) {
        fleet.ask(version);
        for (int i = 0; i < 60; ++i) {
            fleet.step();
            const auto progress = must(reader.update(bed.engine()));
            news += progress.isNews ? 1 : 0;
            QVERIFY(!progress.hasMore);
        }
        QCOMPARE(reader.records(), fleet.history(3));
    }
    QVERIFY(news > 10);
    QVERIFY(!must(reader.update(bed.engine())).isNews);
}

void TestServiceHistory::refusesRetention_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("none") << 0;
    QTest::newRow("before it happens") << -1;
    QTest::newRow("over a century") << 36501;
}

void TestServiceHistory::refusesRetention()
{
    QFETCH(const int, count);
    EngineBed bed;
    const auto refused = bed.engine().setRetention(days(count));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(must(bed.engine().retention()), std::nullopt);
}

void TestServiceHistory::remembersRetention()
{
    const QTemporaryDir folder;
    EngineBed bed(folder.filePath(QStringLiteral("a.db")).toStdString());
    QCOMPARE(must(bed.engine().retention()), std::nullopt);
    must(bed.engine().setRetention(days(30)));
    must(bed.engine().setRetention(days(7)));
    bed.restart();
    QCOMPARE(must(bed.engine().retention()), days(7));
    must(bed.engine().setRetention(std::nullopt));
    bed.restart();
    QCOMPARE(must(bed.engine().retention()), std::nullopt);
}

void TestServiceHistory::keepsTheJournalUnlessToldOtherwise()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    fleet.ask("v1");
    fleet.steps(80);
    bed.live().advance(days(10'000));
    const auto before = fleet.journal().size();
    must(bed.engine().maintain());
    QCOMPARE(fleet.journal().size(), before);
}

void TestServiceHistory::deletesWhatIsOverAndOld()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    for (const char* version : {"v1", "bad2", "v3"}) {
        fleet.ask(version, "ada", version);
        fleet.steps(80);
        bed.live().advance(days(5));
    }
    must(bed.engine().setRetention(days(7)));
    const auto before = fleet.journal();
    const auto last = fleet.history().front();
    must(bed.engine().maintain());
    const auto after = fleet.journal();
    QVERIFY(after.size() < before.size());
    QCOMPARE(after.back().id, before.back().id);
    // The rollout that ended within the week is there in full …
    const auto rowsOf = [&](const std::vector<JournalRow>& rows) {
        return std::count_if(rows.begin(), rows.end(),
                             [&](const JournalRow& row) { return row.id >= last.firstRow; });
    };
    QCOMPARE(rowsOf(after), rowsOf(before));
    QCOMPARE(fleet.history(1).front(), last);
    // … of the others no row of a target is left, and what explains the present is.
    for (const JournalRow& row : after)
        QVERIFY(row.id >= last.firstRow || row.target.empty());
    QVERIFY(hasKind(after, JournalKind::OptionsChanged));
    QVERIFY(hasKind(after, JournalKind::BecameBad));
    must(bed.engine().maintain());
    QCOMPARE(fleet.journal().size(), after.size());
    // New rows get new numbers.
    fleet.ask("v4");
    QVERIFY(fleet.journal().back().id > after.back().id);
}

void TestServiceHistory::leavesARunningRolloutAlone()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    fleet.ask("v1", "ada", "first");
    fleet.steps(80);
    fleet.ask("v2", "bob", "second");
    fleet.steps(3);
    must(bed.engine().apply(fleet.key(), verb::Pause{}, {"ada", "holidays"}));
    bed.live().advance(days(400));
    must(bed.engine().setRetention(days(1)));
    const auto running = fleet.history(1).front();
    QCOMPARE(running.outcome, RolloutOutcome::UnderWay);
    const auto samples = must(bed.engine().shares(fleet.key(), running.began.at));
    must(bed.engine().maintain());
    QCOMPARE(fleet.history(1).front(), running);
    QCOMPARE(running.asked->by, "bob");
    QVERIFY(hasKind(fleet.journal(), JournalKind::Paused));
    for (const JournalRow& row : fleet.journal())
        QVERIFY(row.id >= running.firstRow || row.target.empty());
    QCOMPARE(must(bed.engine().shares(fleet.key(), running.began.at)).size(), samples.size());
}

void TestServiceHistory::thinsOldSamples()
{
    EngineBed bed;
    LiveFleet fleet(bed, 40);
    fleet.ask("v1");
    fleet.steps(120);
    for (int i = 2; i < 30; ++i) {
        fleet.ask("v" + std::to_string(i));
        fleet.steps(60, Seconds(7));
    }
    const auto before = must(bed.engine().shares(fleet.key(), {}));
    const auto records = fleet.history();
    must(bed.engine().maintain());
    QCOMPARE(must(bed.engine().shares(fleet.key(), {})).size(), before.size()); // of today
    bed.live().advance(days(3));
    fleet.steps(200);
    must(bed.engine().maintain());
    const auto after = must(bed.engine().shares(fleet.key(), {}));
    QVERIFY(after.size() < before.size());
    QCOMPARE(after.front().at, before.front().at);
    QCOMPARE(after.back().at >= before.back().at, true);
    // Times at which a rollout was decided still have their samples.
    for (const RolloutRecord& record : records)
        for (const ShareSample& sample : before)
            if (record.becameGood && sample.at == record.becameGood->at)
                QVERIFY(std::any_of(after.begin(), after.end(),
                                    [&](const ShareSample& left) { return left.at == sample.at; }));
}

void TestServiceHistory::canBeCancelled()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    fleet.ask("v1");
    fleet.steps(80);
    const auto cancelled = bed.engine().maintain([] { return true; });
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
}

void TestServiceHistory::keepsUpInTheBackground()
{
    EngineBed bed;
    LiveFleet fleet(bed);
    for (const char* version : {"v1", "v2"}) {
        fleet.ask(version);
        fleet.steps(80);
        bed.live().advance(days(30));
    }
    must(bed.engine().setRetention(days(7)));
    const auto before = fleet.journal().size();
    bed.engine().startUpkeep();
    QTRY_VERIFY(fleet.journal().size() < before);
}

QTEST_GUILESS_MAIN(TestServiceHistory)
#include "tst_history.moc"
