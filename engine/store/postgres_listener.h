#pragma once

// Hears what NOTIFY says, on a connection of its own. While there is none, it is a clock: nothing
// depends on a hint.

#include <chrono>
#include <cstdint>
#include <string>

#include "store/change_listener.h"
#include "store/postgres_link.h"

namespace rollout {

/// The channel on which programs that share a store hear of each other; what is said is the number
/// of the session that changed something.
inline constexpr auto changeChannel = "rollout_store";

class PostgresListener final : public ChangeListener
{
public:
    /// Hints of `ownSession` are not heard. Connects in wait().
    PostgresListener(PostgresPlace place, std::int64_t ownSession);
    ~PostgresListener() override;
    PostgresListener(const PostgresListener&) = delete;
    PostgresListener& operator=(const PostgresListener&) = delete;

    void wait(Milliseconds most) override;
    void wake() override;

private:
    void connect();
    void waitOnce(Milliseconds most);
    [[nodiscard]] bool takeHints();
    void takeWakes();

    const PostgresPlace m_place;
    const std::string m_ownSession;
    PgConnection m_connection;
    std::chrono::milliseconds m_pause{0};
    std::chrono::steady_clock::time_point m_nextTry;
    int m_wakes[2] = {-1, -1}; ///< a pipe: wake() writes, wait() reads
    bool m_isWoken = false;
};

} // namespace rollout
