#pragma once

// The tab "Overview": where the focused entity stands, what the engine did in its last step and
// why, and what comes.

#include <array>

#include "ui/common/page.h"
#include "ui/overview/overview_figures.h"

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace rollout {

class EmptyHint;
class GaugeBar;
class LastStep;
class PhaseBar;
class VersionCard;

class OverviewPage : public EntityPage
{
    Q_OBJECT
public:
    explicit OverviewPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;

private:
    QWidget* makeBody();
    QWidget* makeHeadline();
    QWidget* makeCards();
    QWidget* makeGauges();
    QWidget* makeReasons();
    void showHeadline(const EntitySnapshot& snapshot, const OverviewFigures& figures);
    void showCards(const Fleet& fleet, const OverviewFigures& figures);
    void showGauges(const OverviewFigures& figures);
    void showReasons(const EntitySnapshot& snapshot, const EntitySummary& summary,
                     const OverviewFigures& figures);
    void showHint(const SnapshotPtr& snapshot);

    PageContext m_context;
    LastStep* m_lastStep;
    SnapshotPtr m_snapshot; ///< as it came
    QStackedWidget* m_faces;
    EmptyHint* m_hint;
    QLabel* m_mark = nullptr;
    QLabel* m_headline = nullptr;
    QLabel* m_place = nullptr;
    std::array<VersionCard*, 4> m_cards{}; ///< target, rolling, last known good, last known bad
    GaugeBar* m_inRollout = nullptr;
    GaugeBar* m_succeeded = nullptr;
    GaugeBar* m_failed = nullptr;
    PhaseBar* m_phases = nullptr;
    QLabel* m_did = nullptr;
    QLabel* m_waits = nullptr;
    QLabel* m_timeLeft = nullptr;
};

} // namespace rollout
