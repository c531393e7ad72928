#include "ui/shell/import_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>
#include <initializer_list>
#include <utility>

#include "core/names.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QSpinBox* spin(QWidget* parent, const QString& name, int from, int to, int value,
               const QString& suffix)
{
    auto* box = new QSpinBox(parent);
    box->setObjectName(name);
    box->setRange(from, to);
    box->setValue(value);
    box->setSuffix(suffix);
    return box;
}

/// "v2", or "v2 and 1 more" when others fail, too.
QString failingWords(const SimulationSettings& settings, double& probability)
{
    QString first;
    int others = -1;
    for (const VersionModel& model : settings.versions)
        if (model.failProbability > 0 && ++others == 0) {
            first = text(model.version);
            probability = model.failProbability;
        }
    return others > 0 ? ImportDialog::tr("%1 and %2 more").arg(first).arg(others) : first;
}

} // namespace

ImportDialog::ImportDialog(const QString& path, const Session& session, const QString& ns,
                           QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_namespace(new QComboBox(this))
    , m_entity(new QLineEdit(this))
    , m_simulated(new QRadioButton(modeChoices().at(0), this))
    , m_live(new QRadioButton(modeChoices().at(1), this))
    , m_simulation(makeSimulation())
    , m_note(new QLabel(this))
    , m_verb(new QPushButton(tr("Import")))
{
    setObjectName(QStringLiteral("importDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    makeTarget(path, ns);
    makeLayout();
    m_simulated->setChecked(true);
    connect(m_namespace, &QComboBox::editTextChanged, this, &ImportDialog::judge);
    connect(m_entity, &QLineEdit::textChanged, this, &ImportDialog::judge);
    connect(m_live, &QRadioButton::toggled, this, &ImportDialog::judge);
    connect(m_seed, &QLineEdit::textChanged, this, &ImportDialog::judge);
    judge();
}

void ImportDialog::makeTarget(const QString& path, const QString& ns)
{
    m_namespace->setObjectName(QStringLiteral("importNamespace"));
    m_namespace->setEditable(true);
    const auto directory = m_session.directory();
    for (const DirectoryNode& node : *directory)
        m_namespace->addItem(text(node.name));
    m_namespace->setCurrentText(ns.isEmpty() ? tr("default") : ns);
    m_entity->setObjectName(QStringLiteral("importEntity"));
    m_entity->setText(QFileInfo(path).completeBaseName());
    m_simulated->setObjectName(QStringLiteral("importSimulated"));
    m_live->setObjectName(QStringLiteral("importLive"));
    m_note->setObjectName(QStringLiteral("importNote"));
    m_note->setWordWrap(true);
    m_verb->setObjectName(QStringLiteral("importVerb"));
}

void ImportDialog::makeLayout()
{
    auto* form = new QFormLayout;
    form->addRow(tr("&Namespace"), m_namespace);
    form->addRow(tr("&Entity"), m_entity);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_verb, QDialogButtonBox::AcceptRole);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_simulated, m_live, m_simulation, m_note, buttons})
        layout->addWidget(widget);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QGroupBox* ImportDialog::makeSimulation()
{
    auto* group = new QGroupBox(tr("Simulation"), this);
    m_seed = new QLineEdit(QStringLiteral("1"), group);
    m_seed->setObjectName(QStringLiteral("importSeed"));
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,19}")), m_seed));
    m_tick = spin(group, QStringLiteral("importTick"), 1, 3600, 10, tr(" s"));
    m_adopt = spin(group, QStringLiteral("importAdopt"), 0, 24 * 3600, 20, tr(" s"));
    m_sigma = new QDoubleSpinBox(group);
    m_sigma->setObjectName(QStringLiteral("importSigma"));
    m_sigma->setRange(0, 3);
    m_sigma->setSingleStep(0.1);
    m_badVersion = new QLineEdit(QStringLiteral("v2"), group);
    m_badVersion->setObjectName(QStringLiteral("importBadVersion"));
    m_failPercent = spin(group, QStringLiteral("importFail"), 0, 100, 0, tr(" %"));
    auto* form = new QFormLayout(group);
    form->addRow(tr("See&d"), m_seed);
    form->addRow(tr("&Tick between steps"), m_tick);
    form->addRow(tr("&Adoption, median"), m_adopt);
    form->addRow(tr("Adoption, si&gma (0: every target alike)"), m_sigma);
    form->addRow(tr("&Version that fails"), m_badVersion);
    form->addRow(tr("on this share of the &targets"), m_failPercent);
    return group;
}

