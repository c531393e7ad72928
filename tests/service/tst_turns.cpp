// Threads: an entity's calls run one after the other, entities do not wait for each other.

#include <QTest>

#include <atomic>
#include <future>
#include <thread>

#include "controllers/controller.h"
#include "engine_bed.h"

using namespace rollout;
using namespace rollout::test;

namespace {

/// Holds every step until it is let go.
class SlowController final : public Controller
{
public:
    [[nodiscard]] Hooks hooks() const override
    {
        Hooks hooks;
        hooks.externalMonitoring = true;
        return hooks;
    }
    [[nodiscard]] Answer ask(const Question&, const Step&) override
    {
        m_asked.set_value();
        m_released.get_future().wait();
        return HealthAnswer{std::nullopt};
    }
    void waitUntilAsked() { m_asked.get_future().wait(); }
    void release() { m_released.set_value(); }

private:
    std::promise<void> m_asked;
    std::promise<void> m_released;
};

} // namespace

class Turns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stepsOfOneEntityNeverOverlap();
    void slowEntityBlocksNoOther();
    void manyEntitiesFromManyThreads();
};

void Turns::stepsOfOneEntityNeverOverlap()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    constexpr int perThread = 50;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < perThread; ++i)
                must(bed.engine().orchestrate("n", "e", targetsOn("v1", 3)));
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(must(bed.engine().snapshot("n", "e"))->state.step, std::uint64_t(4 * perThread));
}

void Turns::slowEntityBlocksNoOther()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "slow", "v1"));
    must(bed.engine().setTargetVersion("n", "quick", "v1"));
    const auto controller = std::make_shared<SlowController>();
    must(bed.engine().setMonitoringController("n", "slow", controller));
    auto slow = std::async(std::launch::async, [&] {
        return bed.engine().orchestrate("n", "slow", targetsOn("v1", 1));
    });
    controller->waitUntilAsked();
    must(bed.engine().orchestrate("n", "quick", targetsOn("v1", 1)));
    must(bed.engine().orchestrateAsync("n", "quick", targetsOn("v1", 2)));
    QCOMPARE(must(bed.engine().clientState("n", "slow")).size(),
             std::size_t(1)); // the report is there, and reading waits for nobody
    controller->release();
    QCOMPARE(must(slow.get()).size(), std::size_t(1));
    must(bed.engine().setMonitoringController("n", "slow", nullptr));
    bed.engine().drain();
    QCOMPARE(must(bed.engine().snapshot("n", "quick"))->state.step, std::uint64_t(2));
}

void Turns::manyEntitiesFromManyThreads()
{
    EngineBed bed;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&bed, t] {
            for (int i = 0; i < 20; ++i) {
                const std::string entity = "e" + std::to_string((t + i) % 5);
                must(bed.engine().setTargetVersion("n", entity, "v1"));
                must(bed.engine().orchestrateAsync("n", entity, targetsOn("v1", 5)));
                (void)must(bed.engine().snapshot("n", entity));
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    bed.engine().drain();
    std::uint64_t steps = 0;
    for (const std::string& entity : must(bed.engine().entities("n")))
        steps += must(bed.engine().snapshot("n", entity))->state.step;
    QCOMPARE(steps, std::uint64_t(8 * 20));
}

QTEST_GUILESS_MAIN(Turns)
#include "tst_turns.moc"
