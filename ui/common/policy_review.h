#pragma once

// What lint finds and what is predicted of a policy on an entity's fleet, worked out in the
// engine's thread: it may take longer than a window may wait.

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

#include "core/lint.h"
#include "core/predict.h"
#include "service/orchestrator.h"

namespace rollout {

class Session;

/// What is assumed of fleets that tell nobody how often they report and how soon they adopt.
inline constexpr Seconds assumedTick{10};
inline constexpr Milliseconds assumedAdoption{5000};

struct PolicyReview
{
    EntityKey key{};
    LintInput input;
    bool isEstimate = false; ///< tick and adoption are assumed; a simulated fleet's are known
    bool isValid = true; ///< false: out of range, and then there are no predictions
    Predictions predictions{};
    std::vector<LintFinding> findings; ///< the gravest first

    /// Findings that are more than information.
    [[nodiscard]] int problems() const;
};
using PolicyReviewPtr = std::shared_ptr<const PolicyReview>;

/// Of any policy on the entity's fleet.
[[nodiscard]] PolicyReview reviewOf(const EntitySnapshot& entity, const Policy& policy);

/// Reviews again whenever something changes that a review depends on, at most once in an interval.
/// Lives in the window's thread.
class PolicyReviewer : public QObject
{
    Q_OBJECT
public:
    PolicyReviewer(Session& session, Milliseconds interval, QObject* parent = nullptr);

    /// Costs nothing when nothing has changed. Another entity is reviewed at once.
    void review(const SnapshotPtr& snapshot, const Policy& policy);
    /// Answers that are still to come are dropped.
    void forget();

Q_SIGNALS:
    void reviewed(const rollout::PolicyReviewPtr& review); ///< of the entity asked for last

private:
    /// What a review depends on.
    struct Question
    {
        EntityKey key{};
        Policy policy;
        std::size_t targets = 0;
        bool hasLastKnownGood = false;
        bool isKnownBad = false;
        std::uint64_t fleet = 0; ///< waves by group or tag depend on every target
        Hooks hooks; ///< that the entity's program is asked
        std::vector<FreezeWindow> freezes;
        std::optional<std::pair<Seconds, Milliseconds>> simulation;

        bool operator==(const Question&) const = default;
    };
    [[nodiscard]] static Question questionOf(const EntitySnapshot& entity, const Policy& policy);
    void askWhenTime();
    void ask();
    void take(const PolicyReviewPtr& review);

    Session& m_session;
    QTimer m_pause; ///< runs for as long as it is too early to ask again
    std::optional<Question> m_question;
    SnapshotPtr m_snapshot;
    bool m_isWanted = false; ///< there is something to be asked
    bool m_isAsking = false;
};

} // namespace rollout
