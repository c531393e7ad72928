#include "controllers/program_start.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace rollout {

namespace {

constexpr int firstFreeNumber = 3; ///< after standard input, output and error

// An errno, thrown where something is refused; caught in startProgram().
struct Refused
{
    int error;
};

int taken(int result)
{
    if (result < 0)
        throw Refused{errno};
    return result;
}

void must(int error)
{
    if (error != 0)
        throw Refused{error};
}

// A file in memory in place of a pipe: nobody has to write while the program runs, and a program
// that does not read, or closes its input, disturbs nobody.
FileDescriptor fileOf(std::string_view text)
{
    FileDescriptor file(taken(::memfd_create("question", MFD_CLOEXEC)));
    while (!text.empty()) {
        const auto written = ::write(file.number(), text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throw Refused{errno};
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::lseek(file.number(), 0, SEEK_SET) != 0)
        throw Refused{errno};
    return file;
}

struct Pipe
{
    FileDescriptor ours;
    FileDescriptor theirs;
};

Pipe openPipe()
{
    std::array<int, 2> ends{};
    taken(::pipe2(ends.data(), O_CLOEXEC));
    Pipe pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
    taken(::fcntl(pipe.ours.number(), F_SETFL, O_NONBLOCK));
    return pipe;
}

/// Which of our files the program gets, under which numbers.
class FileActions
{
public:
    FileActions() { must(::posix_spawn_file_actions_init(&m_actions)); }
    ~FileActions() { ::posix_spawn_file_actions_destroy(&m_actions); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;

    void give(const FileDescriptor& file, int number)
    {
        must(::posix_spawn_file_actions_adddup2(&m_actions, file.number(), number));
    }
    // Ours are closed by themselves; libraries may have opened others that are not.
    void closeOthers()
    {
        must(::posix_spawn_file_actions_addclosefrom_np(&m_actions, firstFreeNumber));
    }
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions{};
};

/// A process group of its own, and signals as a program expects to find them.
class Attributes
{
public:
    Attributes()
    {
        must(::posix_spawnattr_init(&m_attributes));
        sigset_t none{};
        ::sigemptyset(&none);
        sigset_t usual{};
        ::sigemptyset(&usual);
        for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGCHLD})
            ::sigaddset(&usual, signal);
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        ::posix_spawnattr_setsigdefault(&m_attributes, &usual);
        ::posix_spawnattr_setpgroup(&m_attributes, 0);
        ::posix_spawnattr_setflags(
            &m_attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Attributes() { ::posix_spawnattr_destroy(&m_attributes); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;

    [[nodiscard]] const posix_spawnattr_t* get() const { return &m_attributes; }

private:
    posix_spawnattr_t m_attributes{};
};

/// The interface of C wants pointers to text that it promises not to write to.
std::vector<char*> argumentPointers(const std::string& program,
                                    const std::vector<std::string>& arguments)
{
    std::vector<char*> pointers{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

int startProgram(StartedProgram& started, const std::string& program,
                 const std::vector<std::string>& arguments, std::string_view input)
{
    try {
        const FileDescriptor question = fileOf(input);
        Pipe output = openPipe();
        Pipe errors = openPipe();
        // Also in a process that was started without standard files, where ours get their numbers:
        // opened in this order, none is overwritten before it is given.
        FileActions files;
        files.give(question, STDIN_FILENO);
        files.give(output.theirs, STDOUT_FILENO);
        files.give(errors.theirs, STDERR_FILENO);
        files.closeOthers();
        const Attributes attributes;
        const auto pointers = argumentPointers(program, arguments);
        must(::posix_spawnp(&started.process, program.c_str(), files.get(), attributes.get(),
                            pointers.data(), environ));
        started.output = std::move(output.ours);
        started.errors = std::move(errors.ours);
        return 0;
    } catch (const Refused& refused) {
        return refused.error;
    }
}

} // namespace rollout
