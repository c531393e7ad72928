#include "ui/inspector/inspector_page.h"

#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStringList>
#include <QUndoStack>
#include <QVBoxLayout>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/last_step.h"
#include "ui/common/session.h"
#include "ui/common/set_policy_command.h"
#include "ui/common/settings.h"
#include "ui/common/words.h"
#include "ui/inspector/controller_form.h"
#include "ui/inspector/fact_table.h"
#include "ui/inspector/fold_section.h"
#include "ui/inspector/library_bar.h"
#include "ui/inspector/policy_form.h"
#include "ui/inspector/selection_words.h"
#include "ui/inspector/simulation_form.h"
#include "ui/inspector/undo_commands.h"

namespace rollout {

namespace {

/// Between reviews of a policy that is being typed.
constexpr Milliseconds reviewInterval{150};

QLabel* makeTitle(const QString& words)
{
    auto* label = new QLabel(words);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

InspectorPage::InspectorPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_reviewer(new PolicyReviewer(context.session, reviewInterval, this))
    , m_lastStep(new LastStep(context.session, this))
    , m_faces(new QStackedWidget)
    , m_hint(new EmptyHint)
{
    setObjectName(QStringLiteral("inspectorPage"));
    auto* scroller = new QScrollArea;
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setWidgetResizable(true);
    scroller->setWidget(makeBody());
    m_hint->setHint(tr("Nothing selected"), tr("Select an entity to see and edit its options."));
    m_faces->addWidget(scroller);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    connect(&context.focus, &Focus::targetsChanged, this, &InspectorPage::showSelection);
    showSnapshot(nullptr);
}

QString InspectorPage::title() const
{
    return tr("Inspector");
}

std::vector<PageCommand> InspectorPage::commands() const
{
    return m_context.focus.entity() ? m_library->commands() : std::vector<PageCommand>();
}

std::vector<QMenu*> InspectorPage::menus() const
{
    return m_library->menus();
}

QWidget* InspectorPage::makeBody()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    m_policy = new PolicyForm;
    m_policy->setObjectName(QStringLiteral("policyForm"));
    m_library = new LibraryBar(m_context, [this] { return m_policy->policy(); });
    m_controller = new ControllerForm;
    m_controller->setObjectName(QStringLiteral("controllerForm"));
    m_controllerPart = new FoldSection(tr("Controller"), m_controller);
    m_simulationTitle = makeTitle(tr("Simulated fleet"));
    m_simulation = new SimulationForm;
    m_simulation->setObjectName(QStringLiteral("simulationForm"));
    m_selectionTitle = makeTitle(tr("Selected targets"));
    m_selection = new QLabel;
    m_selection->setObjectName(QStringLiteral("selectionFacts"));
    m_selection->setWordWrap(true);
    m_selection->setTextFormat(Qt::RichText);
    m_selection->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_selectionTitle);
    column->addWidget(m_selection);
    column->addSpacing(6);
    column->addWidget(m_library);
    column->addWidget(m_policy);
    column->addWidget(m_controllerPart);
    column->addSpacing(6);
    column->addWidget(m_simulationTitle);
    column->addWidget(m_simulation);
    column->addStretch(1);
    connect(m_policy, &PolicyForm::applied, this, &InspectorPage::applyPolicy);
    connect(m_library, &LibraryBar::chosen, m_policy, &PolicyForm::propose);
    connect(m_policy, &PolicyForm::applied, m_library, &LibraryBar::settle);
    connect(m_policy, &PolicyForm::edited, m_library, &LibraryBar::followEdit);
    connect(m_policy, &PolicyForm::edited, this, &InspectorPage::reviewPolicy);
    connect(m_reviewer, &PolicyReviewer::reviewed, m_policy, &PolicyForm::showReview);
    connect(m_controller, &ControllerForm::applied, this, &InspectorPage::applyController);
    connect(m_controller, &ControllerForm::askedAgain, this,
            [this] { m_context.session.step(m_context.focus.entity()); });
    connect(m_lastStep, &LastStep::changed, this, [this] { showController(Subject::Same); });
    connect(m_simulation, &SimulationForm::applied, this, &InspectorPage::applySimulation);
    return body;
}

void InspectorPage::showSnapshot(const SnapshotPtr& snapshot)
{
    const bool isSame = snapshot && m_snapshot && snapshot->key == m_snapshot->key;
    const auto subject = isSame ? Subject::Same : Subject::Other;
    m_snapshot = snapshot;
    m_faces->setCurrentIndex(snapshot ? 0 : 1);
    if (!isSame) {
        m_policy->showReview(nullptr);
        m_library->forget();
    }
    // The past stays as it was.
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_library, m_policy, m_controllerPart, m_simulation})
        part->setEnabled(!m_context.focus.past());
    if (!snapshot)
        return m_reviewer->forget();
    m_policy->showState(snapshot->state, subject);
    showController(subject);
    reviewPolicy();
    m_simulationTitle->setVisible(snapshot->state.isSimulated());
    m_simulation->setVisible(snapshot->state.isSimulated());
    if (snapshot->state.isSimulated())
        m_simulation->showState(snapshot->state, subject);
    showSelection();
}

/// The program's failure may be of a step before the store was opened.
void InspectorPage::showController(Subject subject)
{
    if (!m_snapshot)
        return;
    const SnapshotPtr complete = m_lastStep->complete(m_snapshot);
    const auto& plan = complete->lastPlan;
    m_controller->showState(complete->state, plan ? plan->hookError : std::string(), subject);
    m_controllerPart->setSummary(m_controller->summary());
    if (subject == Subject::Other)
        m_controllerPart->setOpen(m_controller->hasFailure());
}

void InspectorPage::showSelection()
{
    if (!m_snapshot)
        return;
    const auto facts = factsOf(*m_snapshot, m_context.focus.targets());
    m_selectionTitle->setVisible(!facts.empty());
    m_selection->setVisible(!facts.empty());
    const QString table = factTable(facts, palette());
    if (table != m_selection->text())
        m_selection->setText(table);
}

void InspectorPage::reviewPolicy()
{
    if (m_snapshot)
        m_reviewer->review(m_snapshot, m_policy->policy());
}

void InspectorPage::applyPolicy(const Policy& policy)
{
    if (m_snapshot)
        m_context.undo.push(new SetPolicyCommand(m_context.session, *m_snapshot, policy,
                                                 {utf8(operatorName(m_context.settings)), {}}));
}

void InspectorPage::applyController(const std::optional<CommandSettings>& settings)
{
    if (m_snapshot)
        m_context.undo.push(new SetControllerCommand(m_context.session, *m_snapshot, settings,
                                                     {utf8(operatorName(m_context.settings)), {}}));
}

void InspectorPage::applySimulation(const SimulationSettings& settings)
{
    if (m_snapshot)
        m_context.undo.push(new SetSimulationCommand(m_context.session, *m_snapshot, settings));
}

} // namespace rollout
