#include "ui/inspector/simulation_form.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

#include "ui/common/shipped_scenarios.h"
#include "ui/common/words.h"
#include "ui/inspector/behaviour_box.h"
#include "ui/inspector/fleet_form.h"
#include "ui/inspector/model_form.h"
#include "ui/inspector/model_words.h"

namespace rollout {

namespace {

constexpr int shownRows = 4; // of the table, before it scrolls

/// "v2", "v2, group eu", "v2, tag arm"
QString rowName(const VersionModel& model)
{
    QStringList parts{versionText(model.version)};
    if (!model.group.empty())
        parts << SimulationForm::tr("group %1").arg(text(model.group));
    if (!model.tag.empty())
        parts << SimulationForm::tr("tag %1").arg(text(model.tag));
    return parts.join(QLatin1String(", "));
}

QTableWidgetItem* makeItem(const QString& words, const QString& tip)
{
    auto* item = new QTableWidgetItem(words);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(tip);
    return item;
}

} // namespace

SimulationForm::SimulationForm(QWidget* parent)
    : QWidget(parent)
    , m_behaviour(new BehaviourBox)
    , m_fleet(new FleetForm(m_behaviour))
    , m_table(new QTableWidget(0, 2))
    , m_model(new ModelForm)
    , m_words(new QLabel)
    , m_note(new QLabel)
    , m_remove(new QPushButton(tr("Remove")))
    , m_apply(new QPushButton(tr("Apply")))
    , m_revert(new QPushButton(tr("Revert")))
{
    makeTable();
    makeLayout();
    connect(m_behaviour, &BehaviourBox::chosen, this, &SimulationForm::behaveLike);
    connect(m_fleet, &FleetForm::edited, this, [this] {
        m_base = m_fleet->settings();
        showModel();
        update();
    });
    connect(m_model, &ModelForm::edited, this, &SimulationForm::takeModel);
    connect(m_apply, &QPushButton::clicked, this, [this] { Q_EMIT applied(settings()); });
    connect(m_revert, &QPushButton::clicked, this, &SimulationForm::revert);
}

void SimulationForm::makeTable()
{
    m_table->setObjectName(QStringLiteral("versionModels"));
    m_table->setAccessibleName(tr("What each version does"));
    m_table->setHorizontalHeaderLabels({tr("Version"), tr("What it does")});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setFixedHeight((fontMetrics().height() + 8) * (shownRows + 1) + 6);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (!m_isShowing && row >= 0)
            selectRow(static_cast<std::size_t>(row));
    });
}

QWidget* SimulationForm::makeRowButtons()
{
    auto* add = new QPushButton(tr("Add"));
    add->setObjectName(QStringLiteral("addModel"));
    add->setToolTip(tr("Another model of the version, for a group or a tag of its own; models of "
                       "one version add up"));
    m_remove->setObjectName(QStringLiteral("removeModel"));
    m_remove->setToolTip(tr("Nothing of this goes wrong any more"));
    connect(add, &QPushButton::clicked, this, &SimulationForm::addRow);
    connect(m_remove, &QPushButton::clicked, this, &SimulationForm::removeRow);
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(add);
    row->addWidget(m_remove);
    row->addStretch(1);
    return line;
}

void SimulationForm::makeLayout()
{
    m_words->setObjectName(QStringLiteral("simulationWords"));
    m_note->setObjectName(QStringLiteral("simulationNote"));
    for (QLabel* label : {m_words, m_note}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_apply->setObjectName(QStringLiteral("applySimulation"));
    m_revert->setObjectName(QStringLiteral("revertSimulation"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_apply);
    buttons->addWidget(m_revert);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget* part : {static_cast<QWidget*>(m_fleet), static_cast<QWidget*>(m_table),
                          makeRowButtons(), static_cast<QWidget*>(m_model),
                          static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_note)})
        column->addWidget(part);
    column->addLayout(buttons);
}

SimulationSettings SimulationForm::settings() const
{
    SimulationSettings settings = m_base;
    settings.versions = modelsOf(m_rows);
    return settings;
}

void SimulationForm::showState(const EntityState& state, Subject subject)
{
    const bool isNew =
        subject == Subject::Other || *state.simulation != m_seen || knownVersions(state) != m_known;
    m_state = state;
    m_model->setFleet(state.fleet, subject);
    if (isNew)
        takeState(state, subject);
}

