#pragma once

// How a program finds out whether a commit was made whose answer was lost with the connection: each
// commit leaves a mark in the same transaction. A mark belongs to a session, which makes one commit
// at a time, so that nobody else ever overwrites it.

#include <cstdint>

#include "core/result.h"

namespace rollout {

class Connection;

class CommitMarks
{
public:
    explicit CommitMarks(Connection& connection)
        : m_connection(connection)
    {
    }
    /// Takes this session's mark away.
    ~CommitMarks();
    CommitMarks(const CommitMarks&) = delete;
    CommitMarks& operator=(const CommitMarks&) = delete;

    /// This session's number, which no other session of the store has.
    [[nodiscard]] Result<std::int64_t> session();
    /// The next commit gets another mark than the last.
    [[nodiscard]] Result<void> begin();
    /// In the transaction of the commit.
    [[nodiscard]] Result<void> write();
    /// Whether the commit begun last was made. When it is still under way on a lost connection,
    /// whoever has met one of its rows since has waited for its end.
    [[nodiscard]] Result<bool> isWritten();

private:
    Connection& m_connection;
    std::int64_t m_session = 0; ///< 0: not taken yet
    std::int64_t m_number = 0;
    bool m_hasMark = false;
};

} // namespace rollout
