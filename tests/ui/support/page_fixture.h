#pragma once

// All that a page is given, over an engine in memory with a simulated fleet.

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include <optional>

#include "ui/common/focus.h"
#include "ui/common/page.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"

namespace rollout {

class PageFixture
{
public:
    PageFixture()
    {
        QSignalSpy opened(&session, &Session::opened);
        session.open(QStringLiteral("memory:"));
        isOpen = opened.wait();
    }

    [[nodiscard]] PageContext context() { return {session, focus, undo, prompts, settings}; }

    /// Runs `work(Orchestrator&)` and waits for it.
    template <typename Work>
    bool run(Work work)
    {
        bool isDone = false;
        session.request(
            &focus,
            [work](Orchestrator& engine) {
                work(engine);
                return true;
            },
            [&isDone](bool) { isDone = true; });
        return QTest::qWaitFor([&isDone] { return isDone; }, 60000);
    }

    /// A simulated fleet in "prod" of `count` targets in groups of `perGroup`, all of which report
    /// v1 and have it as last known good; it becomes the focused entity.
    bool addFleet(std::string name, int count, int perGroup, RolloutOptions options,
                  double failProbability)
    {
        std::optional<EntityKey> key;
        const bool isDone = run([&, name](Orchestrator& engine) {
            std::vector<ClientState> report;
            for (int number = 0; number < count; ++number)
                report.push_back({nameOf(number),
                                  "zone-" + std::to_string(number / perGroup),
                                  "linux,x86",
                                  "v1",
                                  {},
                                  false});
            SimulationSettings simulation;
            simulation.versions = {{.version = "v2", .failProbability = failProbability}};
            (void)engine.createNamespace("prod");
            const auto created = engine.createEntity("prod", name);
            if (!created)
                return;
            key = *created;
            (void)engine.setSimulation(*key, simulation);
            (void)engine.setRolloutOptions(
                "prod", name,
                RolloutOptions{Percent(100), Percent(100), Seconds(60), Seconds(120)});
            (void)engine.record("prod", name, report);
            (void)engine.setTargetVersion("prod", name, "v1");
        });
        if (!isDone || !key)
            return false;
        focus.setEntity(key);
        return step(10) && run([&](Orchestrator& engine) {
                   (void)engine.setRolloutOptions("prod", name, options);
               });
    }

    bool ask(const std::string& name, const std::string& version)
    {
        return run(
            [&](Orchestrator& engine) { (void)engine.setTargetVersion("prod", name, version); });
    }

    /// Ticks of the simulation clock.
    bool step(int count)
    {
        for (int number = 0; number < count; ++number)
            session.step(focus.entity());
        return run([](Orchestrator&) {});
    }

    /// The newest snapshot of the focused entity, once the window has it.
    [[nodiscard]] SnapshotPtr snapshot()
    {
        SnapshotPtr newest;
        (void)run([&](Orchestrator& engine) { newest = engine.snapshot(*focus.entity()).value(); });
        (void)QTest::qWaitFor([&] {
            const SnapshotPtr known = session.snapshot(*focus.entity());
            return known && known->state.step >= newest->state.step;
        });
        return session.snapshot(*focus.entity());
    }

    [[nodiscard]] static std::string nameOf(int number)
    {
        const std::string digits = std::to_string(number);
        return "web-" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
    }

    QTemporaryDir folder;
    Session session;
    Focus focus;
    QUndoStack undo;
    ScriptedPrompts prompts;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    bool isOpen = false;
};

} // namespace rollout
