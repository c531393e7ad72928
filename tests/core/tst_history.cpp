// Rollouts as the journal tells them.

#include <QTest>

#include <set>

#include "core/history.h"
#include "core/journal_names.h"

using namespace rollout;

namespace {

/// Rows are written with the number of minutes at which they happened, on both clocks.
class Journal
{
public:
    Journal& add(JournalKind kind, int minute, std::string version = {}, std::string previous = {})
    {
        JournalRecord row;
        row.id = std::ssize(rows) + 1;
        row.kind = kind;
        row.at = Time(std::chrono::minutes(minute));
        row.entityAt = row.at - m_stopped;
        row.step = static_cast<std::uint64_t>(minute);
        row.version = std::move(version);
        row.previous = std::move(previous);
        rows.push_back(std::move(row));
        return *this;
    }
    Journal& by(std::string who, std::string why = {})
    {
        rows.back().by = std::move(who);
        rows.back().text = std::move(why);
        return *this;
    }
    Journal& counts(std::int64_t count, std::int64_t threshold = 0)
    {
        rows.back().count = count;
        rows.back().threshold = threshold;
        return *this;
    }
    Journal& of(std::string target)
    {
        rows.back().target = std::move(target);
        return *this;
    }
    Journal& stoppedFor(int minutes)
    {
        m_stopped += std::chrono::minutes(minutes);
        return *this;
    }

    std::vector<JournalRecord> rows;

private:
    Milliseconds m_stopped{0};
};

Journal established()
{
    Journal journal;
    using enum JournalKind;
    journal.add(VersionAsked, 1, "v1").by("ada", "first");
    journal.add(RollingStarted, 2, "v1");
    journal.add(BatchAssigned, 3, "v1").counts(10, 10);
    journal.add(BecameGood, 5, "v1").counts(10, 10);
    journal.add(RolloutDone, 5, "v1").counts(10);
    return journal;
}

Journal rolledOut()
{
    Journal journal = established();
    using enum JournalKind;
    journal.add(VersionAsked, 10, "v2", "v1").by("bob", "faster");
    journal.add(RollingStarted, 11, "v2", "v1");
    journal.add(BatchAssigned, 12, "v2").counts(3, 5);
    journal.add(BatchAssigned, 14, "v2").counts(5, 5);
    return journal;
}

std::string wordsOf(const std::vector<RolloutRecord>& records)
{
    std::string words;
    for (const RolloutRecord& record : records) {
        words += words.empty() ? "" : ", ";
        words += record.version + " " + std::string(nameOf(record.outcome));
        if (record.cause != BadCause::None)
            words += " (" + std::string(nameOf(record.cause)) + ")";
        if (!record.ended)
            words += "...";
    }
    return words;
}

} // namespace

Q_DECLARE_METATYPE(std::vector<rollout::JournalRecord>)

class TestHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsOutcomes_data();
    void tellsOutcomes();
    void tellsWhoAskedAndWhen();
    void countsBatches();
    void tellsTimeStoodStill();
    void tellsDeedsOfPeople();
    void tellsWhyItIsBad();
    void isTheSameInPieces();
    void namesEveryKindOnce();
};

