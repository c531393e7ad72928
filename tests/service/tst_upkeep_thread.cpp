// Upkeep goes on in turns, and ends in the middle of one.

#include <QTest>

#include <atomic>
#include <thread>

#include "service/upkeep_thread.h"

using namespace rollout;

namespace {

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
        const UpkeepThread thread(std::chrono::milliseconds(10), [&](const auto&) { ++turns; });
        QTRY_VERIFY(turns > 2);
    }

    void endsInTheMiddleOfATurn()
    {
        std::atomic<bool> isOver = false;
        {
            std::atomic<bool> hasBegun = false;
            const UpkeepThread thread(std::chrono::hours(1), [&](const auto& isStopping) {
                hasBegun = true;
                wait(isStopping);
                isOver = true;
            });
            QTRY_VERIFY(hasBegun.load());
        }
        QVERIFY(isOver);
    }
};

QTEST_GUILESS_MAIN(UpkeepThreadTest)
#include "tst_upkeep_thread.moc"
