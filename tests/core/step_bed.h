#pragma once

// A small fleet with everything around it that a step needs, for tests of single rules.

#include <QTest>

#include <functional>
#include <string>
#include <vector>

#include "core/describe.h"
#include "core/plan.h"
#include "core/record.h"
#include "core/step.h"

namespace rollout::test {

inline Time at(std::int64_t milliseconds)
{
    return Time(Milliseconds(milliseconds));
}

inline ClientState state(std::string name, std::string version, bool isError = false,
                         std::string group = {})
{
    ClientState s;
    s.name = std::move(name);
    s.group = std::move(group);
    s.version = std::move(version);
    s.isError = isError;
    return s;
}

using Answers = std::function<Answer(const Question&, const Step&)>;

/// A fleet with everything around it that a step needs.
struct Bed
{
    Fleet fleet;
    RolloutState rollout;
    RolloutOptions options{Percent(50), Percent(100), Seconds(60), Seconds(120)};

    void report(Time now, const std::vector<ClientState>& states)
    {
        const auto ok =
            recordReport(fleet, states, {now, options.successTimeout, rollout.lastKnownGood});
        QVERIFY2(ok, ok ? "" : ok.error().message.c_str());
    }
    void ask(const char* version)
    {
        rollout = withTargetVersion(rollout, fleet.versions().intern(version));
    }
    Plan decide(Time now, Hooks hooks = {}, const Answers& answers = {}) const
    {
        Step step(fleet, rollout, options, now, hooks);
        while (const auto question = step.next())
            step.answer(answers(*question, step));
        return step.takePlan();
    }
    Plan step(Time now, Hooks hooks = {}, const Answers& answers = {})
    {
        Plan plan = decide(now, hooks, answers);
        applyPlan(fleet, plan, options.successTimeout);
        rollout = plan.after;
        return plan;
    }
    /// Four targets a to d on v1, v1 last known good and every target a success on it.
    void establish()
    {
        ask("v1");
        options.successTimeout = Seconds(0);
        options.batch = Percent(100);
        report(at(0), {state("a", "v1"), state("b", "v1"), state("c", "v1"), state("d", "v1")});
        step(at(0));
        report(at(2000), {});
        step(at(2000));
        QCOMPARE(lastKnownGood(), std::string("v1"));
        options = {Percent(50), Percent(100), Seconds(60), Seconds(120)};
        report(at(3000), {state("a", "v1"), state("b", "v1"), state("c", "v1"), state("d", "v1")});
    }
    std::string text(VersionId id) const { return std::string(fleet.versions().at(id)); }
    std::string rolling() const { return text(rollout.rolling); }
    std::string lastKnownGood() const { return text(rollout.lastKnownGood); }
    std::string lastKnownBad() const { return text(rollout.lastKnownBad); }
    std::vector<std::string> expecting(const char* version) const
    {
        std::vector<std::string> names;
        for (const TargetId id : fleet.order())
            if (text(fleet.target(id).expectedVersion) == version)
                names.emplace_back(fleet.name(id));
        return names;
    }
};

using Names = std::vector<std::string>;

} // namespace rollout::test
