#include "ui/inspector/fleet_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QSpinBox>

#include "ui/inspector/fleet_fields.h"
#include "ui/inspector/fold_section.h"
#include "ui/inspector/model_words.h"
#include "ui/inspector/narrow_form.h"

namespace rollout {

namespace {

constexpr int mostTickSeconds = 86400;

} // namespace

FleetForm::FleetForm(QComboBox* behaviour, QWidget* parent)
    : QWidget(parent)
    , m_seed(new QLineEdit)
    , m_tick(new QSpinBox)
    , m_asksPeople(new QCheckBox(tr("People take their time")))
    , m_wholeFleet(makeWholeFleet())
{
    makeSeedAndTick();
    QFormLayout* form = makeNarrowForm(this);
    form->addRow(tr("Behaves like"), behaviour);
    form->addRow(tr("Seed"), m_seed);
    form->addRow(tr("Tick"), m_tick);
    add(*form, fleetAdoptionFields());
    form->addRow(m_wholeFleet);
    showValues();
}

void FleetForm::makeSeedAndTick()
{
    m_seed->setObjectName(QStringLiteral("simulationSeed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same seed gives every target the same fate again."));
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,19}")), m_seed));
    connect(m_seed, &QLineEdit::textChanged, this, [this](const QString& digits) {
        change([&](SimulationSettings& settings) { settings.seed = digits.toULongLong(); });
    });
    m_tick->setObjectName(QStringLiteral("simulationTick"));
    m_tick->setAccessibleName(tr("Tick"));
    m_tick->setToolTip(tr("From step to step."));
    m_tick->setRange(1, mostTickSeconds);
    m_tick->setSuffix(tr(" s"));
    connect(m_tick, &QSpinBox::valueChanged, this, [this](int seconds) {
        change([&](SimulationSettings& settings) { settings.tick = Seconds(seconds); });
    });
}

FoldSection* FleetForm::makeWholeFleet()
{
    m_asksPeople->setObjectName(QStringLiteral("operatorDelays"));
    m_asksPeople->setToolTip(tr("Somebody lets waiting targets and waves go, after a while. "
                                "Without, nobody need be asked."));
    connect(m_asksPeople, &QCheckBox::toggled, this, [this](bool isOn) {
        change([&](SimulationSettings& settings) {
            settings.operatorDelay = isOn ? std::optional(OperatorDelay{}) : std::nullopt;
        });
        showValues();
    });
    auto* body = new QWidget;
    QFormLayout* form = makeNarrowForm(body);
    add(*form, pollFields());
    add(*form, comingAndGoingFields());
    form->addRow(m_asksPeople);
    add(*form, operatorFields());
    auto* section = new FoldSection(tr("Whatever it runs"), body);
    section->setObjectName(QStringLiteral("wholeFleet"));
    return section;
}

void FleetForm::add(QFormLayout& form, std::span<const FleetField> fields)
{
    m_numbers.add(form, fields, [this](QDoubleSpinBox* spin, const FleetField* field) {
        connect(spin, &QDoubleSpinBox::valueChanged, this, [this, field](double value) {
            change([&](SimulationSettings& settings) { field->set(settings, value); });
        });
    });
}

/// Only what a person changes: a field may show fewer digits than there are.
template <typename Change>
void FleetForm::change(Change how)
{
    if (m_isShowing)
        return;
    how(m_settings);
    showWords();
    Q_EMIT edited();
}

void FleetForm::showSettings(const SimulationSettings& settings)
{
    m_settings = settings;
    showValues();
}

void FleetForm::showValues()
{
    const QScopedValueRollback guard(m_isShowing, true);
    m_seed->setText(QString::number(m_settings.seed));
    m_tick->setValue(static_cast<int>(m_settings.tick.count()));
    m_asksPeople->setChecked(m_settings.operatorDelay.has_value());
    SimulationSettings shown = m_settings;
    shown.operatorDelay = m_settings.operatorDelay.value_or(OperatorDelay{});
    m_numbers.show(shown, m_settings);
    showWords();
}

/// What the folded part holds.
void FleetForm::showWords()
{
    QStringList sentences = wholeFleetWords(m_settings);
    if (const QString polls = pollWords(m_settings.adoption); !polls.isEmpty())
        sentences.prepend(polls);
    m_wholeFleet->setSummary(sentences.isEmpty() ? tr("nothing happens") : sentences.join(u' '));
}

QString FleetForm::complaint() const
{
    return m_seed->text().isEmpty() ? tr("The seed is empty, right would be a whole number.")
                                    : QString();
}

} // namespace rollout
