#include "ui/inspector/model_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/words.h"
#include "ui/inspector/fold_section.h"
#include "ui/inspector/model_fields.h"
#include "ui/inspector/model_words.h"
#include "ui/inspector/narrow_form.h"

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

constexpr DayHours usualHours{std::chrono::hours(17), std::chrono::hours(23)};

std::chrono::minutes minutesOf(QTime time)
{
    return std::chrono::minutes(time.hour() * 60 + time.minute());
}

QTime timeOf(std::chrono::minutes minute)
{
    return {static_cast<int>(minute.count() / 60), static_cast<int>(minute.count() % 60)};
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
    , m_cluster(new QComboBox)
    , m_failsDaily(new QCheckBox(tr("All fail every day from … to")))
    , m_from(makeTime(QStringLiteral("modelFailsFrom"), tr("From this time, UTC"), &DayHours::from))
    , m_to(makeTime(QStringLiteral("modelFailsTo"), tr("To this time, UTC"), &DayHours::to))
    , m_hasAdoption(new QCheckBox(tr("Adoption of its own")))
{
    m_failures = makeFailures();
    m_reports = makeReports();
    m_adoption = makeAdoption();
    m_leaving = makeLeaving();
    m_failures->setOpen(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeTargets());
    for (FoldSection* section : {m_failures, m_reports, m_adoption, m_leaving})
        column->addWidget(section);
    setFocusProxy(m_version);
    showValues();
}

FoldSection* ModelForm::makeSection(const QString& title, const QString& name, QFormLayout*& form)
{
    auto* body = new QWidget;
    form = makeNarrowForm(body);
    auto* section = new FoldSection(title, body);
    section->setObjectName(name);
    return section;
}

QWidget* ModelForm::makeTargets()
{
    m_group->lineEdit()->setPlaceholderText(tr("all groups"));
    m_tag->lineEdit()->setPlaceholderText(tr("all targets"));
    auto* targets = new QWidget;
    QFormLayout* form = makeNarrowForm(targets);
    form->addRow(tr("Version"), m_version);
    form->addRow(tr("Only in group"), m_group);
    form->addRow(tr("Only with tag"), m_tag);
    return targets;
}

FoldSection* ModelForm::makeFailures()
{
    m_cluster->setObjectName(QStringLiteral("modelCluster"));
    m_cluster->setAccessibleName(tr("Which targets fail alike"));
    m_cluster->setToolTip(tr("Which targets share their fate, where some do."));
    m_cluster->addItem(tr("within a group")); // in the order of Cluster
    m_cluster->addItem(tr("with the same tags"));
    connect(m_cluster, &QComboBox::currentIndexChanged, this, [this](int index) {
        change([index](VersionModel& model) { model.cluster = static_cast<Cluster>(index); });
    });
    m_failsDaily->setObjectName(QStringLiteral("modelFailsDaily"));
    m_failsDaily->setToolTip(tr("Every target fails at this time of day, UTC; over midnight when "
                                "the second time is the earlier one."));
    connect(m_failsDaily, &QCheckBox::toggled, this, [this](bool isOn) {
        change([isOn](VersionModel& model) {
            model.failingHours = isOn ? std::optional(usualHours) : std::nullopt;
        });
        showValues();
    });
    auto* hours = new QHBoxLayout;
    hours->addWidget(m_from);
    hours->addWidget(m_to);
    hours->addStretch(1);
    QFormLayout* form = nullptr;
    FoldSection* section = makeSection(tr("Failing"), QStringLiteral("modelFailures"), form);
    add(*form, crashFields());
    form->addRow(tr("… those"), m_cluster);
    add(*form, laterFields());
    form->addRow(m_failsDaily);
    form->addRow(QString(), hours);
    return section;
}

FoldSection* ModelForm::makeReports()
{
    QFormLayout* form = nullptr;
    FoldSection* section = makeSection(tr("Reports"), QStringLiteral("modelReports"), form);
    add(*form, reportFields());
    return section;
}

FoldSection* ModelForm::makeAdoption()
{
    m_hasAdoption->setObjectName(QStringLiteral("modelHasAdoption"));
    m_hasAdoption->setToolTip(
        tr("This version is adopted at a pace of its own, not at that of the fleet."));
    connect(m_hasAdoption, &QCheckBox::toggled, this, &ModelForm::setOwnAdoption);
    QFormLayout* form = nullptr;
    FoldSection* section = makeSection(tr("Adopting it"), QStringLiteral("modelAdoption"), form);
    add(*form, refusalFields());
    form->addRow(m_hasAdoption);
    add(*form, adoptionFields());
    return section;
}

FoldSection* ModelForm::makeLeaving()
{
    QFormLayout* form = nullptr;
    FoldSection* section = makeSection(tr("Leaving it"), QStringLiteral("modelLeaving"), form);
    add(*form, leavingFields());
    return section;
}

void ModelForm::add(QFormLayout& form, std::span<const ModelField> fields)
{
    m_numbers.add(form, fields, [this](QDoubleSpinBox* spin, const ModelField* field) {
        connect(spin, &QDoubleSpinBox::valueChanged, this, [this, field](double value) {
            change([field, value](VersionModel& model) { field->set(model, value); });
        });
    });
}

/// Only what a person changes: a field may show fewer digits than there are.
template <typename Change>
void ModelForm::change(Change how)
{
    if (m_isShowing)
        return;
    how(m_model);
    showWords();
    Q_EMIT edited();
}

QTimeEdit* ModelForm::makeTime(const QString& name, const QString& label,
                               std::chrono::minutes DayHours::*member)
{
    auto* edit = new QTimeEdit;
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setToolTip(label);
    edit->setDisplayFormat(QStringLiteral("HH:mm"));
    connect(edit, &QTimeEdit::timeChanged, this, [this, member](QTime time) {
        change([time, member](VersionModel& model) {
            if (model.failingHours)
                (*model.failingHours).*member = minutesOf(time);
        });
    });
    return edit;
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
        change([&](VersionModel& model) { model.*member = utf8(typed.trimmed()); });
    });
    return choice;
}

void ModelForm::setOwnAdoption(bool isOwn)
{
    change([&](VersionModel& model) {
        model.adoption = isOwn ? std::optional(m_usual) : std::nullopt;
    });
    showValues();
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
    m_cluster->setCurrentIndex(static_cast<int>(m_model.cluster));
    m_failsDaily->setChecked(m_model.failingHours.has_value());
    const DayHours hours = m_model.failingHours.value_or(usualHours);
    m_from->setTime(timeOf(hours.from));
    m_to->setTime(timeOf(hours.to));
    m_from->setEnabled(m_model.failingHours.has_value());
    m_to->setEnabled(m_model.failingHours.has_value());
    m_hasAdoption->setChecked(m_model.adoption.has_value());
    VersionModel shown = m_model;
    shown.adoption = m_model.adoption.value_or(m_usual);
    m_numbers.show(shown, m_model);
    showWords();
}

/// What a folded part holds.
void ModelForm::showWords()
{
    const auto orUsual = [](const QString& words) {
        return words.isEmpty() ? tr("as usual") : words;
    };
    m_failures->setSummary(orUsual(failureWords(m_model)));
    m_reports->setSummary(orUsual(reportWords(m_model)));
    m_adoption->setSummary(orUsual(adoptingWords(m_model)));
    m_leaving->setSummary(orUsual(leavingWords(m_model)));
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
