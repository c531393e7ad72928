#include "ui/inspector/simulation_form.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QTableWidget>

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int mostTickSeconds = 86400;
constexpr double mostAdoptSeconds = 1e6;

double percentOf(double probability)
{
    return std::round(probability * 1e6) / 1e4; // four decimals of a percent are shown
}

/// The rows of before that are still wanted stay where they are, so that nothing moves under the
/// cursor; new ones follow.
std::vector<std::string> inOrderOf(const std::vector<std::string>& before,
                                   const std::vector<std::string>& wanted)
{
    const auto has = [](const auto& versions, const std::string& version) {
        return std::find(versions.begin(), versions.end(), version) != versions.end();
    };
    std::vector<std::string> rows;
    for (const std::string& version : before)
        if (has(wanted, version))
            rows.push_back(version);
    for (const std::string& version : wanted)
        if (!has(rows, version))
            rows.push_back(version);
    return rows;
}

} // namespace

std::vector<std::string> versionsToEdit(const EntityState& state)
{
    std::vector<std::string> versions;
    const auto add = [&versions](std::string_view version) {
        if (!version.empty()
            && std::find(versions.begin(), versions.end(), version) == versions.end())
            versions.emplace_back(version);
    };
    const RolloutState& rollout = state.rollout;
    for (const VersionId id :
         {rollout.target, rollout.rolling, rollout.lastKnownGood, rollout.lastKnownBad})
        add(state.fleet.versions().at(id));
    if (state.simulation)
        for (const VersionModel& model : state.simulation->versions)
            add(model.version);
    return versions;
}

SimulationForm::SimulationForm(QWidget* parent)
    : QWidget(parent)
    , m_seed(new QLineEdit)
    , m_tick(new QSpinBox)
    , m_median(new QDoubleSpinBox)
    , m_sigma(new QDoubleSpinBox)
    , m_failures(new QTableWidget(0, 2))
    , m_apply(new QPushButton(tr("Apply")))
{
    makeFields();
    makeTable();
    m_apply->setObjectName(QStringLiteral("applySimulation"));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("Seed"), m_seed);
    form->addRow(tr("Tick"), m_tick);
    form->addRow(tr("Adoption, median"), m_median);
    form->addRow(tr("Adoption, sigma"), m_sigma);
    form->addRow(m_failures);
    form->addRow(m_apply);
    connect(m_apply, &QPushButton::clicked, this, [this] { Q_EMIT applied(settings()); });
}

void SimulationForm::makeFields()
{
    m_seed->setObjectName(QStringLiteral("simulationSeed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same seed gives every target the same fate again"));
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,19}")), m_seed));
    m_tick->setObjectName(QStringLiteral("simulationTick"));
    m_tick->setAccessibleName(tr("Tick"));
    m_tick->setRange(1, mostTickSeconds);
    m_tick->setSuffix(tr(" s"));
    m_median->setObjectName(QStringLiteral("adoptMedian"));
    m_median->setAccessibleName(tr("Median adoption time"));
    m_median->setToolTip(tr("From being told a version to reporting it"));
    m_median->setRange(0, mostAdoptSeconds);
    m_median->setDecimals(1);
    m_median->setSuffix(tr(" s"));
    m_sigma->setObjectName(QStringLiteral("adoptSigma"));
    m_sigma->setAccessibleName(tr("Spread of adoption times"));
    m_sigma->setToolTip(
        tr("0: every target takes the median; otherwise LogNormal with this sigma"));
    m_sigma->setRange(0, 3);
    m_sigma->setSingleStep(0.1);
    connect(m_seed, &QLineEdit::textChanged, this, &SimulationForm::update);
    connect(m_tick, &QSpinBox::valueChanged, this, &SimulationForm::update);
    for (QDoubleSpinBox* spin : {m_median, m_sigma})
        connect(spin, &QDoubleSpinBox::valueChanged, this, &SimulationForm::update);
}

void SimulationForm::makeTable()
{
    m_failures->setObjectName(QStringLiteral("failProbabilities"));
    m_failures->setAccessibleName(tr("How often each version fails"));
    m_failures->setHorizontalHeaderLabels({tr("Version"), tr("Fails on")});
    m_failures->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_failures->horizontalHeader()->setHighlightSections(false);
    m_failures->verticalHeader()->hide();
    m_failures->setSelectionMode(QAbstractItemView::NoSelection);
    m_failures->setMaximumHeight(fontMetrics().height() * 9);
}

