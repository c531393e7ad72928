#include "app/console/sample.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <vector>

#include "io/fleet_file.h"
#include "service/orchestrator.h"
#include "service/runner.h"

namespace rollout {

namespace {

struct SampleEntity
{
    const char* ns;
    const char* entity;
    const char* file;
    RolloutOptions options;
    double secondVersionFails; ///< F1 of v2
};

constexpr RolloutOptions policy(int batch, int success)
{
    return {Percent(batch), Percent(success), Seconds(60), Seconds(120)};
}

const std::array<SampleEntity, 5> entities{{
    {"demo", "checkout", ":/sample/demo-checkout.csv", policy(10, 95), 0.0},
    {"demo", "payments", ":/sample/demo-payments.csv", policy(5, 100), 0.0},
    {"demo", "search", ":/sample/demo-search.csv", policy(15, 90), 0.3},
    {"edge", "gateways", ":/sample/edge-gateways.csv", policy(20, 95), 0.3},
    {"edge", "kiosks", ":/sample/edge-kiosks.csv", policy(25, 98), 0.0},
}};

constexpr auto oldVersion = "v1";
constexpr auto newVersion = "v2";
constexpr int mostTicks = 200; // of any stage; the sample needs fewer
constexpr int ticksUnderWay = 34; // checkout is then about a third done
constexpr double expectedTicks = 100;

Error broken(const std::string& what)
{
    return {ErrorCode::Corrupt, "the sample cannot be made: " + what};
}

/// Fills one store, stage by stage.
class SampleBuilder
{
public:
    SampleBuilder(Orchestrator& engine, VirtualClock& clock, const SampleWatch& watch)
        : m_engine(engine)
        , m_runner(engine, clock)
        , m_watch(watch)
    {
    }

    Result<void> build()
    {
        for (const SampleEntity& entity : entities)
            if (auto ok = define(entity); !ok)
                return ok;
        return establish()
            .and_then([this] { return setPolicies(); })
            .and_then(
                [this] { return tick(10); }) // every target outlasts the success time-out on v1
            .and_then([this] { return rollOutOnTheEdge(); })
            .and_then([this] { return ask(entities[0]); })
            .and_then([this] { return tick(ticksUnderWay); })
            .and_then([this] { return ask(entities[2]); });
    }

private:
    Result<void> define(const SampleEntity& entity)
    {
        QFile file(QString::fromLatin1(entity.file));
        if (!file.open(QIODevice::ReadOnly))
            return tl::unexpected(broken(std::string(entity.file) + " is missing"));
        const auto fleet = parseFleet(file.readAll().toStdString(), FleetFormat::Csv, entity.file);
        if (!fleet)
            return tl::unexpected(fleet.error());
        const auto key = m_engine.createEntity(entity.ns, entity.entity, settings(entity));
        if (!key)
            return tl::unexpected(key.error());
        // All at once at first: v1 runs everywhere already and only has to be found good.
        return m_engine.record(entity.ns, entity.entity, *fleet)
            .and_then([&] {
                return m_engine.setRolloutOptions(
                    entity.ns, entity.entity,
                    RolloutOptions{Percent(100), Percent(100), Seconds(0), Seconds(120)});
            })
            .and_then(
                [&] { return m_engine.setTargetVersion(entity.ns, entity.entity, oldVersion); });
    }

    static SimulationSettings settings(const SampleEntity& entity)
    {
        SimulationSettings settings;
        settings.seed = 7;
        settings.adoption.median = Seconds(20);
        settings.adoption.sigma = 0.15;
        if (entity.secondVersionFails > 0)
            settings.versions.push_back(
                {.version = newVersion, .failProbability = entity.secondVersionFails});
        return settings;
    }

    Result<void> establish()
    {
        return tickUntil([this] {
            return std::all_of(entities.begin(), entities.end(),
                               [this](const SampleEntity& entity) {
                                   return phase(entity) == RolloutPhase::Settled;
                               });
        });
    }

    Result<void> setPolicies()
    {
        for (const SampleEntity& entity : entities)
            if (auto ok = m_engine.setRolloutOptions(entity.ns, entity.entity, entity.options); !ok)
                return ok;
        return {};
    }

    Result<void> rollOutOnTheEdge()
    {
        return ask(entities[3]).and_then([this] { return ask(entities[4]); }).and_then([this] {
            return tickUntil([this] {
                return phase(entities[3]) == RolloutPhase::RolledBack
                    && phase(entities[4]) == RolloutPhase::Settled;
            });
        });
    }

    Result<void> ask(const SampleEntity& entity)
    {
        return m_engine.setTargetVersion(entity.ns, entity.entity, newVersion);
    }

    RolloutPhase phase(const SampleEntity& entity) const
    {
        const auto snapshot = m_engine.snapshot(entity.ns, entity.entity);
        return snapshot ? rolloutPhase((*snapshot)->state) : RolloutPhase::Empty;
    }

    Result<void> tick(int count)
    {
        for (int i = 0; i < count; ++i)
            if (auto ok = tickOnce(); !ok)
                return ok;
        return {};
    }

    template <typename Done>
    Result<void> tickUntil(Done done)
    {
        for (int i = 0; i < mostTicks; ++i) {
            if (auto ok = tickOnce(); !ok)
                return ok;
            if (done())
                return {};
        }
        return tl::unexpected(broken("a rollout does not end"));
    }

    Result<void> tickOnce()
    {
        if (m_watch.isCancelled && m_watch.isCancelled())
            return failure(ErrorCode::Cancelled, "the sample was not wanted any more");
        if (const auto failures = m_runner.tickSimulated(); !failures.empty())
            return tl::unexpected(failures.front().error);
        if (m_watch.progress)
            m_watch.progress(std::min(1.0, ++m_ticks / expectedTicks));
        return {};
    }

    Orchestrator& m_engine;
    Runner m_runner;
    const SampleWatch& m_watch;
    double m_ticks = 0;
};

} // namespace

Result<void> buildSample(const std::string& storeUrl, const SampleWatch& watch)
{
    const SystemClock live;
    VirtualClock simulated;
    auto engine = Orchestrator::open(storeUrl, live, simulated);
    if (!engine)
        return tl::unexpected(engine.error());
    return SampleBuilder(**engine, simulated, watch).build();
}

} // namespace rollout
