// Upkeep goes on in turns: one may be interrupted, the next comes all the same.

#include <QTest>

#include <atomic>
#include <thread>

#include "service/upkeep_thread.h"

using namespace rollout;

namespace {

constexpr std::chrono::milliseconds shortPause{10};
constexpr std::chrono::hours longPause{1};

void wait(const std::function<bool()>& isStopping)
{
    while (!isStopping())
        std::this_thread::yield();
}

} // namespace

class UpkeepThreadTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsAtOnceAndAgain()
    {
        std::atomic<int> turns = 0;
        const UpkeepThread thread(shortPause, [&](const auto&) { ++turns; });
        QTRY_VERIFY(turns > 2);
    }

    void endsInTheMiddleOfATurn()
    {
        std::atomic<bool> isOver = false;
        {
            std::atomic<bool> hasBegun = false;
            const UpkeepThread thread(longPause, [&](const auto& isStopping) {
                hasBegun = true;
                wait(isStopping);
                isOver = true;
            });
            QTRY_VERIFY(hasBegun.load());
        }
        QVERIFY(isOver);
    }

    void anInterruptedTurnIsFollowedByTheNext()
    {
        std::atomic<int> begun = 0;
        std::atomic<int> ended = 0;
        UpkeepThread thread(shortPause, [&](const auto& isStopping) {
            ++begun;
            wait(isStopping);
            ++ended;
        });
        for (int turn = 1; turn <= 3; ++turn) {
            QTRY_COMPARE(begun.load(), turn);
            thread.interrupt();
            QTRY_COMPARE(ended.load(), turn);
        }
    }

    void interruptingBetweenTurnsChangesNothing()
    {
        std::atomic<int> turns = 0;
        std::atomic<bool> wasToStop = false;
        UpkeepThread thread(std::chrono::milliseconds(100), [&](const auto& isStopping) {
            if (isStopping())
                wasToStop = true;
            ++turns;
        });
        QTRY_COMPARE(turns.load(), 1);
        thread.interrupt();
        QTRY_COMPARE(turns.load(), 2);
        QVERIFY(!wasToStop);
    }
};

QTEST_GUILESS_MAIN(UpkeepThreadTest)
#include "tst_upkeep_thread.moc"