void SimulationForm::takeState(const EntityState& state, Subject subject)
{
    const bool isOther = subject == Subject::Other;
    const bool keepsTyped = !isOther && isEdited();
    const auto before =
        m_rows.empty() || isOther ? std::nullopt : std::optional(m_rows[m_row].model);
    const SimulationSettings& now = *state.simulation;
    m_known = knownVersions(state);
    if (keepsTyped) {
        m_rows = mergedRows(std::move(m_rows), m_seen.versions, now.versions, m_known);
        m_base.clockLag = now.clockLag;
    } else {
        m_rows = rowsOf(now.versions, m_known, isOther ? VersionRows() : m_rows);
        m_base = now;
    }
    m_seen = now;
    m_stored = now;
    m_stored.versions = modelsOf(rowsOf(now.versions, m_known, {}));
    m_row = before ? rowLike(*before) : usualRow();
    showFields();
}

/// Of the version that is being rolled out.
std::size_t SimulationForm::usualRow() const
{
    return rowLike({.version = newVersionOf(m_state)});
}

std::size_t SimulationForm::rowLike(const VersionModel& model) const
{
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (m_rows[row].model.version == model.version && m_rows[row].model.group == model.group
            && m_rows[row].model.tag == model.tag)
            return row;
    return 0;
}

void SimulationForm::behaveLike(const SimulationSettings& fleet)
{
    const auto [seed, tick] = std::pair(m_base.seed, m_base.tick);
    m_base = behavingLike(m_state, fleet);
    m_base.seed = seed; // perhaps typed and not applied yet
    m_base.tick = tick;
    m_rows = mergedRows(rowsOf(m_base.versions, m_known, {}), {}, {}, m_known);
    m_row = usualRow();
    showFields();
}

void SimulationForm::revert()
{
    m_base = m_seen;
    m_rows = rowsOf(m_seen.versions, m_known, m_rows);
    m_row = std::min(m_row, m_rows.empty() ? 0 : m_rows.size() - 1);
    showFields();
}

void SimulationForm::addRow()
{
    const std::string version =
        m_rows.empty() ? newVersionOf(m_state) : m_rows[m_row].model.version;
    m_rows.push_back({{.version = version}, std::nullopt});
    m_row = m_rows.size() - 1;
    showTable();
    m_model->setFocus();
}

void SimulationForm::removeRow()
{
    m_rows = withoutRow(std::move(m_rows), m_row, m_known);
    m_row = std::min(m_row, m_rows.empty() ? 0 : m_rows.size() - 1);
    showTable();
}

void SimulationForm::takeModel()
{
    if (m_rows.empty())
        return;
    m_rows[m_row].model = m_model->model();
    showRow(m_row);
    update();
}

void SimulationForm::selectRow(std::size_t row)
{
    m_row = row;
    showModel();
    update();
}

void SimulationForm::showFields()
{
    m_fleet->showSettings(m_base);
    showTable();
}

void SimulationForm::showTable()
{
    {
        const QScopedValueRollback guard(m_isShowing, true);
        m_table->setRowCount(static_cast<int>(m_rows.size()));
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            showRow(row);
        m_table->setCurrentCell(m_rows.empty() ? -1 : static_cast<int>(m_row), 0);
    }
    m_model->setEnabled(!m_rows.empty());
    showModel();
    update();
}

void SimulationForm::showModel()
{
    m_model->showModel(m_rows.empty() ? VersionModel() : m_rows[m_row].model, m_base.adoption);
}

void SimulationForm::showRow(std::size_t row)
{
    const VersionModel& model = m_rows[row].model;
    const QString words = modelWords(model);
    const int at = static_cast<int>(row);
    m_table->setItem(at, 0, makeItem(rowName(model), words));
    m_table->setItem(at, 1, makeItem(words.section(QLatin1String(": "), 1), words));
}

QString SimulationForm::complaint() const
{
    if (QString wrong = m_fleet->complaint(); !wrong.isEmpty())
        return wrong;
    if (const auto checked = checkRows(m_rows); !checked)
        return errorText(checked.error());
    if (const auto checked = checkSimulation(settings()); !checked)
        return errorText(checked.error());
    return {};
}

void SimulationForm::update()
{
    if (m_isShowing)
        return;
    const QString wrong = complaint();
    m_note->setText(wrong);
    m_note->setVisible(!wrong.isEmpty());
    m_words->setText(simulationWords(settings()).join(u'\n'));
    m_remove->setEnabled(!m_rows.empty() && withoutRow(m_rows, m_row, m_known) != m_rows);
    m_apply->setEnabled(isEdited() && wrong.isEmpty());
    m_revert->setEnabled(isEdited());
    m_behaviour->showLike(m_state, settings());
}

} // namespace rollout
