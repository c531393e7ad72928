#include "ui/inspector/options_form.h"

#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/common/palette.h"
#include "ui/inspector/option_hints.h"
#include "ui/inspector/range_spin.h"

namespace rollout {

namespace {

QLabel* makeNote(const QString& name)
{
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}

} // namespace

OptionsForm::OptionsForm(QWidget* parent)
    : QWidget(parent)
    , m_batch(makeSpin(QStringLiteral("batchPercent"), tr("Batch"), 100, tr(" %")))
    , m_success(makeSpin(QStringLiteral("successPercent"), tr("Success"), 100, tr(" %")))
    , m_window(makeSpin(QStringLiteral("successTimeout"), tr("Success time-out"),
                        static_cast<int>(maximumTimeout.count()), tr(" s")))
    , m_deadline(makeSpin(QStringLiteral("durationTimeout"), tr("Duration time-out"),
                          static_cast<int>(maximumTimeout.count()), tr(" s")))
    , m_effective(makeNote(QStringLiteral("effectiveLimits")))
    , m_range(makeNote(QStringLiteral("optionsRange")))
{
    m_batch->setToolTip(
        tr("How much of the fleet may be in rollout at one time, at least one target"));
    m_success->setToolTip(
        tr("How much of the fleet has to succeed before the version is last known good"));
    m_window->setToolTip(
        tr("How long a target has to report the version without error to be a success"));
    m_deadline->setToolTip(
        tr("How long after being told a target that is no success counts as failed"));
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("&Batch"), m_batch);
    form->addRow(tr("&Success"), m_success);
    form->addRow(tr("Success &time-out"), m_window);
    form->addRow(tr("&Duration time-out"), m_deadline);
    // Below the form, not in it: its rows cut off what a label needs beyond its first width.
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    m_range->hide();
    for (QLabel* label : {m_range, m_effective})
        column->addWidget(label);
    setOptions({});
}

RangeSpin* OptionsForm::makeSpin(const QString& name, const QString& words, int maximum,
                                 const QString& suffix)
{
    auto* spin = new RangeSpin(words, maximum, suffix, this);
    spin->setObjectName(name);
    connect(spin, &QSpinBox::valueChanged, this, [this] {
        showMeaning();
        Q_EMIT edited();
    });
    connect(spin, &RangeSpin::hinted, this, [this](const QString& sentence) {
        m_range->setText(sentence);
        m_range->setVisible(!sentence.isEmpty());
    });
    return spin;
}

RolloutOptions OptionsForm::options() const
{
    return {Percent(m_batch->value()), Percent(m_success->value()), Seconds(m_window->value()),
            Seconds(m_deadline->value())};
}

void OptionsForm::setOptions(const RolloutOptions& options)
{
    m_range->hide();
    const QSignalBlocker blocker(this);
    m_batch->setValue(options.batch.value());
    m_success->setValue(options.success.value());
    m_window->setValue(static_cast<int>(options.successTimeout.count()));
    m_deadline->setValue(static_cast<int>(options.durationTimeout.count()));
    showMeaning();
}

void OptionsForm::setFleet(const EntityState& state)
{
    m_total = static_cast<std::int64_t>(state.fleet.participants());
    showMeaning();
}

void OptionsForm::showMeaning()
{
    m_effective->setText(effectiveWords(options(), m_total));
}

} // namespace rollout
