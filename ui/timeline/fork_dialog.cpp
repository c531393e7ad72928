#include "ui/timeline/fork_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "core/names.h"
#include "io/scenario_presets.h"
#include "ui/common/format.h"
#include "ui/common/words.h"
#include "ui/timeline/timeline_words.h"

namespace rollout {

namespace {

/// Of a scenario that ships: what it says of itself.
QString aboutScenario(const QString& name)
{
    const auto named = scenarioNamed(utf8(name));
    return named ? text(named->description) : QString();
}

} // namespace

ForkDialog::ForkDialog(const Session& session, SnapshotPtr original, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_original(std::move(original))
    , m_namespace(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_behaviour(new QComboBox(this))
    , m_about(new QLabel(this))
    , m_note(new QLabel(this))
    , m_verb(new QPushButton(
          tr("Simulate %1")
              .arg(formatTargets(static_cast<std::int64_t>(m_original->state.fleet.size()))),
          this))
{
    setObjectName(QStringLiteral("forkDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Simulate from here"));
    setMinimumWidth(520);
    m_namespace->setObjectName(QStringLiteral("forkNamespace"));
    m_namespace->setEditable(true);
    const auto directory = session.directory();
    for (const DirectoryNode& node : *directory)
        m_namespace->addItem(text(node.name));
    m_namespace->setCurrentText(text(m_original->namespaceName));
    m_name->setObjectName(QStringLiteral("forkName"));
    m_name->setText(branchName(text(m_original->entityName), [&](const QString& name) {
        return session.find(text(m_original->namespaceName), name).has_value();
    }));
    m_behaviour->setObjectName(QStringLiteral("forkBehaviour"));
    m_note->setObjectName(QStringLiteral("forkNote"));
    m_verb->setObjectName(QStringLiteral("forkVerb"));
    fillBehaviours();
    makeLayout();
    connect(m_name, &QLineEdit::textChanged, this, &ForkDialog::judge);
    connect(m_namespace, &QComboBox::editTextChanged, this, &ForkDialog::judge);
    connect(m_behaviour, &QComboBox::currentIndexChanged, this, &ForkDialog::judge);
    judge();
    m_name->selectAll();
    m_name->setFocus();
}

void ForkDialog::fillBehaviours()
{
    if (m_original->state.isSimulated())
        m_behaviour->addItem(tr("As its fleet behaves now"), QString());
    for (const ScenarioPreset& preset : scenarioPresets()) {
        const QString name =
            QString::fromUtf8(preset.name.data(), static_cast<qsizetype>(preset.name.size()));
        m_behaviour->addItem(name, name);
    }
}

void ForkDialog::makeLayout()
{
    auto* explanation = new QLabel(
        tr("A new entity begins exactly where %1 › %2 stands after step %3, and is simulated from"
           " there. The original stays as it is.")
            .arg(text(m_original->namespaceName), text(m_original->entityName),
                 formatCount(static_cast<std::int64_t>(m_original->state.step))),
        this);
    for (QLabel* label : {explanation, m_about, m_note})
        label->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_verb, QDialogButtonBox::AcceptRole);
    m_verb->setDefault(true);
    auto* form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(explanation);
    form->addRow(tr("Namespace:"), m_namespace);
    form->addRow(tr("Name:"), m_name);
    form->addRow(tr("Its fleet behaves:"), m_behaviour);
    form->addRow(QString(), m_about);
    form->addRow(m_note);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString ForkDialog::complaint() const
{
    for (const auto& [what, name] :
         {std::pair("namespace name", utf8(m_namespace->currentText().trimmed())),
          std::pair("entity name", utf8(m_name->text().trimmed()))})
        if (const auto checked = checkName(what, name); !checked)
            return errorText(checked.error());
    if (m_session.find(m_namespace->currentText().trimmed(), m_name->text().trimmed()))
        return tr("%1 has an entity %2 already; choose another name.")
            .arg(m_namespace->currentText().trimmed(), m_name->text().trimmed());
    return {};
}

void ForkDialog::judge()
{
    const QString wrong = complaint();
    m_note->setText(wrong);
    m_note->setVisible(!wrong.isEmpty());
    m_verb->setEnabled(wrong.isEmpty());
    const QString about = aboutScenario(m_behaviour->currentData().toString());
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty());
}

Orchestrator::ForkPlace ForkDialog::place() const
{
    Orchestrator::ForkPlace place{utf8(m_namespace->currentText().trimmed()),
                                  utf8(m_name->text().trimmed())};
    if (const auto named = scenarioNamed(utf8(m_behaviour->currentData().toString())))
        place.simulation = named->scenario.fleet;
    return place;
}

} // namespace rollout
