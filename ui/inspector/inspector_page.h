#pragma once

// The dock "Inspector": the selected targets, the rollout options, and how a simulated fleet
// behaves.

#include <optional>

#include "ui/common/page.h"
#include "ui/inspector/options_form.h"

class QLabel;
class QStackedWidget;

namespace rollout {

class EmptyHint;
class SimulationForm;

class InspectorPage : public EntityPage
{
    Q_OBJECT
public:
    explicit InspectorPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;

private:
    QWidget* makeBody();
    void showSelection();
    void applyOptions(const RolloutOptions& options);
    void applySimulation(const SimulationSettings& settings);

    PageContext m_context;
    SnapshotPtr m_snapshot;
    QStackedWidget* m_faces;
    EmptyHint* m_hint;
    QLabel* m_selectionTitle = nullptr;
    QLabel* m_selection = nullptr;
    OptionsForm* m_options = nullptr;
    QLabel* m_simulationTitle = nullptr;
    SimulationForm* m_simulation = nullptr;
};

} // namespace rollout
