#pragma once

// An entity's last step, also when it was taken before the store was opened: the engine forgets its
// plan, the journal keeps verdict and figures.

#include <QObject>
#include <QStringList>

#include <optional>

#include "ui/common/session.h"
#include "ui/common/summary.h"

namespace rollout {

/// Figures of the version that targets should run now: the last step's if it was about that
/// version, otherwise what can be counted from the targets.
[[nodiscard]] StepFigures currentFigures(const EntitySnapshot& snapshot,
                                         const EntitySummary& summary);

class LastStep : public QObject
{
    Q_OBJECT
public:
    explicit LastStep(Session& session, QObject* parent = nullptr);

    /// The snapshot with a plan, if there was any step: its own, or what the journal has of it.
    /// That is asked for when it is not known yet; changed() says when it has come.
    [[nodiscard]] SnapshotPtr complete(const SnapshotPtr& snapshot);
    /// What the journal says of that step, a sentence a line.
    [[nodiscard]] const QStringList& sentences() const { return m_sentences; }

Q_SIGNALS:
    void changed();

private:
    void ask(const SnapshotPtr& snapshot);
    void take(const EntitySnapshot& snapshot, const Result<std::vector<JournalRow>>& rows);

    Session& m_session;
    std::optional<EntityKey> m_key; ///< whose last step was asked for
    std::shared_ptr<const Plan> m_plan;
    QStringList m_sentences;
};

} // namespace rollout