void TestHistory::tellsOutcomes_data()
{
    using enum JournalKind;
    QTest::addColumn<std::vector<JournalRecord>>("rows");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Journal& journal, const char* expected) {
        QTest::newRow(name) << journal.rows << QString::fromLatin1(expected);
    };
    row("nothing", Journal{}, "");
    row("asked for only", Journal{}.add(VersionAsked, 1, "v1"), "");
    row("done", established(), "v1 done");
    row("under way", rolledOut(), "v1 done, v2 under-way...");
    row("good", rolledOut().add(BecameGood, 20, "v2", "v1"), "v1 done, v2 good...");
    row("good, then replaced",
        rolledOut().add(BecameGood, 20, "v2", "v1").add(RollingStarted, 40, "v3", "v2"),
        "v1 done, v2 good, v3 under-way...");
    row("superseded", rolledOut().add(RollingStarted, 20, "v3", "v2"),
        "v1 done, v2 superseded, v3 under-way...");
    row("rolling back",
        rolledOut().add(BecameBad, 20, "v2").counts(3, 2).add(RollbackBegun, 20, "v1"),
        "v1 done, v2 rolling-back (threshold)...");
    row("rolled back",
        rolledOut()
            .add(BecameBad, 20, "v2")
            .counts(3, 2)
            .add(RollbackBegun, 20, "v1")
            .add(RollbackDone, 25, "v1"),
        "v1 done, v2 rolled-back (threshold)");
    row("monitoring", rolledOut().add(BecameBad, 20, "v2").by("", "errors rise"),
        "v1 done, v2 rolling-back (monitoring)...");
    row("aborted",
        rolledOut().add(Aborted, 20, "v2").add(RollbackBegun, 20, "v1").add(RollbackDone, 25, "v1"),
        "v1 done, v2 rolled-back (aborted)");
    row("replaced while rolling back",
        rolledOut().add(BecameBad, 20, "v2").counts(3, 2).add(RollingStarted, 22, "v3", "v2"),
        "v1 done, v2 rolled-back (threshold), v3 under-way...");
    row("retried",
        rolledOut()
            .add(BecameBad, 20, "v2")
            .counts(3, 2)
            .add(RollbackDone, 25, "v1")
            .add(Retried, 30, "v2")
            .add(RolloutDone, 40, "v2"),
        "v1 done, v2 rolled-back (threshold), v2 done");
    row("back to the good one, all there",
        rolledOut()
            .add(BecameBad, 20, "v2")
            .counts(3, 2)
            .add(RollbackBegun, 20, "v1")
            .add(RollbackDone, 25, "v1")
            .add(RollingStarted, 30, "v1", "v2"),
        "v1 done, v2 rolled-back (threshold), v1 done");
    row("back to the good one before all are there",
        rolledOut()
            .add(BecameBad, 20, "v2")
            .counts(3, 2)
            .add(RollbackBegun, 20, "v1")
            .add(RollingStarted, 22, "v1", "v2"),
        "v1 done, v2 rolled-back (threshold), v1 good...");
    row("bad after it was done, in its watch",
        rolledOut()
            .add(BecameGood, 20, "v2", "v1")
            .add(RolloutDone, 20, "v2")
            .add(BecameBad, 30, "v2")
            .counts(2, 2),
        "v1 done, v2 rolling-back (threshold)...");
    row("done again, of a new target", established().add(RolloutDone, 9, "v1"), "v1 done");
    row("the journal begins in the middle",
        Journal{}.add(BatchAssigned, 3, "v1").add(BecameGood, 4, "v1").add(RolloutDone, 4, "v1"),
        "");
    row("rows of targets do not count",
        rolledOut().add(TargetFailed, 20, "v2").of("t").add(Assigned, 21, "v9").of("u"),
        "v1 done, v2 under-way...");
}

void TestHistory::tellsOutcomes()
{
    QFETCH(const std::vector<JournalRecord>, rows);
    QFETCH(const QString, expected);
    QCOMPARE(QString::fromStdString(wordsOf(rolloutsOf(rows))), expected);
}

void TestHistory::tellsWhoAskedAndWhen()
{
    const auto records = rolloutsOf(rolledOut().rows);
    const RolloutRecord& record = records.back();
    QVERIFY(record.asked);
    QCOMPARE(record.asked->by, "bob");
    QCOMPARE(record.asked->reason, "faster");
    QCOMPARE(record.asked->kind, JournalKind::VersionAsked);
    QCOMPARE(record.asked->when.at, Time(std::chrono::minutes(10)));
    QCOMPARE(record.previous, "v1");
    QCOMPARE(record.began.at, Time(std::chrono::minutes(11)));
    QCOMPARE(record.firstStep, 11U);
    QCOMPARE(record.lastStep, 14U);
    // Whoever asks for the next version meanwhile did not ask for this one.
    auto journal = rolledOut();
    journal.add(JournalKind::VersionAsked, 15, "v3", "v2").by("eve");
    QCOMPARE(rolloutsOf(journal.rows).back().asked->by, "bob");
    QCOMPARE(rolloutsOf(journal.rows).back().deeds.size(), 1U);
    journal.add(JournalKind::RollingStarted, 16, "v3", "v2");
    QCOMPARE(rolloutsOf(journal.rows).back().asked->by, "eve");
    QVERIFY(rolloutsOf(journal.rows).back().deeds.empty());
}

