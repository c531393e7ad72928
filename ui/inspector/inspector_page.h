#pragma once

// The dock "Inspector": the selected targets, the policy, the program that answers hooks,
// and how a simulated fleet behaves.

#include <optional>

#include "core/controller_settings.h"
#include "ui/common/page.h"
#include "ui/inspector/form_subject.h"

class QLabel;
class QStackedWidget;

namespace rollout {

class ControllerForm;
class EmptyHint;
class FoldSection;
class LastStep;
class LibraryBar;
class PolicyForm;
class PolicyReviewer;
class SimulationForm;

class InspectorPage : public EntityPage
{
    Q_OBJECT
public:
    explicit InspectorPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;
    [[nodiscard]] std::vector<PageCommand> commands() const override;
    [[nodiscard]] std::vector<QMenu*> menus() const override;

private:
    QWidget* makeBody();
    void showSelection();
    void reviewPolicy();
    void applyPolicy(const Policy& policy);
    void showController(Subject subject);
    void applyController(const std::optional<CommandSettings>& settings);
    void applySimulation(const SimulationSettings& settings);

    PageContext m_context;
    PolicyReviewer* m_reviewer; ///< of the policy in the editor
    LastStep* m_lastStep;
    SnapshotPtr m_snapshot;
    QStackedWidget* m_faces;
    EmptyHint* m_hint;
    QLabel* m_selectionTitle = nullptr;
    QLabel* m_selection = nullptr;
    LibraryBar* m_library = nullptr;
    PolicyForm* m_policy = nullptr;
    ControllerForm* m_controller = nullptr;
    FoldSection* m_controllerPart = nullptr;
    QLabel* m_simulationTitle = nullptr;
    SimulationForm* m_simulation = nullptr;
};

} // namespace rollout
