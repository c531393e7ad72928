#pragma once

// A running engine for tests: a store, two clocks, and short ways to say what is done to it.

#include <QtGlobal>

#include <memory>
#include <string>
#include <vector>

#include "service/orchestrator.h"

namespace rollout::test {

class EngineBed
{
public:
    explicit EngineBed(std::string storeUrl = "memory:");

    /// Closes the engine and opens it again on the same store, as a restart does.
    void restart();
    [[nodiscard]] Orchestrator& engine() { return *m_engine; }
    [[nodiscard]] VirtualClock& live() { return m_live; }
    [[nodiscard]] VirtualClock& simulation() { return m_simulation; }

    /// A simulated entity with `targets` targets on v1, v1 asked for.
    [[nodiscard]] EntityKey simulated(const std::string& ns, const std::string& entity, int targets,
                                      const SimulationSettings& settings);

private:
    std::string m_url;
    VirtualClock m_live;
    VirtualClock m_simulation;
    std::unique_ptr<Orchestrator> m_engine;
};

[[nodiscard]] std::vector<ClientState> targetsOn(const std::string& version, int count);
/// The value, or the end of the test with the error's sentence.
template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return std::move(*result);
}
inline void must(const Result<void>& result)
{
    if (!result)
        qFatal("%s", result.error().message.c_str());
}

} // namespace rollout::test