ImportWish ImportDialog::wish() const
{
    ImportWish wish{m_namespace->currentText().trimmed(), m_entity->text().trimmed(), std::nullopt};
    if (!m_live->isChecked())
        wish.simulation = settings();
    return wish;
}

SimulationSettings ImportDialog::settings() const
{
    SimulationSettings settings;
    settings.seed = m_seed->text().toULongLong();
    settings.tick = Seconds(m_tick->value());
    settings.adoption.median = Seconds(m_adopt->value());
    settings.adoption.sigma = m_sigma->value();
    if (m_failPercent->value() > 0 && !m_badVersion->text().trimmed().isEmpty())
        settings.versions.push_back({.version = utf8(m_badVersion->text().trimmed()),
                                     .failProbability = m_failPercent->value() / 100.0});
    return settings;
}

void ImportDialog::showSettings(const SimulationSettings& settings)
{
    m_seed->setText(QString::number(settings.seed));
    m_tick->setValue(static_cast<int>(settings.tick.count()));
    m_adopt->setValue(static_cast<int>(wholeSeconds(settings.adoption.median).count()));
    m_sigma->setValue(settings.adoption.sigma);
    double probability = 0;
    m_badVersion->setText(failingWords(settings, probability));
    m_failPercent->setValue(static_cast<int>(std::lround(probability * 100)));
}

/// An import adds targets: it never makes a live fleet a simulated one, nor changes how a simulated
/// one behaves.
void ImportDialog::showModeOf(const SnapshotPtr& existing)
{
    if (existing && !m_typed) {
        m_typed = settings();
        m_typedLive = m_live->isChecked();
    }
    if (existing) {
        (existing->state.isSimulated() ? m_simulated : m_live)->setChecked(true);
        showSettings(existing->state.simulation.value_or(SimulationSettings()));
    } else if (m_typed) {
        (m_typedLive ? m_live : m_simulated)->setChecked(true);
        showSettings(*std::exchange(m_typed, {}));
    }
    m_simulated->setEnabled(!existing);
    m_live->setEnabled(!existing);
}

QString ImportDialog::existingWords(const ImportWish& wish) const
{
    return tr("%1 › %2 exists, and stays %3. Targets of the file are added to it, those it has "
              "are updated.")
        .arg(wish.ns, wish.entity,
             m_existing->state.isSimulated() ? tr("simulated, with the settings above")
                                             : tr("LIVE"));
}

void ImportDialog::judge()
{
    ImportWish now = wish();
    const auto key = m_session.find(now.ns, now.entity);
    const SnapshotPtr existing = key ? m_session.snapshot(*key) : nullptr;
    if (existing != m_existing) {
        m_existing = existing;
        const QSignalBlocker guards[] = {QSignalBlocker(m_live), QSignalBlocker(m_seed)};
        showModeOf(existing);
    }
    m_simulation->setEnabled(!existing && m_simulated->isChecked());
    auto checked = checkName("namespace name", utf8(now.ns));
    if (checked)
        checked = checkName("entity name", utf8(now.entity));
    m_verb->setEnabled(checked.has_value() && !m_seed->text().isEmpty());
    if (!checked)
        m_note->setText(errorText(checked.error()));
    else
        m_note->setText(existing ? existingWords(now) : tr("A new entity is created."));
}

} // namespace rollout
