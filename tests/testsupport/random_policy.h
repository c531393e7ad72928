#pragma once

// Policies with guards and waves, by the whim of RapidCheck.

#include <rapidcheck.h>

#include "core/policy.h"

namespace rollout::test {

/// Waves are of the whole fleet: no groups, no tags.
[[nodiscard]] inline rc::Gen<Wave> anyWave()
{
    return rc::gen::exec([] {
        Wave wave;
        wave.size = *rc::gen::inRange(0, 2) == 0 ? Portion{true, *rc::gen::inRange(1, 60)}
                                                 : Portion{false, *rc::gen::inRange(1, 12)};
        if (*rc::gen::inRange(0, 2) == 0)
            wave.batch = Portion{true, *rc::gen::inRange(1, 101)};
        wave.success = Percent(*rc::gen::element(100, 100, 90, 50));
        if (*rc::gen::inRange(0, 2) == 0)
            wave.error = Percent(*rc::gen::element(0, 10, 50));
        wave.bake = Seconds(*rc::gen::element(0, 0, 7, 100, 605));
        wave.isManual = *rc::gen::arbitrary<bool>();
        return wave;
    });
}

[[nodiscard]] inline rc::Gen<RolloutOptions> anyOptions()
{
    return rc::gen::exec([] {
        return RolloutOptions{Percent(*rc::gen::inRange(1, 101)),
                              Percent(*rc::gen::element(100, 100, 95, 80, 50, 10)),
                              Seconds(*rc::gen::inRange(0, 120)),
                              Seconds(*rc::gen::inRange(60, 400))};
    });
}

[[nodiscard]] inline rc::Gen<Guards> anyGuards()
{
    return rc::gen::exec([] {
        Guards guards;
        guards.forgetAfter = Seconds(*rc::gen::element(900, 900, 300, 61));
        guards.silentCountsAsFailed = *rc::gen::arbitrary<bool>();
        guards.stopWhileUnhealthy = *rc::gen::inRange(0, 3) == 0;
        if (*rc::gen::arbitrary<bool>())
            guards.rollbackBatch = Percent(*rc::gen::inRange(1, 101));
        guards.watchAfterGood = Seconds(*rc::gen::element(0, 0, 100, 303));
        guards.minimumTime = Seconds(*rc::gen::element(0, 0, 55, 1000));
        guards.minimumTargets = *rc::gen::element(0, 0, 3, 500);
        return guards;
    });
}

[[nodiscard]] inline rc::Gen<Policy> anyPolicy()
{
    return rc::gen::exec([] {
        Policy policy;
        policy.options = *anyOptions();
        policy.guards = *anyGuards();
        policy.waves = *rc::gen::resize(4, rc::gen::container<std::vector<Wave>>(anyWave()));
        return policy;
    });
}

} // namespace rollout::test