QDoubleSpinBox* SimulationForm::failSpin(int row) const
{
    return qobject_cast<QDoubleSpinBox*>(m_failures->cellWidget(row, 1));
}

void SimulationForm::makeRow(int row)
{
    const QString version = text(m_versions[static_cast<std::size_t>(row)]);
    auto* name = new QTableWidgetItem(version);
    name->setFlags(Qt::ItemIsEnabled);
    m_failures->setItem(row, 0, name);
    auto* spin = new QDoubleSpinBox;
    spin->setObjectName(QStringLiteral("failPercent%1").arg(row));
    spin->setAccessibleName(tr("Targets on which %1 fails").arg(version));
    spin->setRange(0, 100);
    spin->setDecimals(2);
    spin->setSuffix(tr(" % of targets"));
    connect(spin, &QDoubleSpinBox::valueChanged, this, &SimulationForm::update);
    m_failures->setCellWidget(row, 1, spin);
}

void SimulationForm::setVersions(const SimulationSettings& settings)
{
    m_failures->setRowCount(static_cast<int>(m_versions.size()));
    for (int row = 0; row < m_failures->rowCount(); ++row) {
        const std::string& version = m_versions[static_cast<std::size_t>(row)];
        const auto* name = m_failures->item(row, 0);
        if (!name || name->text() != text(version))
            makeRow(row);
        failSpin(row)->setValue(percentOf(settings.failProbability(version)));
    }
    m_failures->resizeColumnToContents(1);
}

void SimulationForm::setSettings(const SimulationSettings& settings)
{
    {
        const QScopedValueRollback guard(m_isShowing, true);
        m_seed->setText(QString::number(settings.seed));
        m_tick->setValue(static_cast<int>(settings.tick.count()));
        m_median->setValue(static_cast<double>(settings.adoptMedian.count()) / 1000.0);
        m_sigma->setValue(settings.adoptSigma);
        setVersions(settings);
    }
    update();
}

SimulationSettings SimulationForm::settings() const
{
    SimulationSettings settings;
    settings.seed = m_seed->text().toULongLong();
    settings.tick = Seconds(m_tick->value());
    settings.adoptMedian =
        Milliseconds(static_cast<std::int64_t>(std::llround(m_median->value() * 1000.0)));
    settings.adoptSigma = m_sigma->value();
    for (int row = 0; row < m_failures->rowCount(); ++row) {
        const std::string& version = m_versions[static_cast<std::size_t>(row)];
        const double percent = failSpin(row)->value();
        const bool isStored =
            std::any_of(m_seen.versions.begin(), m_seen.versions.end(),
                        [&](const VersionModel& model) { return model.version == version; });
        if (percent <= 0 && !isStored)
            continue;
        VersionModel model = m_seen.modelOf(version);
        model.version = version;
        model.failProbability = percent / 100.0;
        settings.versions.push_back(model);
    }
    return settings;
}

SimulationSettings SimulationForm::withNewVersions(SimulationSettings typed,
                                                   const std::vector<std::string>& before) const
{
    for (const VersionModel& model : m_seen.versions)
        if (std::find(before.begin(), before.end(), model.version) == before.end())
            typed.versions.push_back(model);
    return typed;
}

void SimulationForm::showState(const EntityState& state, OptionsForm::Subject subject)
{
    const bool isOther = subject == OptionsForm::Subject::Other;
    const auto before = isOther ? std::vector<std::string>() : m_versions;
    auto versions = inOrderOf(before, versionsToEdit(state));
    if (!isOther && *state.simulation == m_seen && versions == m_versions)
        return; // nothing new
    const auto typed = !isOther && isEdited() ? std::optional(settings()) : std::nullopt;
    m_versions = std::move(versions);
    m_seen = *state.simulation;
    setSettings(m_seen);
    m_stored = settings();
    if (typed)
        setSettings(withNewVersions(*typed, before));
    update();
}

void SimulationForm::update()
{
    if (!m_isShowing)
        m_apply->setEnabled(isEdited() && !m_seed->text().isEmpty());
}

} // namespace rollout
