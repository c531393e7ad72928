#include "ui/inspector/inspector_page.h"

#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStringList>
#include <QUndoStack>
#include <QVBoxLayout>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/palette.h"
#include "ui/common/words.h"
#include "ui/inspector/selection_words.h"
#include "ui/inspector/simulation_form.h"
#include "ui/inspector/undo_commands.h"

namespace rollout {

namespace {

QLabel* makeTitle(const QString& words)
{
    auto* label = new QLabel(words);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

/// A table of captions and values as rich text; names are escaped.
QString tableOf(const std::vector<Fact>& facts, const QPalette& palette)
{
    QString rows;
    for (const Fact& fact : facts)
        rows += QStringLiteral("<tr><td style='color:%1; padding-right:10px; "
                               "white-space:nowrap'>%2</td><td>%3</td></tr>")
                    .arg(quietText(palette).name(), fact.caption.toHtmlEscaped(),
                         fact.value.toHtmlEscaped());
    return QLatin1String("<table cellspacing='0' cellpadding='2'>") + rows
        + QLatin1String("</table>");
}

} // namespace

InspectorPage::InspectorPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
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

QWidget* InspectorPage::makeBody()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    m_options = new OptionsForm;
    m_options->setObjectName(QStringLiteral("optionsForm"));
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
    column->addWidget(makeTitle(tr("Rollout options")));
    column->addWidget(m_options);
    column->addSpacing(6);
    column->addWidget(m_simulationTitle);
    column->addWidget(m_simulation);
    column->addStretch(1);
    connect(m_options, &OptionsForm::applied, this, &InspectorPage::applyOptions);
    connect(m_simulation, &SimulationForm::applied, this, &InspectorPage::applySimulation);
    return body;
}

void InspectorPage::showSnapshot(const SnapshotPtr& snapshot)
{
    const bool isSame = snapshot && m_snapshot && snapshot->key == m_snapshot->key;
    const auto subject = isSame ? OptionsForm::Subject::Same : OptionsForm::Subject::Other;
    m_snapshot = snapshot;
    m_faces->setCurrentIndex(snapshot ? 0 : 1);
    if (!snapshot)
        return;
    m_options->showState(snapshot->state, subject);
    m_simulationTitle->setVisible(snapshot->state.isSimulated());
    m_simulation->setVisible(snapshot->state.isSimulated());
    if (snapshot->state.isSimulated())
        m_simulation->showState(snapshot->state, subject);
    showSelection();
}

void InspectorPage::showSelection()
{
    if (!m_snapshot)
        return;
    const auto facts = factsOf(*m_snapshot, m_context.focus.targets());
    m_selectionTitle->setVisible(!facts.empty());
    m_selection->setVisible(!facts.empty());
    const QString table = tableOf(facts, palette());
    if (table != m_selection->text())
        m_selection->setText(table);
}

void InspectorPage::applyOptions(const RolloutOptions& options)
{
    if (m_snapshot)
        m_context.undo.push(new SetOptionsCommand(m_context.session, *m_snapshot, options));
}

void InspectorPage::applySimulation(const SimulationSettings& settings)
{
    if (m_snapshot)
        m_context.undo.push(new SetSimulationCommand(m_context.session, *m_snapshot, settings));
}

} // namespace rollout
