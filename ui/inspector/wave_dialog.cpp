#include "ui/inspector/wave_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/common/words.h"
#include "ui/inspector/seen_check.h"

namespace rollout {

namespace {

constexpr int mostTargets = 1'000'000'000;
constexpr int longestName = 250;

} // namespace

PortionEdit::PortionEdit(const char* name, const QString& words, QWidget* parent)
    : QWidget(parent)
    , m_value(new QSpinBox(this))
    , m_unit(new QComboBox(this))
{
    m_value->setObjectName(QLatin1String(name));
    m_value->setAccessibleName(words);
    m_unit->setObjectName(QLatin1String(name) + QLatin1String("Unit"));
    m_unit->setAccessibleName(WaveDialog::tr("Unit of %1").arg(words));
    m_unit->addItems({WaveDialog::tr("percent"), WaveDialog::tr("targets")});
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_value, 1);
    row->addWidget(m_unit);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this](int unit) {
        m_value->setRange(unit == 0 ? 0 : 1, unit == 0 ? 100 : mostTargets);
        Q_EMIT edited();
    });
    connect(m_value, &QSpinBox::valueChanged, this, &PortionEdit::edited);
    setFocusProxy(m_value);
    setPortion({});
}

void PortionEdit::setPortion(const Portion& portion)
{
    m_unit->setCurrentIndex(portion.isPercent ? 0 : 1);
    m_value->setRange(portion.isPercent ? 0 : 1, portion.isPercent ? 100 : mostTargets);
    m_value->setValue(static_cast<int>(portion.value));
}

Portion PortionEdit::portion() const
{
    return {m_unit->currentIndex() == 0, m_value->value()};
}

WaveDialog::WaveDialog(const Wave& wave, int number, const QStringList& groups, QWidget* parent)
    : QDialog(parent)
    , m_name(new QLineEdit(this))
    , m_group(new QComboBox(this))
    , m_tag(new QLineEdit(this))
    , m_size(new PortionEdit("waveSize", tr("Size"), this))
    , m_batch(new PortionEdit("waveBatch", tr("Batch"), this))
    , m_success(makeSpin("waveSuccess", tr("Success"), 100, tr(" %")))
    , m_error(makeSpin("waveError", tr("Most failures"), 100, tr(" %")))
    , m_bake(
          makeSpin("waveBake", tr("Bake time"), static_cast<int>(maximumTimeout.count()), tr(" s")))
    , m_hasBatch(makeCheck("waveHasBatch", tr("Own &batch"), m_batch))
    , m_hasError(makeCheck("waveHasError", tr("Most &failures"), m_error))
    , m_isManual(makeCheck("waveManual", tr("An &operator lets the next wave begin"), nullptr))
    , m_wrong(new QLabel(this))
{
    setObjectName(QStringLiteral("waveDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Wave %1").arg(number));
    setMinimumWidth(400);
    auto* form = new QFormLayout;
    makeForm(*form, groups);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_verb = buttons->addButton(tr("Take wave %1").arg(number), QDialogButtonBox::AcceptRole);
    m_verb->setObjectName(QStringLiteral("waveVerb"));
    m_verb->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_wrong->setObjectName(QStringLiteral("waveWrong"));
    m_wrong->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_wrong);
    column->addWidget(buttons);
    showWave(wave);
    judge();
}

void WaveDialog::makeForm(QFormLayout& form, const QStringList& groups)
{
    m_name->setObjectName(QStringLiteral("waveName"));
    m_name->setMaxLength(longestName);
    m_name->setPlaceholderText(tr("such as canary"));
    m_group->setObjectName(QStringLiteral("waveGroup"));
    m_group->setEditable(true);
    m_group->addItems(groups);
    m_group->lineEdit()->setPlaceholderText(tr("every group"));
    m_group->lineEdit()->setMaxLength(longestName);
    m_tag->setObjectName(QStringLiteral("waveTag"));
    m_tag->setMaxLength(longestName);
    m_tag->setPlaceholderText(tr("every tag"));
    form.addRow(tr("&Name"), m_name);
    form.addRow(tr("&Group"), m_group);
    form.addRow(tr("&Tag"), m_tag);
    form.addRow(tr("Si&ze"), m_size);
    form.addRow(m_hasBatch, m_batch);
    form.addRow(tr("&Success"), m_success);
    form.addRow(m_hasError, m_error);
    form.addRow(tr("Ba&ke time"), m_bake);
    form.addRow(m_isManual);
    connect(m_name, &QLineEdit::textChanged, this, &WaveDialog::judge);
    connect(m_group, &QComboBox::editTextChanged, this, &WaveDialog::judge);
    connect(m_tag, &QLineEdit::textChanged, this, &WaveDialog::judge);
}

QSpinBox* WaveDialog::makeSpin(const char* name, const QString& words, int maximum,
                               const QString& suffix)
{
    auto* spin = new QSpinBox(this);
    spin->setObjectName(QLatin1String(name));
    spin->setAccessibleName(words);
    spin->setRange(0, maximum);
    spin->setSuffix(suffix);
    spin->setGroupSeparatorShown(true);
    return spin;
}

/// What follows it is there only while it is checked.
QCheckBox* WaveDialog::makeCheck(const char* name, const QString& words, QWidget* follower)
{
    auto* check = new SeenCheck(words, this);
    check->setObjectName(QLatin1String(name));
    if (!follower)
        return check;
    follower->setEnabled(false);
    connect(check, &QCheckBox::toggled, follower, &QWidget::setEnabled);
    return check;
}

void WaveDialog::showWave(const Wave& wave)
{
    m_name->setText(text(wave.name));
    m_group->setCurrentText(text(wave.group));
    m_tag->setText(text(wave.tag));
    m_size->setPortion(wave.size);
    m_hasBatch->setChecked(wave.batch.has_value());
    m_batch->setPortion(wave.batch.value_or(Portion{}));
    m_success->setValue(wave.success.value());
    m_hasError->setChecked(wave.error.has_value());
    m_error->setValue(wave.error.value_or(Percent(0)).value());
    m_bake->setValue(static_cast<int>(wave.bake.count()));
    m_isManual->setChecked(wave.isManual);
}

Wave WaveDialog::wave() const
{
    Wave wave;
    wave.name = utf8(m_name->text().trimmed());
    wave.group = utf8(m_group->currentText());
    wave.tag = utf8(m_tag->text().trimmed());
    wave.size = m_size->portion();
    if (m_hasBatch->isChecked())
        wave.batch = m_batch->portion();
    wave.success = Percent(m_success->value());
    if (m_hasError->isChecked())
        wave.error = Percent(m_error->value());
    wave.bake = Seconds(m_bake->value());
    wave.isManual = m_isManual->isChecked();
    return wave;
}

void WaveDialog::judge()
{
    const auto checked = checkPolicy({{}, {}, {wave()}, {}});
    m_wrong->setText(checked ? QString() : errorText(checked.error()));
    m_wrong->setVisible(!checked);
    m_verb->setEnabled(checked.has_value());
}

} // namespace rollout
