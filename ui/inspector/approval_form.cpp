#include "ui/inspector/approval_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QSignalBlocker>

#include "ui/inspector/narrow_form.h"
#include "ui/inspector/range_spin.h"
#include "ui/inspector/seen_check.h"

namespace rollout {

namespace {

constexpr int mostPeople = 100;

} // namespace

ApprovalForm::ApprovalForm(QWidget* parent)
    : QWidget(parent)
    , m_required(new RangeSpin(tr("Approvals needed"), mostPeople, {}, this))
    , m_timeout(new RangeSpin(tr("Time-out of approval"), static_cast<int>(maximumTimeout.count()),
                              tr(" s"), this))
    , m_onTimeout(new QComboBox(this))
    , m_forRollback(new SeenCheck(tr("Also when rolling back"), this))
{
    m_required->setObjectName(QStringLiteral("approvalsRequired"));
    m_required->setSpecialValueText(tr("none: nobody is asked"));
    m_required->setToolTip(tr("So many different people have to approve each target."));
    m_timeout->setObjectName(QStringLiteral("approvalTimeout"));
    m_timeout->setSpecialValueText(tr("none: waits without end"));
    m_onTimeout->setObjectName(QStringLiteral("approvalOnTimeout"));
    m_onTimeout->setAccessibleName(tr("When nobody decided in time"));
    m_onTimeout->addItems({tr("reject"), tr("approve")});
    m_forRollback->setObjectName(QStringLiteral("approvalForRollback"));
    QFormLayout* form = makeNarrowForm(this);
    form->addRow(tr("Approvals"), m_required);
    form->addRow(tr("Time-out"), m_timeout);
    form->addRow(tr("Then"), m_onTimeout);
    form->addRow(m_forRollback);
    for (RangeSpin* spin : {m_required, m_timeout}) {
        connect(spin, &QSpinBox::valueChanged, this, &ApprovalForm::edited);
        connect(spin, &RangeSpin::hinted, this, &ApprovalForm::hinted);
    }
    connect(m_onTimeout, &QComboBox::currentIndexChanged, this, &ApprovalForm::edited);
    connect(m_forRollback, &QCheckBox::toggled, this, &ApprovalForm::edited);
}

void ApprovalForm::setRule(const ApprovalRule& rule)
{
    const QSignalBlocker blocker(this);
    m_required->setValue(rule.required);
    m_timeout->setValue(static_cast<int>(rule.timeout.count()));
    m_onTimeout->setCurrentIndex(static_cast<int>(rule.onTimeout));
    m_forRollback->setChecked(rule.forRollback);
}

ApprovalRule ApprovalForm::rule() const
{
    return {m_required->value(), Seconds(m_timeout->value()),
            static_cast<OnTimeout>(m_onTimeout->currentIndex()), m_forRollback->isChecked()};
}

} // namespace rollout
