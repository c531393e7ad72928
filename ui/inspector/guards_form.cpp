#include "ui/inspector/guards_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QSignalBlocker>

#include "ui/inspector/narrow_form.h"
#include "ui/inspector/range_spin.h"
#include "ui/inspector/seen_check.h"

namespace rollout {

namespace {

constexpr int mostSeconds = static_cast<int>(maximumTimeout.count());
constexpr int mostTargets = 1'000'000'000;

} // namespace

GuardsForm::GuardsForm(QWidget* parent)
    : QWidget(parent)
    , m_silent(makeCheck("silentCounts", tr("Silent targets count as failed"),
                         tr("A target that was told the rolling version and is silent for too long "
                            "is a failure, and not forgotten.")))
    , m_unhealthy(makeCheck("stopUnhealthy", tr("Assign nothing while targets fail"),
                            tr("Nothing new is assigned while a target fails on the version.")))
    , m_open(makeCheck("openRollback", tr("Rolling back passes closed gates"),
                       tr("While rolling back monitoring does not hold the step, and approval is "
                          "not asked.")))
    , m_hasRollbackBatch(makeCheck("hasRollbackBatch", tr("Own batch when rolling back"),
                                   tr("Otherwise it goes back by the batches it went forward.")))
    , m_rollbackBatch(makeSpin("rollbackBatch", tr("Batch when rolling back"), 100, tr(" %")))
    , m_forget(makeSpin("forgetAfter", tr("Forget after"), mostSeconds, tr(" s")))
    , m_watch(makeSpin("watchAfterGood", tr("Watch after good"), mostSeconds, tr(" s")))
    , m_minimumTime(makeSpin("minimumTime", tr("Minimum time"), mostSeconds, tr(" s")))
    , m_minimumTargets(makeSpin("minimumTargets", tr("Minimum targets"), mostTargets, {}))
    , m_monitoring(new QComboBox(this))
{
    m_forget->setMinimum(1);
    m_forget->setToolTip(tr("Targets that are silent for longer are forgotten."));
    m_watch->setToolTip(tr("For so long after a version became last known good too many failures "
                           "still roll it back. 0: not."));
    m_minimumTime->setToolTip(tr("A version is not good before it has been rolling for so long."));
    m_minimumTargets->setToolTip(tr("A version is not good before so many targets succeeded."));
    m_monitoring->setObjectName(QStringLiteral("monitoringAction"));
    m_monitoring->setAccessibleName(tr("When monitoring fails"));
    m_monitoring->addItems({tr("hold"), tr("roll back"), tr("only report")});
    connect(m_monitoring, &QComboBox::currentIndexChanged, this, &GuardsForm::edited);
    connect(m_hasRollbackBatch, &QCheckBox::toggled, m_rollbackBatch, &QWidget::setEnabled);
    QFormLayout* form = makeNarrowForm(this);
    addRows(*form);
    setGuards({});
}

void GuardsForm::addRows(QFormLayout& form)
{
    for (QCheckBox* check : {m_silent, m_unhealthy, m_open, m_hasRollbackBatch})
        form.addRow(check);
    form.addRow(tr("Its batch"), m_rollbackBatch);
    form.addRow(tr("Forget after"), m_forget);
    form.addRow(tr("Watch after good"), m_watch);
    form.addRow(tr("Minimum time"), m_minimumTime);
    form.addRow(tr("Minimum targets"), m_minimumTargets);
    form.addRow(tr("Monitoring fails"), m_monitoring);
}

QCheckBox* GuardsForm::makeCheck(const char* name, const QString& words, const QString& tip)
{
    auto* check = new SeenCheck(words, this);
    check->setObjectName(QLatin1String(name));
    check->setToolTip(tip);
    connect(check, &QCheckBox::toggled, this, &GuardsForm::edited);
    return check;
}

RangeSpin* GuardsForm::makeSpin(const char* name, const QString& words, int maximum,
                                const QString& suffix)
{
    auto* spin = new RangeSpin(words, maximum, suffix, this);
    spin->setObjectName(QLatin1String(name));
    connect(spin, &QSpinBox::valueChanged, this, &GuardsForm::edited);
    connect(spin, &RangeSpin::hinted, this, &GuardsForm::hinted);
    return spin;
}

void GuardsForm::setGuards(const Guards& guards)
{
    const QSignalBlocker blocker(this);
    m_silent->setChecked(guards.silentCountsAsFailed);
    m_unhealthy->setChecked(guards.stopWhileUnhealthy);
    m_open->setChecked(guards.openForRollback);
    m_hasRollbackBatch->setChecked(guards.rollbackBatch.has_value());
    m_rollbackBatch->setEnabled(guards.rollbackBatch.has_value());
    m_rollbackBatch->setValue(guards.rollbackBatch.value_or(Percent(100)).value());
    m_forget->setValue(static_cast<int>(guards.forgetAfter.count()));
    m_watch->setValue(static_cast<int>(guards.watchAfterGood.count()));
    m_minimumTime->setValue(static_cast<int>(guards.minimumTime.count()));
    m_minimumTargets->setValue(static_cast<int>(guards.minimumTargets));
    m_monitoring->setCurrentIndex(static_cast<int>(guards.monitoring));
}

Guards GuardsForm::guards() const
{
    Guards guards;
    guards.forgetAfter = Seconds(m_forget->value());
    guards.silentCountsAsFailed = m_silent->isChecked();
    guards.stopWhileUnhealthy = m_unhealthy->isChecked();
    if (m_hasRollbackBatch->isChecked())
        guards.rollbackBatch = Percent(m_rollbackBatch->value());
    guards.openForRollback = m_open->isChecked();
    guards.watchAfterGood = Seconds(m_watch->value());
    guards.monitoring = static_cast<MonitoringAction>(m_monitoring->currentIndex());
    guards.minimumTime = Seconds(m_minimumTime->value());
    guards.minimumTargets = m_minimumTargets->value();
    return guards;
}

} // namespace rollout
