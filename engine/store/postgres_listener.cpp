#include "store/postgres_listener.h"

#include <algorithm>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace rollout {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds shortestPause{1000};
constexpr std::chrono::milliseconds longestPause{30000};

struct FreeNotify
{
    void operator()(PGnotify* notify) const { PQfreemem(notify); }
};

} // namespace

PostgresListener::PostgresListener(PostgresPlace place, std::int64_t ownSession)
    : m_place(std::move(place))
    , m_ownSession(std::to_string(ownSession))
{
    if (pipe2(m_wakes, O_CLOEXEC | O_NONBLOCK) != 0)
        m_wakes[0] = m_wakes[1] = -1; // then a wake is noticed when the wait ends
}

PostgresListener::~PostgresListener()
{
    for (const int end : m_wakes)
        if (end >= 0)
            close(end);
}

void PostgresListener::wake()
{
    const char any = 0;
    [[maybe_unused]] const auto written = write(m_wakes[1], &any, 1); // a full pipe wakes as well
}

void PostgresListener::connect()
{
    if (Clock::now() < m_nextTry)
        return;
    auto connection = connectTo(m_place, m_wakes[0]);
    const std::string listen = std::string("LISTEN ") + changeChannel;
    if (connection
        && PQresultStatus(PgResult(PQexec(connection->get(), listen.c_str())).get())
            == PGRES_COMMAND_OK) {
        m_connection = std::move(*connection);
        m_pause = {};
        return;
    }
    m_pause = std::clamp(m_pause * 2, shortestPause, longestPause);
    m_nextTry = Clock::now() + m_pause;
}

void PostgresListener::wait(Milliseconds most)
{
    const auto until = Clock::now() + most;
    if (m_connection == nullptr)
        connect();
    m_isWoken = false;
    while (!m_isWoken && !takeHints()) {
        const auto left = std::chrono::ceil<Milliseconds>(until - Clock::now());
        if (left <= Milliseconds(0))
            return;
        waitOnce(left);
    }
}

void PostgresListener::waitOnce(Milliseconds most)
{
    pollfd ends[2] = {{m_wakes[0], POLLIN, 0},
                      {m_connection ? PQsocket(m_connection.get()) : -1, POLLIN, 0}};
    poll(ends, 2, static_cast<int>(most.count()));
    if (ends[0].revents != 0)
        takeWakes();
    if (ends[1].revents != 0 && PQconsumeInput(m_connection.get()) == 0)
        m_connection.reset(); // made anew by the next wait
}

bool PostgresListener::takeHints()
{
    bool isHinted = false;
    while (m_connection != nullptr) {
        const std::unique_ptr<PGnotify, FreeNotify> hint(PQnotifies(m_connection.get()));
        if (hint == nullptr)
            break;
        isHinted = isHinted || hint->extra != m_ownSession;
    }
    return isHinted;
}

void PostgresListener::takeWakes()
{
    char any[16];
    while (read(m_wakes[0], any, sizeof any) > 0) { }
    m_isWoken = true;
}

} // namespace rollout
