#include "controllers/program_run.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "controllers/program_start.h"

namespace rollout {

namespace {

using End = ProgramOutcome::End;

constexpr std::size_t readBytes = 65536;
/// Between asking a program to end and killing it.
constexpr Seconds grace{1};
/// How often to look for the end of a process on a system that does not tell.
constexpr Milliseconds lookInterval{10};

/// Readable when the process has ended; none where the system has no such thing. The C library's
/// own function came later than the system's, and its header is not for C++ at first.
FileDescriptor endOf(pid_t process)
{
    return FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
}

/// A timer that poll() can wait for: nothing here reads a clock.
class Alarm
{
public:
    Alarm()
        : m_file(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK))
    {
    }
    [[nodiscard]] const FileDescriptor& file() const { return m_file; }
    /// Once, after `wait`; what was set before is forgotten. 0: never.
    void set(Seconds wait)
    {
        itimerspec spec{};
        spec.it_value.tv_sec = wait.count();
        ::timerfd_settime(m_file.number(), 0, &spec, nullptr);
    }

private:
    FileDescriptor m_file;
};

/// A program that runs; ends and reaps it at the latest when this goes.
class Run
{
public:
    explicit Run(const ProgramCall& call)
        : m_limit(call.outputLimit)
    {
        if (!m_alarm.file().isOpen()) {
            m_outcome.code = errno;
            return;
        }
        m_outcome.code = startProgram(m_program, call.program, call.arguments, call.input);
        m_isRunning = m_outcome.code == 0;
        if (!m_isRunning)
            return;
        m_endFile = endOf(m_program.process);
        m_alarm.set(call.timeout);
    }
    ~Run()
    {
        if (!m_isRunning)
            return;
        kill();
        reap();
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    ProgramOutcome finish()
    {
        if (!m_isRunning)
            return std::move(m_outcome);
        while (!hasEnded())
            wait();
        // What it wrote last may still be in the pipes.
        readOutput();
        readErrors();
        if (m_isStopped)
            kill(); // those of its group that did not end with it
        reap();
        return std::move(m_outcome);
    }

private:
    /// Its number stays taken until it is reaped, so that a signal reaches nobody else.
    [[nodiscard]] bool hasEnded() const
    {
        siginfo_t info{};
        const int waited = ::waitid(P_PID, static_cast<id_t>(m_program.process), &info,
                                    WEXITED | WNOHANG | WNOWAIT);
        return (waited < 0 && errno != EINTR) || info.si_pid == m_program.process;
    }

    /// Until something happens.
    void wait()
    {
        std::array<pollfd, 4> files{{
            {m_program.output.number(), POLLIN, 0},
            {m_program.errors.number(), POLLIN, 0},
            {m_alarm.file().number(), POLLIN, 0},
            {m_endFile.number(), POLLIN, 0},
        }};
        const int patience = m_endFile.isOpen() ? -1 : static_cast<int>(lookInterval.count());
        if (::poll(files.data(), files.size(), patience) <= 0)
            return;
        if (files[0].revents != 0)
            readOutput();
        if (files[1].revents != 0)
            readErrors();
        if (files[2].revents != 0)
            takeAlarm();
    }

    void takeAlarm()
    {
        m_alarm.set(Seconds(0));
        if (m_isStopped)
            kill();
        else
            stop(End::TimedOut);
    }

    void stop(End reason)
    {
        m_isStopped = true;
        m_outcome.end = reason;
        signalGroup(SIGTERM);
        m_alarm.set(grace);
    }

    void signalGroup(int signal) const { ::kill(-m_program.process, signal); }

    void kill() const
    {
        signalGroup(SIGKILL);
        ::kill(m_program.process, SIGKILL); // it may have changed to another group
    }

    void readOutput()
    {
        readAll(m_program.output, m_outcome.output, m_limit + 1);
        if (m_outcome.output.size() <= m_limit)
            return;
        m_program.output.close();
        if (!m_isStopped)
            stop(End::TooMuchOutput);
    }

    void readErrors()
    {
        // What it says of being ended is no news.
        std::string unheard;
        std::string& errors = m_isStopped ? unheard : m_outcome.errors;
        readAll(m_program.errors, errors, errors.size() + 2 * keptErrorBytes);
        if (errors.size() > keptErrorBytes)
            errors.erase(0, errors.size() - keptErrorBytes);
    }

    /// All that is there, but no more than makes `text` so long. Closes a file that has ended.
    static void readAll(FileDescriptor& file, std::string& text, std::size_t most)
    {
        while (file.isOpen() && text.size() < most) {
            const std::size_t before = text.size();
            text.resize(std::min(before + readBytes, most));
            const auto count = ::read(file.number(), text.data() + before, text.size() - before);
            text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
            if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
                file.close();
            if (count < 0 && errno == EAGAIN)
                return;
        }
    }

    void reap()
    {
        m_isRunning = false;
        int status = 0;
        pid_t reaped = -1;
        do
            reaped = ::waitpid(m_program.process, &status, 0);
        while (reaped < 0 && errno == EINTR);
        if (m_isStopped)
            return;
        // Somebody who has all children of this process reaped by the system hides what became of
        // it.
        m_outcome.end = reaped < 0 ? End::NotRun : WIFEXITED(status) ? End::Exited : End::Killed;
        m_outcome.code = reaped < 0 ? errno
            : WIFEXITED(status)     ? WEXITSTATUS(status)
                                    : WTERMSIG(status);
    }

    const std::size_t m_limit;
    Alarm m_alarm;
    StartedProgram m_program;
    FileDescriptor m_endFile; ///< readable when the program has ended; none on old systems
    bool m_isRunning = false;
    bool m_isStopped = false; ///< by us
    ProgramOutcome m_outcome;
};

} // namespace

ProgramOutcome runProgram(const ProgramCall& call)
{
    return Run(call).finish();
}

} // namespace rollout
