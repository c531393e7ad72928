#pragma once

// What hooks are asked and answer, as JSON. Everything here may be called in any thread; nothing is
// kept between calls.

#include <string>
#include <string_view>

#include "core/result.h"
#include "core/step.h"

namespace rollout {

/// "selection", "approval", "removal", "monitoring" or "externalmonitoring".
[[nodiscard]] std::string_view hookName(QuestionKind kind);

/// The question as one object:
/// {"hook", "direction": "forward" or "back", "version": what targets of the step are told to run,
/// "targets": [client state, …], "count": selection and removal only}. Client states say what the
/// targets are expected to run, and the expected side's message and isError. Each stands on a line
/// of its own, with a space after every colon and a comma at the end of all but the last, so that
/// programs which know lines only can pick them.
[[nodiscard]] std::string writeHookQuestion(const Question& question, const Step& step);

/// What a hook is to answer, for example {"targets": [{"name": "web1", "group": "east"}]}.
[[nodiscard]] std::string_view hookAnswerExample(QuestionKind kind);

/// The answer in `text`: one object with all of its targets, or of one status, as in the example.
/// Members that nobody asked for are left alone, null is as good as absent. "ok" in any case is
/// well. Of the targets asked about, those that are not named are well too. InvalidArgument: one
/// sentence on what of the text is wrong and what would be right.
[[nodiscard]] Result<Answer> readHookAnswer(std::string text, const Question& question,
                                            const Step& step);

} // namespace rollout
