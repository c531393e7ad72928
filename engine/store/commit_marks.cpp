#include "store/commit_marks.h"

#include "store/connection.h"

using namespace Qt::StringLiterals;

namespace rollout {

CommitMarks::~CommitMarks()
{
    if (m_hasMark) // one that stays, since nobody answers, is in nobody's way
        (void)m_connection.run(u"DELETE FROM store_commit WHERE session = ?"_s,
                               {qlonglong(m_session)});
}

Result<std::int64_t> CommitMarks::session()
{
    if (m_session != 0)
        return m_session;
    auto taken = m_connection.integer(
        u"UPDATE store_meta SET value = value + 1 WHERE name = 'session' RETURNING value"_s);
    if (taken)
        m_session = *taken;
    return taken;
}

Result<void> CommitMarks::begin()
{
    return session().map([this](std::int64_t) { ++m_number; });
}

Result<void> CommitMarks::write()
{
    m_hasMark = true;
    return m_connection
        .run(u"INSERT INTO store_commit (session, number) VALUES (?, ?)"
             " ON CONFLICT (session) DO UPDATE SET number = excluded.number"_s,
             {qlonglong(m_session), qlonglong(m_number)})
        .map([](std::int64_t) {});
}

Result<bool> CommitMarks::isWritten()
{
    return m_connection
        .integer(u"SELECT number FROM store_commit WHERE session = ?"_s, {qlonglong(m_session)})
        .map([this](std::int64_t number) { return number == m_number; });
}

} // namespace rollout
