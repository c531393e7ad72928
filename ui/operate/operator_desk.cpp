#include "ui/operate/operator_desk.h"

#include <QUndoStack>
#include <QWidget>

#include <algorithm>
#include <memory>

#include "ui/common/format.h"
#include "ui/common/session.h"
#include "ui/common/settings.h"
#include "ui/common/store_command.h"
#include "ui/common/words.h"
#include "ui/operate/freeze_dialog.h"
#include "ui/operate/operate_questions.h"

namespace rollout {

namespace {

/// In order of the fleet's ids.
std::vector<TargetId> allPending(const EntitySnapshot& snapshot)
{
    std::vector<TargetId> targets;
    for (const ApprovalRequest& request : snapshot.state.approvals.requests)
        if (isPending(snapshot, request.target))
            targets.push_back(request.target);
    return targets;
}

/// What is done is done to what was seen: all that waited when it was asked.
std::vector<TargetId> targetsOf(Act act, const EntitySnapshot& snapshot,
                                std::span<const TargetId> selected)
{
    if (act == Act::ApproveAll || act == Act::RejectAll)
        return allPending(snapshot);
    if (act == Act::ExcludeFailing)
        return failingTargets(snapshot.state);
    return act >= Act::RetrySelected ? concerned(act, snapshot, selected) : std::vector<TargetId>();
}

bool isDecision(Act act)
{
    return act == Act::ApproveAll || act == Act::RejectAll || act == Act::ApproveSelected
        || act == Act::RejectSelected;
}

/// Has its number once it was added, and keeps it through undoing and doing again. Only touched
/// where the store is.
using SharedWindow = std::shared_ptr<FreezeWindow>;

bool isSame(const FreezeWindow& a, const FreezeWindow& b)
{
    return a.from == b.from && a.to == b.to && a.period == b.period;
}

/// The number of the newest window that is the same but for who added it; 0: there is none.
std::uint64_t numberOf(const FreezeWindow& window, const std::vector<FreezeWindow>& freezes)
{
    const auto newest = std::find_if(freezes.rbegin(), freezes.rend(),
                                     [&](const auto& other) { return isSame(other, window); });
    return newest == freezes.rend() ? 0 : newest->number;
}

StoreCommand::Way freezing(EntityKey key, const SharedWindow& window, const Signature& signature)
{
    return {[=](Orchestrator& engine) {
        auto done = engine.apply(key, verb::Freeze{*window}, signature);
        if (!done || window->number > 0)
            return done;
        if (const auto snapshot = engine.snapshot(key))
            window->number = numberOf(*window, (*snapshot)->state.control.freezes);
        return done;
    }};
}

StoreCommand::Way thawing(EntityKey key, const SharedWindow& window, const Signature& signature)
{
    return {[=](Orchestrator& engine) {
        return engine.apply(key, verb::Unfreeze{window->number}, signature);
    }};
}

Result<void> decideWaiting(Orchestrator& engine, EntityKey key, verb::Decide verb,
                           const Signature& signature)
{
    return engine.snapshot(key).and_then([&](const SnapshotPtr& snapshot) -> Result<void> {
        std::erase_if(verb.targets, [&](TargetId id) { return !isPending(*snapshot, id); });
        if (verb.targets.empty())
            return failure(ErrorCode::Conflict,
                           "none of these targets waits for approval any more");
        return engine.apply(key, verb, signature);
    });
}

} // namespace

OperatorDesk::OperatorDesk(const PageContext& context, QWidget* parent)
    : QObject(parent)
    , m_context(context)
    , m_parent(parent)
{
}

Signature OperatorDesk::signature(const QString& reason) const
{
    return {utf8(operatorName(m_context.settings)), utf8(reason.trimmed())};
}

void OperatorDesk::act(Act act, EntityKey key, std::span<const TargetId> selected)
{
    const SnapshotPtr snapshot = m_context.session.snapshot(key);
    const SummaryPtr summary = m_context.session.summary(key);
    if (!snapshot || !summary)
        return;
    if (act == Act::Review)
        return Q_EMIT reviewAsked();
    if (act == Act::Freezes)
        return openFreezes(key);
    const auto targets = targetsOf(act, *snapshot, selected);
    const auto question =
        questionOf(act, *snapshot, *summary, targets, operatorName(m_context.settings));
    if (!question)
        return perform(act, key, targets, signature());
    m_context.prompts.askReason(m_parent, *question,
                                [this, act, key, targets](const Signature& signed_) {
                                    setOperatorName(m_context.settings, text(signed_.by));
                                    perform(act, key, targets, signed_);
                                });
}

void OperatorDesk::perform(Act act, EntityKey key, const std::vector<TargetId>& targets,
                           const Signature& signature)
{
    if (isDecision(act))
        return decide(key, targets, act == Act::ApproveAll || act == Act::ApproveSelected,
                      signature);
    if (act == Act::Exclude || act == Act::ExcludeFailing || act == Act::Include)
        return performUndoable(act, key, targets, signature);
    const SnapshotPtr snapshot = m_context.session.snapshot(key);
    const SummaryPtr summary = m_context.session.summary(key);
    const QString note =
        snapshot && summary ? doneWords(act, *snapshot, *summary, targets) : QString();
    m_context.session.attempt(
        this,
        [key, verb = verbOf(act, targets), signature](Orchestrator& engine) {
            return engine.apply(key, verb, signature);
        },
        [this, key, note] {
            if (!note.isEmpty())
                Q_EMIT done(key, note);
        });
}

void OperatorDesk::performUndoable(Act act, EntityKey key, const std::vector<TargetId>& targets,
                                   const Signature& signature)
{
    const auto way = [&](Act direction) {
        return StoreCommand::Way{
            [key, verb = verbOf(direction, targets), signature](Orchestrator& engine) {
                return engine.apply(key, verb, signature);
            }};
    };
    const bool isExclusion = act != Act::Include;
    const QString count = formatTargets(std::ssize(targets));
    const QString words = isExclusion ? tr("exclude %1").arg(count) : tr("include %1").arg(count);
    const auto redo = way(act);
    const auto undo = way(isExclusion ? Act::Include : Act::Exclude);
    m_context.session.attempt(this, redo.change, [this, words, undo, redo] {
        m_context.undo.push(new StoreCommand(m_context.session, this, words, undo, redo));
    });
}

void OperatorDesk::decide(EntityKey key, std::vector<TargetId> targets, bool isApproval,
                          const Signature& signature)
{
    m_context.session.attempt(
        [key, verb = verb::Decide{std::move(targets), isApproval},
         signature](Orchestrator& engine) { return decideWaiting(engine, key, verb, signature); });
}

void OperatorDesk::addFreeze(EntityKey key, const FreezeWindow& window)
{
    const auto shared = std::make_shared<FreezeWindow>(window);
    const auto redo = freezing(key, shared, window.signature);
    const auto undo = thawing(key, shared, signature());
    m_context.session.attempt(this, redo.change, [this, undo, redo] {
        m_context.undo.push(
            new StoreCommand(m_context.session, this, tr("add freeze window"), undo, redo));
    });
}

void OperatorDesk::removeFreeze(EntityKey key, const FreezeWindow& window)
{
    const auto shared = std::make_shared<FreezeWindow>(window);
    const auto redo = thawing(key, shared, signature());
    const auto undo = freezing(key, shared, signature(text(window.signature.reason)));
    m_context.session.attempt(this, redo.change, [this, undo, redo] {
        m_context.undo.push(
            new StoreCommand(m_context.session, this, tr("remove freeze window"), undo, redo));
    });
}

void OperatorDesk::openFreezes(EntityKey key)
{
    (new FreezeDialog(m_context.session, *this, key, m_parent))->open();
}

void OperatorDesk::askName()
{
    m_context.prompts.askText(
        m_parent,
        {.title = tr("Your name"),
         .label = tr("What you do is signed with this name in the event log:"),
         .initial = operatorName(m_context.settings),
         .verb = tr("Sign with it"),
         .choices = {},
         .complaint = {}},
        [this](const QString& name, int) { setOperatorName(m_context.settings, name); });
}

} // namespace rollout
