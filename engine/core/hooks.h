#pragma once

namespace rollout {

/// Which hooks a step has to ask.
struct Hooks
{
    bool externalMonitoring = false;
    bool monitoring = false;
    bool removal = false;
    bool selection = false;
    bool approval = false;

    bool operator==(const Hooks&) const = default;
};

} // namespace rollout
