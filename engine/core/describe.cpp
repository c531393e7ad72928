#include "core/describe.h"

namespace rollout {

namespace {

std::string seconds(std::int64_t count)
{
    return std::to_string(count) + " s";
}

std::string failedHook(std::string_view text)
{
    return "failed: monitoring says " + (text.empty() ? std::string("nothing") : std::string(text));
}

} // namespace

std::string describe(const Note& note, std::string_view version, std::string_view text)
{
    const std::string name(version);
    switch (note.kind) {
    case NoteKind::NewTarget:
        return "new target";
    case NoteKind::RollingOut:
        return "Rollout new version " + name;
    case NoteKind::ConfirmingGood:
        return "Setting last known good to " + name;
    case NoteKind::RollingBack:
        return "Rolling back to last known good " + name;
    case NoteKind::Succeeded:
        return "succeeded: healthy for " + seconds(note.seconds) + ", success time-out "
            + seconds(note.limit);
    case NoteKind::TimedOut:
        return "failed: expected since " + seconds(note.seconds) + ", deadline "
            + seconds(note.limit);
    case NoteKind::Unhealthy:
        return failedHook(text);
    case NoteKind::FellSilent:
        return "failed: silent for " + seconds(note.seconds) + ", at most " + seconds(note.limit);
    case NoteKind::TriedAgain:
        return "trying " + name + " again";
    }
    return {};
}

std::string describeError(const Plan& plan)
{
    switch (plan.verdict) {
    case Verdict::NoTargetVersion:
        return "no target version set";
    case Verdict::Held:
        return "external monitoring failed: " + plan.hookError;
    case Verdict::RemovalFailed:
        return "removal failed: " + plan.hookError;
    case Verdict::Decided:
    case Verdict::ThresholdCrossed:
    case Verdict::Stopped:
        break;
    }
    return {};
}

} // namespace rollout
