#pragma once

// Asks arrange() in a worker thread, one question at a time, newest wins. Lives in the window's
// thread; never blocks it.

#include <QObject>

#include "ui/common/fleet_asker.h"
#include "ui/targets/target_query.h"

namespace rollout {

class Arranger : public QObject
{
    Q_OBJECT
public:
    explicit Arranger(QObject* parent = nullptr);

    void setSnapshot(SnapshotPtr snapshot) { m_asker.setSnapshot(std::move(snapshot)); }
    void setQuery(TargetQuery query) { m_asker.setQuestion(std::move(query)); }
    [[nodiscard]] const TargetQuery& query() const { return m_asker.question(); }
    /// Whether a question waits for its answer.
    [[nodiscard]] bool isBusy() const { return m_asker.isBusy(); }

Q_SIGNALS:
    void arranged(const rollout::ArrangementPtr& arrangement);

private:
    FleetAsker<TargetQuery, Arrangement> m_asker;
};

} // namespace rollout
