// A whole rollout with waves, operators and a rollback, in which every single statement fails once:
// the store is before or after each step, never between.

#include <QTest>

#include "store_fixture.h"
#include "testsupport/played_rollout.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;

namespace {

/// Fails the n-th statement from now on if told to.
class Fault
{
public:
    [[nodiscard]] StatementObserver observer()
    {
        return [this](std::string_view) { return --m_failIn != 0; };
    }
    void failIn(int n) { m_failIn = n; }
    void none() { m_failIn = 0; }

private:
    int m_failIn = 0;
};

Play badPlay()
{
    Play play;
    play.targets = 8;
    play.policy.options = {Percent(25), Percent(75), Seconds(10), Seconds(30)};
    Wave first;
    first.name = "one box";
    first.size = {false, 1};
    play.policy.waves = {first};
    play.policy.guards.watchAfterGood = Seconds(60);
    play.isBad = [](int target, std::string_view version) { return version == "v2" && target > 0; };
    return play;
}

/// What is done before the n-th step.
std::optional<Verb> verbBefore(int step)
{
    switch (step) {
    case 2:
        return verb::Pause{};
    case 4:
        return verb::Resume{};
    case 5:
        return verb::Exclude{{TargetId{7}}};
    case 7:
        return verb::Include{{TargetId{7}}};
    default:
        return std::nullopt;
    }
}

} // namespace

class TestStoreRollback : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { SKIP_WITHOUT_DATABASE(); }
    void everyStatementFailsOnce();

private:
    void commitWithFaults(Store& store, EntityKey key, const EntityState& before,
                          const EntityState& after, const std::vector<JournalEntry>& journal);
    Fault m_fault;
    int m_failures = 0;
    std::size_t m_rows = 0;
};

void TestStoreRollback::commitWithFaults(Store& store, EntityKey key, const EntityState& before,
                                         const EntityState& after,
                                         const std::vector<JournalEntry>& journal)
{
    for (int n = 1;; ++n) {
        m_fault.failIn(n);
        const bool isDone = store.commit({key, before, after, journal}).has_value();
        m_fault.none();
        m_rows += isDone ? journal.size() : 0;
        QCOMPARE(stateText(sure(store.load(key))), stateText(isDone ? after : before));
        QCOMPARE(sure(store.journalBefore({}, INT64_MAX, 100000)).size(), m_rows);
        if (isDone)
            return;
        ++m_failures;
    }
}

void TestStoreRollback::everyStatementFailsOnce()
{
    const auto store = memoryStore({m_fault.observer()});
    const EntityKey key = someEntity(*store);
    m_rows = sure(store->journalBefore({}, INT64_MAX, 100000)).size();
    PlayedRollout rollout(badPlay());
    EntityState stored;
    std::size_t told = 0;
    const auto commit = [&] {
        rollout.state().revision = stored.revision + 1;
        const std::vector<JournalEntry> journal(
            rollout.journal().begin() + static_cast<std::ptrdiff_t>(told), rollout.journal().end());
        commitWithFaults(*store, key, stored, rollout.state(), journal);
        stored = rollout.state();
        told = rollout.journal().size();
    };
    commit();
    for (int step = 0; step < 60 && !rollout.isRolledBack(); ++step) {
        if (const auto verb = verbBefore(step)) {
            QVERIFY(rollout.apply(*verb));
            commit();
        }
        (void)rollout.step();
        commit();
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(rollout.isRolledBack());
    QVERIFY(m_failures > 200);
    qInfo("%d statements failed", m_failures);
}

QTEST_GUILESS_MAIN(TestStoreRollback)
#include "tst_store_rollback.moc"
