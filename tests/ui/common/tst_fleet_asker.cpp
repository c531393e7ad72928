// Of what is asked of fleets, only what is still wanted is answered.

#include <QCoreApplication>
#include <QTest>

#include <semaphore>
#include <vector>

#include "ui/common/fleet_asker.h"

using namespace rollout;

namespace {

/// What was asked, and of which fleet.
struct Answer
{
    SnapshotPtr snapshot;
    int question = 0;
    bool hadPrevious = false;
};

SnapshotPtr fleetOf(std::int64_t key)
{
    auto snapshot = std::make_shared<EntitySnapshot>();
    snapshot->key = EntityKey(key);
    return snapshot;
}

/// Each question waits until it is let go.
struct Bench
{
    void letGo(int questions = 1) { gate.release(questions); }
    bool hasAnswered(std::size_t count)
    {
        return QTest::qWaitFor([&] { return answers.size() >= count && !asker.isBusy(); });
    }

    QObject context;
    std::counting_semaphore<> gate{0};
    std::vector<std::shared_ptr<const Answer>> answers;
    FleetAsker<int, Answer> asker{
        &context, QStringLiteral("test"),
        [this](const SnapshotPtr& snapshot, int question,
               const std::shared_ptr<const Answer>& previous, const std::atomic<bool>&) {
            gate.acquire();
            return std::make_shared<const Answer>(Answer{snapshot, question, previous != nullptr});
        },
        [this](const std::shared_ptr<const Answer>& answer) { answers.push_back(answer); }};
};

} // namespace

class FleetAskers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestIsAnswered()
    {
        Bench bench;
        const SnapshotPtr newest = fleetOf(1);
        bench.asker.setSnapshot(fleetOf(1));
        bench.asker.setSnapshot(fleetOf(1));
        bench.asker.setSnapshot(newest);
        bench.letGo(2); // the first, and the newest
        QVERIFY(bench.hasAnswered(2));
        QCOMPARE(bench.answers.size(), std::size_t(2));
        QCOMPARE(bench.answers.back()->snapshot, newest);
        QVERIFY(bench.answers.back()->hadPrevious);
    }

    void anotherQuestionDropsTheFirst()
    {
        Bench bench;
        bench.asker.setSnapshot(fleetOf(1));
        bench.asker.setQuestion(7);
        bench.letGo(2);
        QVERIFY(bench.hasAnswered(1));
        QCOMPARE(bench.answers.size(), std::size_t(1));
        QCOMPARE(bench.answers.front()->question, 7);
    }

    void anotherStoresFleetOfThatKeyIsAnother()
    {
        Bench bench;
        const SnapshotPtr there = fleetOf(1);
        bench.asker.setSnapshot(fleetOf(1));
        bench.asker.setSnapshot(nullptr); // another store is opened
        bench.asker.setSnapshot(there);
        bench.letGo(2);
        QVERIFY(bench.hasAnswered(1));
        QCOMPARE(bench.answers.size(), std::size_t(1));
        QCOMPARE(bench.answers.front()->snapshot, there);
        QVERIFY(!bench.answers.front()->hadPrevious);
    }

    void nothingIsAnsweredForNobody()
    {
        Bench bench;
        bench.asker.setSnapshot(fleetOf(1));
        bench.asker.setSnapshot(nullptr);
        bench.letGo();
        QTRY_VERIFY(!bench.asker.isBusy());
        QVERIFY(bench.answers.empty());
    }
};

QTEST_GUILESS_MAIN(FleetAskers)
#include "tst_fleet_asker.moc"
