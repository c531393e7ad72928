#pragma once

// One step of an entity's rollout, as a value that does no I/O: it asks.
//
//     Step step(fleet, state, options, now, hooks);
//     while (const auto question = step.next())
//         step.answer(…);
//     Plan plan = step.takePlan();
//
// Hooks that are not set cost no question: selection and approval then return what they are given,
// removal returns nothing, and both monitorings succeed.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/client_state.h"
#include "core/fleet.h"
#include "core/hooks.h"
#include "core/plan.h"
#include "core/rollout.h"
#include "core/step_rules.h"
#include "core/waves.h"

namespace rollout {

enum class QuestionKind : std::uint8_t {
    ExternalHealth, ///< are these, which are in rollout, well as a whole? -> HealthAnswer of one
                    ///< entry
    TargetHealth, ///< is each of these well? -> HealthAnswer, an entry a target
    Removal, ///< which of these, at most `count`, are to be removed? -> TargetsAnswer
    Selection, ///< which of these come next? The first `count` are taken -> TargetsAnswer
    Approval, ///< which of these may be told? -> TargetsAnswer
};

/// Targets by (group, name), except Approval: in the order of selection. The ids of targets that
/// the selection hook made known to this step are beyond the fleet's slots; Step::describe knows
/// them too.
struct Question
{
    QuestionKind kind;
    std::span<const TargetId> targets; ///< valid until the answer
    std::int64_t count = 0; ///< Removal, Selection
    bool isRollingBack = false; ///< the direction of the step
    std::string_view version; ///< what targets of the step are told to run; valid until the answer
};

/// An entry an asked target (TargetHealth), or one (ExternalHealth): nullopt is well, else what is
/// wrong.
using HealthAnswer = std::vector<std::optional<std::string>>;
/// Targets by id, or unknown ones (Selection only) as the hook described them.
using TargetsAnswer = std::vector<std::variant<TargetId, ClientState>>;
/// The hook failed; its own words.
struct HookFailure
{
    std::string message;
};
using Answer = std::variant<HealthAnswer, TargetsAnswer, HookFailure>;

class Step
{
public:
    /// `fleet` must outlive the step and not change. It has `now`'s report recorded already.
    Step(const Fleet& fleet, const StepRules& rules, Time now, Hooks hooks);
    /// With nothing beyond the rollout options.
    Step(const Fleet& fleet, const RolloutState& state, const RolloutOptions& options, Time now,
         Hooks hooks);

    /// The next question, or nothing: the plan is there. Every question must be answered before the
    /// next call.
    [[nodiscard]] std::optional<Question> next();
    void answer(Answer answer);
    /// Once, after next() returned nothing.
    [[nodiscard]] Plan takePlan();

    /// What hooks are told of a target: its expected side; knows targets created in this step.
    [[nodiscard]] ClientState describe(TargetId id) const;

private:
    /// Where the step stands; each stage either asks and waits, or goes on.
    enum class Stage : std::uint8_t {
        Begin,
        Monitor,
        Judge,
        Wave,
        Remove,
        Select,
        Approve,
        Finish,
        Done
    };

    std::optional<Question> runStage();
    std::optional<Question> ask(QuestionKind kind, std::vector<TargetId> targets,
                                std::int64_t count);
    std::optional<Question> begin();
    std::optional<Question> monitor();
    void judge();
    void wave();
    std::optional<Question> remove();
    std::optional<Question> select();
    std::optional<Question> approve();
    void finish();
    void endWith(Verdict verdict, std::string message);
    void complete();

    void takeFailure(QuestionKind asked, std::string message);
    void takeHealth(QuestionKind asked, const HealthAnswer& answer);
    void takeTargets(QuestionKind asked, const TargetsAnswer& answer);
    void takeRemovals(const TargetsAnswer& answer);
    void takeSelection(const TargetsAnswer& answer);
    void takeApproval(const TargetsAnswer& answer);

    void judgeBlock(std::size_t index);
    void judgeTarget(const Block& block, std::size_t i, TargetId id);
    [[nodiscard]] bool isSuccess(const Block& block, std::size_t i, TargetId id) const;
    [[nodiscard]] Judgement judgementOf(const Block& block, std::size_t i, TargetId id,
                                        NoteKind kind, std::uint32_t hookText) const;
    void noteWindow(const Block& block, std::size_t i);
    [[nodiscard]] Time windowEnd(const Block& block, std::size_t i, Time toldAt) const;
    void noteDecision(Time at);
    bool updateKnownVersions();
    bool becomeBad(std::int64_t count, std::int64_t threshold);
    void becomeGood();
    [[nodiscard]] bool isSilentFailure(TargetId id) const;
    [[nodiscard]] bool isGoodEnough() const;
    void heedMonitoring(std::string message, bool isVerdict);
    [[nodiscard]] Limits limits() const;
    [[nodiscard]] std::int64_t slots();
    [[nodiscard]] Waiting whyNobody();
    [[nodiscard]] bool mayTake(const Block& block, std::size_t i, TargetId id) const;
    [[nodiscard]] bool isInWaves() const;
    [[nodiscard]] bool isWaveOver();
    [[nodiscard]] bool isOpen(TargetId id) const;
    [[nodiscard]] bool isRejected(TargetId id) const;
    [[nodiscard]] ApprovalStanding approvalOf(TargetId id) const;
    void leavePending();
    void startRolling();
    void leaveLists(TargetId id);
    void assign(TargetId id);
    [[nodiscard]] std::vector<TargetId> expectingInOrder(bool reportsItOnly) const;
    [[nodiscard]] std::vector<TargetId> availableInOrder(std::int64_t count) const;
    [[nodiscard]] std::optional<TargetId>
    knownTarget(const std::variant<TargetId, ClientState>& entry) const;
    [[nodiscard]] std::optional<TargetId> create(const std::variant<TargetId, ClientState>& entry);
    [[nodiscard]] Waiting whatItWaitsFor();

    const Fleet& m_fleet;
    const StepRules m_rules;
    const RolloutOptions& m_options; ///< of m_rules
    const Hooks m_hooks;
    const Time m_now;
    Plan m_plan;
    Progress m_progress;
    RolloutState m_state;
    Stage m_stage = Stage::Begin;
    bool m_isRollingBack = false;
    std::optional<QuestionKind> m_asked;
    std::vector<TargetId> m_askedTargets;
    std::vector<TargetId> m_selected;
    std::vector<std::pair<TargetId, std::uint32_t>>
        m_unhealthy; ///< by target; number in m_plan.hookTexts, plus one
    HashIndex m_creationIndex; ///< numbers in m_plan.creations
    TargetSet m_removed;
    bool m_asksPeople = false; ///< manual approval is on, in this direction
    bool m_keepsSilent = false; ///< silent targets are failures, not forgotten
    std::int64_t m_failedNewcomers = 0; ///< of the failed, those that were never told anything
    std::int64_t m_failingYet = 0; ///< neither judged yet, but reporting an error
    Waiting m_holdsBack = Waiting::ForNothing; ///< why nothing may be assigned though there is room
    struct WaveFigures
    {
        std::int64_t succeeded = 0;
        std::int64_t failed = 0;
    };
    WaveOf m_waveOf; ///< empty when there are no waves to heed
    std::vector<std::int64_t> m_waveSizes;
    std::vector<WaveFigures> m_waveFigures;
    std::int64_t m_removable = 0;
    std::int64_t m_total; ///< live targets, less those removed
    const Time m_healthyLimit; ///< healthy since this moment or earlier is a success
    const Time
        m_expectedLimit; ///< expected since this moment or earlier, and no success, is a failure
};

} // namespace rollout
