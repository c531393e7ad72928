#include "ui/inspector/model_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QScopedValueRollback>

#include <algorithm>

#include "ui/common/words.h"
#include "ui/inspector/model_fields.h"

namespace rollout {

namespace {

constexpr std::uint32_t mostChoices = 1000; // of groups or tags in a list; others can be typed

/// All but the empty one.
template <typename Id>
QStringList textsOf(const StringPool<Id>& pool)
{
    QStringList texts;
    for (std::uint32_t number = 1; number < std::min(pool.size(), mostChoices); ++number)
        texts << text(pool.at(static_cast<Id>(number)));
    return texts;
}

/// What is typed stays.
void offer(QComboBox& choice, QStringList names)
{
    names.removeDuplicates();
    names.sort();
    const QString typed = choice.currentText();
    choice.clear();
    choice.addItems(names);
    choice.setEditText(typed);
}

} // namespace

ModelForm::ModelForm(QWidget* parent)
    : QWidget(parent)
    , m_version(makeChoice(QStringLiteral("modelVersion"), tr("Version"),
                           tr("The version that behaves so."), &VersionModel::version))
    , m_group(makeChoice(QStringLiteral("modelGroup"), tr("Only in group"),
                         tr("Only on targets of this group; empty: on all."), &VersionModel::group))
    , m_tag(makeChoice(QStringLiteral("modelTag"), tr("Only with tag"),
                       tr("Only on targets with this tag; empty: on all."), &VersionModel::tag))
    , m_hasAdoption(new QCheckBox(tr("Adoption of its own")))
{
    m_group->lineEdit()->setPlaceholderText(tr("all groups"));
    m_tag->lineEdit()->setPlaceholderText(tr("all targets"));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Version"), m_version);
    form->addRow(tr("Only in group"), m_group);
    form->addRow(tr("Only with tag"), m_tag);
    for (const ModelField& field : modelFields()) {
        m_spins.push_back(makeSpin(field));
        form->addRow(labelOf(field), m_spins.back());
    }
    makeOwnAdoption(*form);
    setFocusProxy(m_version);
    showValues();
}

QComboBox* ModelForm::makeChoice(const QString& name, const QString& label, const QString& tip,
                                 std::string VersionModel::*member)
{
    auto* choice = new QComboBox;
    choice->setObjectName(name);
    choice->setAccessibleName(label);
    choice->setToolTip(tip);
    choice->setEditable(true);
    choice->setInsertPolicy(QComboBox::NoInsert);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(8);
    connect(choice, &QComboBox::editTextChanged, this, [this, member](const QString& typed) {
        if (m_isShowing)
            return;
        m_model.*member = utf8(typed.trimmed());
        Q_EMIT edited();
    });
    return choice;
}

QDoubleSpinBox* ModelForm::makeSpin(const ModelField& field)
{
    auto* spin = new QDoubleSpinBox;
    spin->setObjectName(QLatin1String(field.name));
    spin->setAccessibleName(labelOf(field));
    spin->setToolTip(tipOf(field));
    spin->setRange(0, field.most);
    spin->setDecimals(field.decimals);
    spin->setSuffix(unitOf(field));
    spin->setStepType(field.most > 100.0 ? QAbstractSpinBox::AdaptiveDecimalStepType
                                         : QAbstractSpinBox::DefaultStepType);
    connect(spin, &QDoubleSpinBox::valueChanged, this,
            [this, &field](double value) { take(field, value); });
    return spin;
}

void ModelForm::makeOwnAdoption(QFormLayout& form)
{
    m_hasAdoption->setObjectName(QStringLiteral("modelHasAdoption"));
    m_hasAdoption->setToolTip(
        tr("This version is adopted at a pace of its own, not at that of the fleet."));
    connect(m_hasAdoption, &QCheckBox::toggled, this, &ModelForm::setOwnAdoption);
    form.addRow(m_hasAdoption);
    for (const ModelField& field : adoptionFields()) {
        m_adoption.push_back(makeSpin(field));
        connect(m_hasAdoption, &QCheckBox::toggled, m_adoption.back(), &QWidget::setEnabled);
        form.addRow(labelOf(field), m_adoption.back());
    }
}

void ModelForm::take(const ModelField& field, double value)
{
    if (m_isShowing)
        return;
    field.set(m_model, value);
    Q_EMIT edited();
}

void ModelForm::setOwnAdoption(bool isOwn)
{
    if (m_isShowing)
        return;
    m_model.adoption = isOwn ? std::optional(m_usual) : std::nullopt;
    showValues();
    Q_EMIT edited();
}

void ModelForm::showModel(const VersionModel& model, const Adoption& usual)
{
    const bool isNew = model != m_model || usual != m_usual;
    m_model = model;
    m_usual = usual;
    if (isNew)
        showValues();
}

void ModelForm::showValues()
{
    const QScopedValueRollback guard(m_isShowing, true);
    for (const auto& [choice, name] :
         {std::pair(m_version, m_model.version), std::pair(m_group, m_model.group),
          std::pair(m_tag, m_model.tag)})
        if (choice->currentText().trimmed() != text(name))
            choice->setEditText(text(name));
    for (std::size_t number = 0; number < m_spins.size(); ++number)
        m_spins[number]->setValue(modelFields()[number].get(m_model));
    m_hasAdoption->setChecked(m_model.adoption.has_value());
    VersionModel shown = m_model;
    shown.adoption = m_model.adoption.value_or(m_usual);
    for (std::size_t number = 0; number < m_adoption.size(); ++number) {
        m_adoption[number]->setValue(adoptionFields()[number].get(shown));
        m_adoption[number]->setEnabled(m_model.adoption.has_value());
    }
}

/// Pools only grow, so their sizes tell whether there is anything new.
void ModelForm::setFleet(const Fleet& fleet, Subject subject)
{
    const Sizes sizes{fleet.versions().size(), fleet.groups().size(), fleet.tags().size()};
    if (subject == Subject::Same && sizes == m_sizes)
        return;
    m_sizes = sizes;
    QStringList tags;
    const QString all = textsOf(fleet.tags()).join(u',');
    const QStringList parts = all.split(u',', Qt::SkipEmptyParts);
    for (const QString& tag : parts)
        tags << tag.trimmed();
    const QScopedValueRollback guard(m_isShowing, true);
    offer(*m_version, textsOf(fleet.versions()));
    offer(*m_group, textsOf(fleet.groups()));
    offer(*m_tag, tags);
}

} // namespace rollout