void TestHistory::countsBatches()
{
    auto journal = rolledOut();
    journal.add(JournalKind::BecameBad, 20, "v2").counts(3, 2);
    journal.add(JournalKind::BatchAssigned, 21, "v1").counts(8, 5);
    const auto record = rolloutsOf(journal.rows).back();
    QCOMPARE(record.batches, (BatchFigures{2, 8, 3, 5}));
    QCOMPARE(record.rollbackBatches, (BatchFigures{1, 8, 8, 8}));
    Journal first;
    first.add(JournalKind::BatchAssigned, 1, "v1").counts(2, 5);
    first.add(JournalKind::RollingStarted, 1, "v1");
    first.add(JournalKind::BatchAssigned, 2, "v1").counts(4, 5);
    QCOMPARE(rolloutsOf(first.rows).front().batches, (BatchFigures{2, 6, 2, 4}));
    QCOMPARE(rolloutsOf(first.rows).front().firstRow, 1);
}

void TestHistory::tellsTimeStoodStill()
{
    auto journal = rolledOut();
    journal.add(JournalKind::Paused, 15, "v2").stoppedFor(7).add(JournalKind::Resumed, 22, "v2");
    const Moment now{Time(std::chrono::minutes(31)), Time(std::chrono::minutes(24))};
    const auto running = rolloutsOf(journal.rows).back();
    QCOMPARE(running.clockDuration(now), Milliseconds(std::chrono::minutes(20)));
    QCOMPARE(running.entityDuration(now), Milliseconds(std::chrono::minutes(13)));
    QCOMPARE(running.pausedFor(now), Milliseconds(std::chrono::minutes(7)));
    journal.add(JournalKind::RolloutDone, 25, "v2");
    const auto over = rolloutsOf(journal.rows).back();
    QCOMPARE(over.clockDuration(now), Milliseconds(std::chrono::minutes(14)));
    QCOMPARE(over.entityDuration(now), Milliseconds(std::chrono::minutes(7)));
}

void TestHistory::tellsDeedsOfPeople()
{
    auto journal = rolledOut();
    journal.add(JournalKind::Paused, 15, "v2").by("ada", "lunch");
    journal.add(JournalKind::Resumed, 16, "v2").by("ada").counts(60);
    journal.add(JournalKind::Promoted, 17, "v2").by("bob", "hurry").counts(30);
    journal.add(JournalKind::RolloutDone, 20, "v2");
    journal.add(JournalKind::Paused, 30, "v2").by("eve", "after it was over");
    const auto record = rolloutsOf(journal.rows).back();
    QCOMPARE(record.deeds.size(), 3U);
    QCOMPARE(record.deeds[0].kind, JournalKind::Paused);
    QCOMPARE(record.deeds[0].reason, "lunch");
    QCOMPARE(record.deeds[2].by, "bob");
    QCOMPARE(record.deeds[2].count, 30);
}

void TestHistory::tellsWhyItIsBad()
{
    auto journal = rolledOut();
    journal.add(JournalKind::Aborted, 20, "v2").by("ada", "customers call");
    const auto record = rolloutsOf(journal.rows).back();
    QCOMPARE(record.cause, BadCause::Aborted);
    QCOMPARE(record.causeText, "customers call");
    QCOMPARE(record.deeds.back().by, "ada");
    auto failing = rolledOut();
    failing.add(JournalKind::BecameBad, 20, "v2").counts(4, 3);
    QCOMPARE(rolloutsOf(failing.rows).back().failed, 4);
    QCOMPARE(rolloutsOf(failing.rows).back().tolerated, 3);
}

void TestHistory::isTheSameInPieces()
{
    auto journal = rolledOut();
    journal.add(JournalKind::BecameBad, 20, "v2")
        .counts(3, 2)
        .add(JournalKind::RollbackDone, 25, "v1");
    RolloutHistory history;
    for (std::size_t i = 0; i < journal.rows.size(); ++i) {
        history.add(journal.rows[i]);
        QCOMPARE(history.records(), rolloutsOf(std::span(journal.rows).first(i + 1)));
    }
}

void TestHistory::namesEveryKindOnce()
{
    std::set<std::string_view> names;
    int count = 0;
    for (int kind = 1; kind <= static_cast<int>(JournalKind::ControllerChanged); ++kind)
        if (const auto name = nameOf(static_cast<JournalKind>(kind)); name != "unknown") {
            names.insert(name);
            ++count;
        }
    QCOMPARE(std::ssize(names), count);
    QCOMPARE(count, 42);
    QCOMPARE(nameOf(JournalKind::VersionAsked), "version-asked");
    QCOMPARE(nameOf(static_cast<JournalKind>(250)), "unknown");
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
