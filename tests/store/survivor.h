#pragma once

// A store that something happens to: what it acknowledged is there afterwards, what it refused is
// wholly absent and can be tried again.

#include <QProcess>
#include <random>

#include "store_fixture.h"

namespace rollout::test {

class Survivor
{
public:
    /// One commit is made and acknowledged.
    explicit Survivor(const std::string& url, const StoreOptions& options = {})
        : m_url(url)
        , m_store(sure(openStore(url, options)))
        , m_key(someEntity(*m_store))
    {
        sure(commit());
    }

    /// The next commit. So many kilobytes that no database can make smaller.
    Result<void> commit(int kilobytes = 1)
    {
        EntityState after = m_state;
        ++after.revision;
        ++after.step;
        std::vector<JournalEntry> journal;
        for (int i = 0; i < kilobytes; ++i)
            journal.push_back(entityEntry(JournalKind::StepVerdict, after, noise()));
        auto done = m_store->commit({m_key, m_state, after, journal});
        if (done) {
            m_state = after;
            m_rows += kilobytes;
        }
        return done;
    }
    /// What was refused without a word on what became of it: it was made after all.
    void takeAsMade(int kilobytes = 1)
    {
        ++m_state.revision;
        ++m_state.step;
        m_rows += kilobytes;
    }

    /// One sentence on what the store is not; empty: it is what was acknowledged.
    [[nodiscard]] std::string whatIsWrong() { return whatIsWrongIn(*m_store); }
    [[nodiscard]] std::string whatIsWrongOpenedAnew()
    {
        m_store.reset();
        m_store = sure(Store::open(m_url));
        return whatIsWrongIn(*m_store);
    }
    void close() { m_store.reset(); }

private:
    std::string noise()
    {
        std::string text(1000, ' ');
        for (char& letter : text)
            letter = static_cast<char>('!' + m_random() % 90);
        return text;
    }
    [[nodiscard]] std::string whatIsWrongIn(Store& store) const
    {
        const auto state = store.load(m_key);
        if (!state)
            return state.error().message;
        const auto rows =
            store.journalBefore({{}, {}, {}, {JournalKind::StepVerdict}}, INT64_MAX, 1'000'000);
        if (!rows)
            return rows.error().message;
        if (state->revision != m_state.revision || state->step != m_state.step)
            return "the step is " + std::to_string(state->step) + ", not "
                + std::to_string(m_state.step);
        if (std::ssize(*rows) != m_rows)
            return "there are " + std::to_string(rows->size()) + " rows, not "
                + std::to_string(m_rows);
        return {};
    }

    std::string m_url;
    std::unique_ptr<Store> m_store;
    EntityKey m_key;
    EntityState m_state;
    std::ptrdiff_t m_rows = 0;
    std::mt19937 m_random{7};
};

/// A file system of so many kilobytes, where this program may mount one.
class SmallDisk
{
public:
    SmallDisk(const QString& folder, int kilobytes)
        : m_folder(folder)
        , m_isThere(run({QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                         sizeOf(kilobytes), QStringLiteral("tmpfs"), folder}))
    {
    }
    ~SmallDisk()
    {
        if (m_isThere)
            QProcess::execute(QStringLiteral("umount"), {QStringLiteral("-l"), m_folder});
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool isThere() const { return m_isThere; }
    void grow(int kilobytes)
    {
        run({QStringLiteral("-o"), QStringLiteral("remount,") + sizeOf(kilobytes), m_folder});
    }

private:
    static QString sizeOf(int kilobytes) { return QStringLiteral("size=%1k").arg(kilobytes); }
    static bool run(const QStringList& arguments)
    {
        QProcess mount;
        mount.setStandardErrorFile(QProcess::nullDevice());
        mount.start(QStringLiteral("mount"), arguments);
        return mount.waitForFinished() && mount.exitStatus() == QProcess::NormalExit
            && mount.exitCode() == 0;
    }

    QString m_folder;
    bool m_isThere;
};

} // namespace rollout::test
