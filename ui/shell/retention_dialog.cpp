#include "ui/shell/retention_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

using std::chrono::days;

constexpr int longestDays = 36500;
constexpr int firstDays = 90; // proposed
constexpr int rowsCounted = 5000; // of an entity; some ten milliseconds

/// A simulated clock stands still between its steps.
Time clockOf(const EntitySnapshot& snapshot, Time now)
{
    return snapshot.state.isSimulated() ? snapshot.clock : now;
}

QString daysText(days kept)
{
    return kept.count() == 1 ? RetentionDialog::tr("1 day")
                             : RetentionDialog::tr("%1 days").arg(formatCount(kept.count()));
}

} // namespace

Result<RetentionForecast> forecastRetention(const Orchestrator& engine, days kept, Time now)
{
    RetentionForecast forecast;
    const auto directory = engine.directory();
    for (const DirectoryNode& node : *directory)
        for (const auto& entity : node.entities) {
            const auto snapshot = engine.snapshot(entity.key);
            if (!snapshot)
                continue; // deleted meanwhile
            JournalFilter filter;
            filter.entity = entity.key;
            const auto rows = engine.journalAfter(filter, 0, rowsCounted);
            if (!rows)
                return tl::unexpected(rows.error());
            const Time limit = clockOf(**snapshot, now) - kept;
            const auto old = std::count_if(rows->begin(), rows->end(),
                                           [&](const JournalRow& row) { return row.at < limit; });
            forecast.rows += old;
            forecast.entities += old > 0 ? 1 : 0;
            forecast.isMore = forecast.isMore || old == rowsCounted;
        }
    return forecast;
}

QString forecastText(const RetentionForecast& forecast, days kept)
{
    if (forecast.rows == 0)
        return RetentionDialog::tr("No event is older than %1: nothing is deleted now.")
            .arg(daysText(kept));
    const QString count = forecast.isMore
        ? RetentionDialog::tr("More than %1 events").arg(formatCount(forecast.rows))
        : forecast.rows == 1
        ? RetentionDialog::tr("1 event")
        : RetentionDialog::tr("Up to %1 events").arg(formatCount(forecast.rows));
    const QString entities = forecast.entities == 1
        ? RetentionDialog::tr("1 entity")
        : RetentionDialog::tr("%1 entities").arg(formatCount(forecast.entities));
    return RetentionDialog::tr(
               "%1 of %2 are older than %3: the next upkeep, within the hour, "
               "deletes them, which cannot be undone afterwards. Those of a rollout "
               "under way, and those that explain what an entity is now, stay.")
        .arg(count, entities, daysText(kept));
}

RetentionDialog::RetentionDialog(Session& session, const Kept& stored, Time now, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_stored(stored)
    , m_now(now)
    , m_forEver(new QRadioButton(tr("for &ever")))
    , m_some(new QRadioButton(tr("&for")))
    , m_days(new QSpinBox)
    , m_forecast(new QLabel)
{
    setObjectName(QStringLiteral("retentionDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keep the journal"));
    m_forecast->setObjectName(QStringLiteral("retentionForecast"));
    m_forecast->setWordWrap(true);
    m_forecast->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    // For its longest sentence: the dialog does not change its size under the pointer.
    m_forecast->setMinimumHeight(fontMetrics().lineSpacing() * 5);
    m_forecast->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addWidget(new QLabel(tr("Events and rollouts of %1 are kept").arg(session.storeUrl())));
    column->addWidget(makeChoices());
    column->addWidget(m_forecast);
    column->addWidget(makeButtons());
    (stored ? m_some : m_forEver)->setChecked(true);
    m_days->setValue(static_cast<int>(stored.value_or(days(firstDays)).count()));
    connect(m_some, &QRadioButton::toggled, this, &RetentionDialog::judge);
    connect(m_days, &QSpinBox::valueChanged, this, &RetentionDialog::judge);
    judge();
}

QWidget* RetentionDialog::makeChoices()
{
    m_forEver->setObjectName(QStringLiteral("keepForEver"));
    m_some->setObjectName(QStringLiteral("keepSome"));
    m_some->setAccessibleName(tr("for a number of days"));
    m_days->setObjectName(QStringLiteral("keepDays"));
    m_days->setAccessibleName(tr("Days for which the journal is kept"));
    m_days->setRange(1, longestDays);
    m_days->setSuffix(tr(" days"));
    auto* choices = new QWidget;
    auto* some = new QHBoxLayout;
    some->addWidget(m_some);
    some->addWidget(m_days);
    some->addStretch(1);
    auto* column = new QVBoxLayout(choices);
    column->setContentsMargins(12, 0, 0, 0);
    column->addWidget(m_forEver);
    column->addLayout(some);
    return choices;
}

QWidget* RetentionDialog::makeButtons()
{
    auto* bar = new QWidget;
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("retentionCancel"));
    m_verb = new QPushButton;
    m_verb->setObjectName(QStringLiteral("retentionVerb"));
    m_verb->setAutoDefault(false); // what deletes is not what Enter does
    cancel->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_verb, &QPushButton::clicked, this, &QDialog::accept);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_verb);
    return bar;
}

RetentionDialog::Kept RetentionDialog::chosen() const
{
    return m_some->isChecked() ? Kept(days(m_days->value())) : std::nullopt;
}

void RetentionDialog::judge()
{
    const Kept kept = chosen();
    m_days->setEnabled(kept.has_value());
    m_verb->setText(kept ? tr("Keep for %1").arg(daysText(*kept)) : tr("Keep for ever"));
    m_verb->setEnabled(kept != m_stored);
    ++m_asked;
    if (!kept)
        return m_forecast->setText(tr("Nothing is deleted. Old points of the charts of versions "
                                      "are thinned out in any case; what was decided stays."));
    m_verb->setEnabled(false); // until it is known what goes
    m_forecast->setText(tr("Counting what is older than %1…").arg(daysText(*kept)));
    askForecast();
}

void RetentionDialog::askForecast()
{
    const days kept = *chosen();
    m_session.request(
        this,
        [kept, now = m_now](Orchestrator& engine) { return forecastRetention(engine, kept, now); },
        [this, kept, asked = m_asked](const Result<RetentionForecast>& forecast) {
            if (asked != m_asked)
                return;
            m_forecast->setText(forecast ? forecastText(*forecast, kept)
                                         : errorText(forecast.error()));
            m_verb->setEnabled(forecast && chosen() != m_stored);
        });
}

} // namespace rollout
