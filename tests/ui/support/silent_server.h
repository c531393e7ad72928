#pragma once

// A server that takes connections and never says a word, until it is gone.

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QString>

#include <cstdint>

namespace rollout {

class SilentServer
{
public:
    SilentServer()
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        m_isThere = ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) == 0
            && ::listen(m_socket, 8) == 0
            && ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
        m_port = ntohs(address.sin_port);
    }
    /// Who waits for an answer is cut off.
    ~SilentServer() { ::close(m_socket); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;

    [[nodiscard]] bool isThere() const { return m_isThere; }
    /// Which is found to be away after a minute.
    [[nodiscard]] QString url() const
    {
        return QStringLiteral("postgresql://ann@127.0.0.1:%1/fleet?connect_timeout=60").arg(m_port);
    }

private:
    int m_socket;
    bool m_isThere = false;
    std::uint16_t m_port = 0;
};

} // namespace rollout
