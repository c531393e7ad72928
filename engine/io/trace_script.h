#pragma once

// The scripted controllers of conformance traces: answers a step's questions as a trace's last
// setTargetController and setMonitoringController say.

#include "core/step.h"
#include "io/trace.h"

namespace rollout {

[[nodiscard]] Answer answerAsScripted(const Question& question, const Step& step,
                                      const trace::SetTargetController& targets,
                                      const trace::SetMonitoringController& monitoring);

/// Every hook is asked: traces reach the questions.
inline constexpr Hooks scriptedHooks{true, true, true, true, true};

} // namespace rollout
