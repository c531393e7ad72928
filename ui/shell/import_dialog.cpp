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
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

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

bool exists(const Directory& directory, const QString& ns, const QString& entity)
{
    for (const DirectoryNode& node : directory)
        for (const auto& child : node.entities)
            if (node.name == utf8(ns) && child.name == utf8(entity))
                return true;
    return false;
}

} // namespace

ImportDialog::ImportDialog(const QString& path, const Directory& directory, const QString& ns,
                           QWidget* parent)
    : QDialog(parent)
    , m_directory(directory)
    , m_namespace(new QComboBox(this))
    , m_entity(new QLineEdit(this))
    , m_simulated(new QRadioButton(tr("&Simulated: the console plays the targets"), this))
    , m_live(new QRadioButton(tr("&Live: controllers report of real targets"), this))
    , m_note(new QLabel(this))
    , m_verb(nullptr)
{
    setObjectName(QStringLiteral("importDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    makeTarget(path, directory, ns);
    auto* form = new QFormLayout;
    form->addRow(tr("&Namespace"), m_namespace);
    form->addRow(tr("&Entity"), m_entity);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_verb = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_verb->setObjectName(QStringLiteral("importVerb"));
    m_note->setObjectName(QStringLiteral("importNote"));
    m_note->setWordWrap(true);
    QGroupBox* simulation = makeSimulation();
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_simulated);
    layout->addWidget(m_live);
    layout->addWidget(simulation);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    m_simulated->setChecked(true);
    connect(m_simulated, &QRadioButton::toggled, simulation, &QWidget::setEnabled);
    connect(m_namespace, &QComboBox::editTextChanged, this, &ImportDialog::judge);
    connect(m_entity, &QLineEdit::textChanged, this, &ImportDialog::judge);
    connect(m_live, &QRadioButton::toggled, this, &ImportDialog::judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
}

void ImportDialog::makeTarget(const QString& path, const Directory& directory, const QString& ns)
{
    m_namespace->setObjectName(QStringLiteral("importNamespace"));
    m_namespace->setEditable(true);
    for (const DirectoryNode& node : directory)
        m_namespace->addItem(text(node.name));
    m_namespace->setCurrentText(ns.isEmpty() ? tr("default") : ns);
    m_entity->setObjectName(QStringLiteral("importEntity"));
    m_entity->setText(QFileInfo(path).completeBaseName());
    m_simulated->setObjectName(QStringLiteral("importSimulated"));
    m_live->setObjectName(QStringLiteral("importLive"));
}

QGroupBox* ImportDialog::makeSimulation()
{
    auto* group = new QGroupBox(tr("Simulation"), this);
    m_seed = spin(group, QStringLiteral("importSeed"), 1, std::numeric_limits<int>::max(), 1, {});
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
    form->addRow(tr("Adoption, s&preading (0: every target alike)"), m_sigma);
    form->addRow(tr("&Version that fails"), m_badVersion);
    form->addRow(tr("on this share of the &targets"), m_failPercent);
    return group;
}

ImportWish ImportDialog::wish() const
{
    ImportWish wish{m_namespace->currentText().trimmed(), m_entity->text().trimmed(), std::nullopt};
    if (m_live->isChecked())
        return wish;
    SimulationSettings settings;
    settings.seed = static_cast<std::uint64_t>(m_seed->value());
    settings.tick = Seconds(m_tick->value());
    settings.adoptMedian = Seconds(m_adopt->value());
    settings.adoptSigma = m_sigma->value();
    if (m_failPercent->value() > 0 && !m_badVersion->text().trimmed().isEmpty())
        settings.versions.push_back(
            {utf8(m_badVersion->text().trimmed()), m_failPercent->value() / 100.0});
    wish.simulation = settings;
    return wish;
}

void ImportDialog::judge()
{
    const ImportWish now = wish();
    auto checked = checkName("namespace name", utf8(now.ns));
    if (checked)
        checked = checkName("entity name", utf8(now.entity));
    m_verb->setEnabled(checked.has_value());
    if (!checked)
        m_note->setText(errorText(checked.error()));
    else if (exists(m_directory, now.ns, now.entity))
        m_note->setText(
            tr("%1 › %2 exists: targets of the file are added to it, those it has are updated.")
                .arg(now.ns, now.entity));
    else
        m_note->setText(tr("A new entity is created."));
}

} // namespace rollout
