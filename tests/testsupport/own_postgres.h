#pragma once

// A PostgreSQL of a test's own, which may be killed and started again. Made by
// packaging/with-postgres.sh.

#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>
#include <algorithm>
#include <csignal>
#include <libpq-fe.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace rollout::test {

class OwnPostgres
{
public:
    OwnPostgres()
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("ROLLOUT_TEST_POSTGRES"));
        m_maker.setProcessEnvironment(environment);
        m_maker.setStandardErrorFile(QProcess::nullDevice()); // "Killed", says the shell
        m_maker.start(
            QStringLiteral(TEST_DATA_DIR "/../../packaging/with-postgres.sh"),
            {QStringLiteral("sh"), QStringLiteral("-c"),
             QStringLiteral(
                 "echo $ROLLOUT_TEST_POSTGRES; echo $ROLLOUT_TEST_POSTGRES_SOCKET; exec cat")});
        m_url = line();
        m_folder = line();
    }
    ~OwnPostgres()
    {
        if (m_isOurs)
            kill();
        m_maker.closeWriteChannel();
        m_maker.waitForFinished();
    }
    OwnPostgres(const OwnPostgres&) = delete;
    OwnPostgres& operator=(const OwnPostgres&) = delete;

    [[nodiscard]] bool isThere() const { return !m_folder.isEmpty(); }
    [[nodiscard]] std::string url() const { return m_url.toStdString(); }

    /// As when the power goes: no process of it is left when this returns.
    void kill() const
    {
        const pid_t server = serverPid();
        auto processes = childrenOf(server);
        processes.insert(processes.begin(), server); // the first, so that it begins no other
        for (const pid_t process : processes)
            ::kill(process, SIGKILL);
        if (!QTest::qWaitFor(
                [&] { return std::none_of(processes.begin(), processes.end(), isRunning); }, 30000))
            qFatal("the server does not die");
    }
    /// On the same files and the same port, less what was set by ALTER SYSTEM; accepts connections
    /// when this returns. In any thread. It waits for no disk any more: what it wrote is lost only
    /// with the machine, and looking after every file first takes it seconds.
    void start()
    {
        m_isOurs = true;
        const auto options = contents(QStringLiteral("postmaster.opts"));
        QFile(m_folder + QStringLiteral("/data/postgresql.auto.conf")).resize(0);
        // What the killed one shared in memory may be let go of a moment later.
        for (int attempt = 0; attempt < 200; ++attempt) {
            const pid_t server = run(QString::fromUtf8(options).trimmed());
            const auto accepts = [&] { return PQping(url().c_str()) == PQPING_OK; };
            (void)QTest::qWaitFor([&] { return accepts() || !isRunning(server); }, 60000);
            if (isRunning(server))
                return;
        }
        qFatal("the server did not start again");
    }

private:
    /// Also not as one that is dead, but whom nobody asked for.
    static bool isRunning(pid_t process)
    {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
        if (!stat.open(QIODevice::ReadOnly))
            return false;
        const QByteArray words = stat.readAll();
        return words.mid(words.lastIndexOf(')') + 2, 1) != "Z";
    }
    static std::vector<pid_t> childrenOf(pid_t process)
    {
        QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(process));
        std::vector<pid_t> children;
        if (!file.open(QIODevice::ReadOnly))
            return children;
        const QList<QByteArray> words = file.readAll().simplified().split(' ');
        for (const QByteArray& word : words)
            if (!word.isEmpty())
                children.push_back(word.toInt());
        return children;
    }
    QString line()
    {
        while (!m_maker.canReadLine() && m_maker.waitForReadyRead(60000)) { }
        return QString::fromUtf8(m_maker.readLine()).trimmed();
    }
    [[nodiscard]] QByteArray contents(const QString& name) const
    {
        QFile file(m_folder + QStringLiteral("/data/") + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the server's file %s cannot be read", qPrintable(file.fileName()));
        return file.readAll();
    }
    [[nodiscard]] pid_t serverPid() const
    {
        return contents(QStringLiteral("postmaster.pid")).split('\n').constFirst().toInt();
    }
    [[nodiscard]] pid_t run(const QString& command) const
    {
        const QFileInfo data(m_folder + QStringLiteral("/data"));
        // A server refuses to run as root.
        const QString owner = geteuid() == 0
            ? QStringLiteral("setpriv --reuid=%1 --regid=%2 --clear-groups ")
                  .arg(data.ownerId())
                  .arg(data.groupId())
            : QString();
        qint64 process = 0;
        QProcess::startDetached(QStringLiteral("sh"),
                                {QStringLiteral("-c"),
                                 QStringLiteral("exec ") + owner + command
                                     + QStringLiteral(" -c fsync=off >/dev/null 2>&1 </dev/null")},
                                QStringLiteral("/"), &process);
        return static_cast<pid_t>(process);
    }

    QProcess m_maker; ///< holds the folder, and the first server
    QString m_url;
    QString m_folder;
    bool m_isOurs = false; ///< started again by this, not by the maker
};

} // namespace rollout::test
