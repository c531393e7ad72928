#include "ui/whatif/whatif_form.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>

#include <limits>

#include "ui/common/format.h"
#include "ui/common/prompts.h"
#include "ui/common/words.h"
#include "ui/whatif/policy_list.h"

namespace rollout {

namespace {

constexpr int kindRole = Qt::UserRole + 1;
constexpr int askForFile = -1;
const char* const firstModel = "crash-30";

void narrow(QComboBox& box, const char* name, const QString& accessible)
{
    box.setObjectName(QLatin1String(name));
    box.setAccessibleName(accessible);
    box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box.setMinimumContentsLength(18);
    box.setMaxVisibleItems(20);
}

void addLine(QComboBox& box, const QString& words, WhatIfSource::Kind kind, const QString& name)
{
    box.addItem(words, name);
    box.setItemData(box.count() - 1, static_cast<int>(kind), kindRole);
}

} // namespace

WhatIfForm::WhatIfForm(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_fleet(new QComboBox)
    , m_model(new QComboBox)
    , m_policies(new PolicyList(context.session))
    , m_runs(new QComboBox)
    , m_seed(new QSpinBox)
    , m_badShare(new QDoubleSpinBox)
{
    setObjectName(QStringLiteral("whatIfForm"));
    makeFleetBox();
    makeModelBox();
    makeNumbers();
    arrange();
    connect(m_policies, &PolicyList::changed, this, &WhatIfForm::edited);
}

void WhatIfForm::makeFleetBox()
{
    narrow(*m_fleet, "whatIfFleet", tr("Fleet to play on"));
    addLine(*m_fleet, tr("This entity's fleet"), WhatIfSource::Kind::Entity, {});
    m_fleet->insertSeparator(m_fleet->count());
    for (const ShippedScenario& shipped : shippedScenarios())
        addLine(*m_fleet, text(shipped.title.empty() ? shipped.name : shipped.title),
                WhatIfSource::Kind::Preset, text(shipped.name));
    m_fleet->insertSeparator(m_fleet->count());
    m_fleet->addItem(tr("Scenario from a file…"));
    m_fleet->setItemData(m_fleet->count() - 1, askForFile, kindRole);
    connect(m_fleet, &QComboBox::activated, this, &WhatIfForm::takeFleet);
}

void WhatIfForm::makeModelBox()
{
    narrow(*m_model, "whatIfModel", tr("How the bad version behaves"));
    fillModels(false);
    connect(m_model, &QComboBox::activated, this, &WhatIfForm::edited);
}

void WhatIfForm::makeNumbers()
{
    m_runs->setObjectName(QStringLiteral("whatIfRuns"));
    m_runs->setAccessibleName(tr("Runs of each policy on each version"));
    for (const int runs : {200, 1000, 10000})
        m_runs->addItem(formatCount(runs), runs);
    m_runs->setCurrentIndex(1);
    m_runs->setToolTip(tr("200 to try something, 1,000 to compare, 10,000 for a report"));
    m_seed->setObjectName(QStringLiteral("whatIfSeed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_seed->setValue(1);
    m_seed->setToolTip(tr("The same seed gives the same fates, on every machine"));
    m_badShare->setObjectName(QStringLiteral("whatIfBadShare"));
    m_badShare->setAccessibleName(tr("Share of releases that are bad"));
    m_badShare->setRange(0, 100);
    m_badShare->setDecimals(1);
    m_badShare->setSuffix(tr(" %"));
    m_badShare->setValue(CostWeights().badShare * 100.0);
    m_badShare->setToolTip(tr("Weighs the expected cost: 5, 15 and 30 % are usual"));
    connect(m_runs, &QComboBox::activated, this, &WhatIfForm::edited);
    connect(m_seed, &QSpinBox::valueChanged, this, &WhatIfForm::edited);
    connect(m_badShare, &QDoubleSpinBox::valueChanged, this, &WhatIfForm::edited);
}

void WhatIfForm::arrange()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 4, 12, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    const auto add = [&](int row, int column, const QString& words, QWidget* field, int span) {
        auto* label = new QLabel(words);
        label->setBuddy(field);
        grid->addWidget(label, row, column);
        grid->addWidget(field, row, column + 1, 1, span);
    };
    add(0, 0, tr("&Fleet"), m_fleet, 3);
    add(1, 0, tr("&Bad version"), m_model, 3);
    add(2, 0, tr("R&uns"), m_runs, 1);
    add(2, 2, tr("S&eed"), m_seed, 1);
    add(3, 0, tr("Bad re&leases"), m_badShare, 1);
    auto* label = new QLabel(tr("&Policies"));
    label->setBuddy(m_policies);
    grid->addWidget(label, 0, 4, Qt::AlignTop);
    grid->addWidget(m_policies, 0, 5, 5, 1);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    grid->setColumnStretch(5, 2);
    grid->setRowStretch(4, 1);
}

void WhatIfForm::showSnapshot(const SnapshotPtr& snapshot)
{
    const bool isOther = !snapshot || !m_snapshot || snapshot->key != m_snapshot->key;
    m_snapshot = snapshot;
    m_policies->setOwn(snapshot ? std::optional(snapshot->state.policy()) : std::nullopt);
    const bool hasOwn = snapshot && hasOwnModel(snapshot->state);
    if (isOther || hasOwn != m_hasOwnModel)
        fillModels(hasOwn);
}

void WhatIfForm::fillModels(bool hasOwn)
{
    m_hasOwnModel = hasOwn;
    m_model->clear();
    if (hasOwn)
        m_model->addItem(tr("As this entity's simulation has it"), QString());
    for (const ShippedScenario& shipped : shippedScenarios())
        if (shipped.isModel)
            m_model->addItem(text(shipped.title), text(shipped.name));
    m_model->setCurrentIndex(hasOwn ? 0 : m_model->findData(QLatin1String(firstModel)));
}

void WhatIfForm::takeFleet(int index)
{
    if (m_fleet->itemData(index, kindRole).toInt() == askForFile)
        return askFile();
    m_lastFleet = index;
    m_model->setEnabled(source().kind == WhatIfSource::Kind::Entity);
    Q_EMIT edited();
}

void WhatIfForm::askFile()
{
    m_fleet->setCurrentIndex(m_lastFleet);
    m_context.prompts.openFile(
        window(), tr("Scenario"), tr("Scenarios (*.yaml *.yml)"), [this](const QString& path) {
            const int last = m_fleet->count() - 1;
            m_fleet->insertItem(last, QFileInfo(path).fileName(), path);
            m_fleet->setItemData(last, static_cast<int>(WhatIfSource::Kind::File), kindRole);
            m_fleet->setItemData(last, path, Qt::ToolTipRole);
            m_fleet->setCurrentIndex(last);
            takeFleet(last);
        });
}

WhatIfSource WhatIfForm::source() const
{
    WhatIfSource source;
    source.kind = static_cast<WhatIfSource::Kind>(m_fleet->currentData(kindRole).toInt());
    source.name = utf8(m_fleet->currentData().toString());
    if (source.kind == WhatIfSource::Kind::Entity) {
        source.entity = m_snapshot;
        source.model = utf8(m_model->currentData().toString());
    }
    return source;
}

WhatIfQuestion WhatIfForm::question() const
{
    WhatIfQuestion question;
    question.source = source();
    question.policies = m_policies->chosen();
    question.runs = m_runs->currentData().toULongLong();
    question.seed = static_cast<std::uint64_t>(m_seed->value());
    question.weights.badShare = m_badShare->value() / 100.0;
    return question;
}

QString WhatIfForm::complaint() const
{
    const std::size_t count = m_policies->chosen().size();
    if (count == 0)
        return tr("Tick at least one policy.");
    if (count > mostPolicies)
        return tr("%1 policies are ticked; at most %2 can be told apart.")
            .arg(count)
            .arg(mostPolicies);
    return {};
}

} // namespace rollout
