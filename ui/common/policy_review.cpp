#include "ui/common/policy_review.h"

#include <algorithm>

#include "ui/common/session.h"

namespace rollout {

namespace {

bool dependsOnEveryTarget(const Policy& policy)
{
    return std::any_of(policy.waves.begin(), policy.waves.end(),
                       [](const Wave& wave) { return !wave.group.empty() || !wave.tag.empty(); });
}

} // namespace

int PolicyReview::problems() const
{
    return static_cast<int>(
        std::count_if(findings.begin(), findings.end(), [](const LintFinding& finding) {
            return finding.severity != Severity::Info;
        }));
}

PolicyReview reviewOf(const EntitySnapshot& entity, const Policy& policy)
{
    EntityState state = entity.state;
    state.setPolicy(policy);
    PolicyReview review;
    review.key = entity.key;
    review.input = lintInputOf(state, assumedTick, assumedAdoption);
    if (state.controller) {
        review.input.facts.hasMonitoring = state.controller->hooks.externalMonitoring;
        review.input.facts.hasApprovalHook = state.controller->hooks.approval;
    }
    review.isEstimate = !state.isSimulated();
    review.isValid = checkPolicy(policy).has_value();
    if (review.isValid)
        review.predictions = predict(review.input);
    review.findings = lint(review.input);
    return review;
}

PolicyReviewer::PolicyReviewer(Session& session, Milliseconds interval, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(interval);
    connect(&m_pause, &QTimer::timeout, this, &PolicyReviewer::askWhenTime);
    // Keys mean something within one store only.
    connect(&session, &Session::opened, this, &PolicyReviewer::forget);
}

PolicyReviewer::Question PolicyReviewer::questionOf(const EntitySnapshot& entity,
                                                    const Policy& policy)
{
    const EntityState& state = entity.state;
    const RolloutState& rollout = state.rollout;
    Question question;
    question.key = entity.key;
    question.policy = policy;
    question.targets = state.fleet.participants();
    question.hasLastKnownGood = rollout.lastKnownGood != VersionId::None;
    question.isKnownBad =
        rollout.target != VersionId::None && rollout.target == rollout.lastKnownBad;
    question.fleet = dependsOnEveryTarget(policy) ? state.revision : 0;
    if (state.controller)
        question.hooks = state.controller->hooks;
    question.freezes = state.control.freezes;
    if (state.simulation)
        question.simulation.emplace(state.simulation->tick, state.simulation->adoption.median);
    return question;
}

void PolicyReviewer::review(const SnapshotPtr& snapshot, const Policy& policy)
{
    Question question = questionOf(*snapshot, policy);
    if (m_question == question)
        return;
    if (!m_question || m_question->key != question.key)
        m_pause.stop();
    m_question = std::move(question);
    m_snapshot = snapshot;
    m_isWanted = true;
    askWhenTime();
}

void PolicyReviewer::forget()
{
    m_question.reset();
    m_snapshot.reset();
    m_isWanted = false;
    m_pause.stop();
}

void PolicyReviewer::askWhenTime()
{
    if (m_isWanted && !m_isAsking && !m_pause.isActive())
        ask();
}

void PolicyReviewer::ask()
{
    m_isWanted = false;
    m_isAsking = true;
    m_pause.start();
    m_session.request(
        this,
        [snapshot = m_snapshot, policy = m_question->policy](Orchestrator&) {
            return std::make_shared<const PolicyReview>(reviewOf(*snapshot, policy));
        },
        [this](const PolicyReviewPtr& review) { take(review); });
}

void PolicyReviewer::take(const PolicyReviewPtr& review)
{
    m_isAsking = false;
    if (m_question && m_question->key == review->key)
        Q_EMIT reviewed(review);
    askWhenTime();
}

} // namespace rollout
