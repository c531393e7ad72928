#include "controllers/command_controller.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "controllers/program_run.h"
#include "core/names.h"
#include "io/hook_json.h"

namespace rollout {

namespace {

/// What a program may write in any case, and how often the length of its question beyond that: an
/// answer may name every target asked about, with more said of each.
constexpr std::size_t leastOutputLimit = std::size_t(16) << 20U;
constexpr std::size_t questionsToOutput = 2;
/// How much of a program's own words goes into our sentence, in bytes.
constexpr std::size_t quotedBytes = 500;

std::size_t outputLimitFor(std::string_view question)
{
    return leastOutputLimit + questionsToOutput * question.size();
}

/// The last line that says something, shortened to its end if need be.
std::string_view lastLine(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto end = text.find_last_not_of(blanks);
    if (end == std::string_view::npos)
        return {};
    text = text.substr(0, end + 1);
    if (const auto newline = text.find_last_of("\r\n"); newline != std::string_view::npos)
        text.remove_prefix(newline + 1);
    if (text.size() > quotedBytes)
        text.remove_prefix(text.size() - quotedBytes);
    text.remove_prefix(text.find_first_not_of(blanks));
    return text;
}

/// In brackets, or nothing when the program said nothing.
std::string ownWords(std::string_view errors)
{
    const std::string_view line = lastLine(errors);
    return line.empty() ? std::string() : " (it said: " + cleanMessage(std::string(line)) + ")";
}

std::string wordsOfErrno(int code)
{
    return std::generic_category().message(code);
}

std::string_view hintFor(int code)
{
    switch (code) {
    case ENOEXEC:
        return "a script begins with a line like #!/bin/sh";
    case ENOENT:
    case EACCES:
    case ENOTDIR:
    case EISDIR:
        return "name a program that is there and may be run";
    default:
        return "it may work when the system has room for it";
    }
}

std::string signalName(int signal)
{
    const char* name = ::sigabbrev_np(signal);
    return name ? std::string("SIG") + name : "signal " + std::to_string(signal);
}

class CommandController final : public Controller
{
public:
    explicit CommandController(CommandSettings settings)
        : m_settings(std::move(settings))
    {
    }
    [[nodiscard]] Hooks hooks() const override { return m_settings.hooks; }
    [[nodiscard]] Answer ask(const Question& question, const Step& step) override
    {
        const std::string text = writeHookQuestion(question, step);
        const std::size_t limit = outputLimitFor(text);
        auto outcome =
            runProgram({m_settings.program, m_settings.arguments, text, m_settings.timeout, limit});
        if (const auto reason = failureOf(outcome, limit); !reason.empty())
            return failed(question, reason);
        auto answer = readHookAnswer(std::move(outcome.output), question, step);
        if (!answer)
            return failed(question, "gave a wrong answer: " + answer.error().message);
        return std::move(*answer);
    }

private:
    [[nodiscard]] HookFailure failed(const Question& question, const std::string& reason) const
    {
        return {"the " + std::string(hookName(question.kind)) + " hook of \"" + m_settings.program
                + "\" " + reason};
    }

    /// Empty: it ended well.
    [[nodiscard]] std::string failureOf(const ProgramOutcome& outcome, std::size_t limit) const
    {
        switch (outcome.end) {
        case ProgramOutcome::End::Exited:
            if (outcome.code == 0)
                return {};
            return "ended with exit code " + std::to_string(outcome.code) + ownWords(outcome.errors)
                + "; 0 is right";
        case ProgramOutcome::End::Killed:
            return "was ended by " + signalName(outcome.code) + ownWords(outcome.errors)
                + "; it has to end by itself, with exit code 0";
        case ProgramOutcome::End::TimedOut:
            return "took longer than " + std::to_string(m_settings.timeout.count())
                + " s and was ended" + ownWords(outcome.errors)
                + "; make it quicker, or its time-out longer";
        case ProgramOutcome::End::TooMuchOutput:
            return "wrote more than " + std::to_string(limit >> 20U)
                + " MiB to its standard output and was ended" + ownWords(outcome.errors)
                + "; only the answer belongs there";
        case ProgramOutcome::End::NotRun:
            break;
        }
        return "cannot be run (" + wordsOfErrno(outcome.code) + "); "
            + std::string(hintFor(outcome.code));
    }

    const CommandSettings m_settings;
};

} // namespace

std::shared_ptr<Controller> makeController(const CommandSettings& settings)
{
    return std::make_shared<CommandController>(settings);
}

} // namespace rollout
