#include "ui/inspector/policy_form.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/words.h"
#include "ui/inspector/approval_form.h"
#include "ui/inspector/fold_section.h"
#include "ui/inspector/forecast_view.h"
#include "ui/inspector/guards_form.h"
#include "ui/inspector/options_form.h"
#include "ui/inspector/policy_words.h"
#include "ui/inspector/waves_form.h"

namespace rollout {

namespace {

QStringList groupsOf(const Fleet& fleet)
{
    QStringList groups;
    for (std::uint32_t number = 0; number < fleet.groups().size(); ++number)
        groups << text(fleet.groups().at(static_cast<GroupId>(number)));
    groups.sort();
    return groups;
}

QLabel* makeNote(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->hide();
    return label;
}

} // namespace

PolicyForm::PolicyForm(QWidget* parent)
    : QWidget(parent)
    , m_options(new OptionsForm)
    , m_guards(new GuardsForm)
    , m_waves(new WavesForm)
    , m_approval(new ApprovalForm)
    , m_guardsPart(new FoldSection(tr("Guards"), m_guards))
    , m_wavesPart(new FoldSection(tr("Waves"), m_waves))
    , m_approvalPart(new FoldSection(tr("Approval"), m_approval))
    , m_forecast(new ForecastView)
    , m_range(makeNote("policyRange"))
    , m_wrong(makeNote("policyWrong"))
{
    auto* options = new FoldSection(tr("Rollout options"), m_options);
    options->setOpen(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (QWidget* part :
         std::initializer_list<QWidget*>{options, m_guardsPart, m_wavesPart, m_approvalPart,
                                         m_range, m_wrong, makeButtons(), m_forecast})
        column->addWidget(part);
    connect(m_options, &OptionsForm::edited, this, &PolicyForm::takeEdit);
    connect(m_guards, &GuardsForm::edited, this, &PolicyForm::takeEdit);
    connect(m_waves, &WavesForm::edited, this, &PolicyForm::takeEdit);
    connect(m_approval, &ApprovalForm::edited, this, &PolicyForm::takeEdit);
    const auto hint = [this](const QString& sentence) {
        m_range->setText(sentence);
        m_range->setVisible(!sentence.isEmpty());
    };
    connect(m_guards, &GuardsForm::hinted, this, hint);
    connect(m_approval, &ApprovalForm::hinted, this, hint);
    m_waves->setGroups([this] { return groupsOf(m_fleet); });
    setPolicy({});
}

QPushButton* PolicyForm::makeButton(const QString& words, const char* name)
{
    auto* button = new QPushButton(words);
    button->setObjectName(QLatin1String(name));
    return button;
}

QWidget* PolicyForm::makeButtons()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_apply = makeButton(tr("Apply"), "applyOptions");
    m_revert = makeButton(tr("Revert"), "revertOptions");
    m_defaults = makeButton(tr("Defaults"), "defaultOptions");
    connect(m_apply, &QPushButton::clicked, this, [this] { Q_EMIT applied(policy()); });
    connect(m_revert, &QPushButton::clicked, this, [this] { setPolicy(m_stored); });
    connect(m_defaults, &QPushButton::clicked, this, [this] { setPolicy({}); });
    for (QPushButton* button : {m_apply, m_revert, m_defaults})
        row->addWidget(button);
    row->addStretch(1);
    return bar;
}

Policy PolicyForm::policy() const
{
    return {m_options->options(), m_guards->guards(), m_waves->waves(), m_approval->rule()};
}

void PolicyForm::setPolicy(const Policy& policy)
{
    m_range->hide();
    m_options->setOptions(policy.options);
    m_guards->setGuards(policy.guards);
    m_waves->setWaves(policy.waves);
    m_approval->setRule(policy.approval);
    takeEdit();
}

void PolicyForm::propose(const Policy& policy)
{
    openWhatIsOn(policy);
    setPolicy(policy);
}

void PolicyForm::showReview(const PolicyReviewPtr& review)
{
    m_forecast->showReview(review);
}

void PolicyForm::takeEdit()
{
    judge();
    Q_EMIT edited();
}

void PolicyForm::openWhatIsOn(const Policy& policy)
{
    m_guardsPart->setOpen(policy.guards != Guards{});
    m_wavesPart->setOpen(!policy.waves.empty());
    m_approvalPart->setOpen(policy.approval != ApprovalRule{});
}

void PolicyForm::showState(const EntityState& state, Subject subject)
{
    const bool keepsTyped = subject == Subject::Same && isEdited();
    const Policy stored = state.policy();
    const bool isOther = stored != m_stored;
    m_stored = stored;
    m_isLocked = state.control.lock.has_value();
    m_options->setFleet(state);
    m_fleet = state.fleet;
    if (subject == Subject::Other)
        openWhatIsOn(m_stored);
    if (!keepsTyped && (isOther || isEdited()))
        setPolicy(m_stored);
    else
        judge();
}

void PolicyForm::judge()
{
    const Policy typed = policy();
    const bool isOther = typed != m_stored;
    const auto checked = checkPolicy(typed);
    m_wrong->setText(checked ? QString() : errorText(checked.error()));
    m_wrong->setVisible(!checked);
    m_apply->setEnabled(isOther && checked && !m_isLocked);
    m_apply->setToolTip(m_isLocked ? tr("The entity is locked; unlock it first.") : QString());
    m_forecast->setEdited(isOther);
    m_revert->setEnabled(isOther);
    m_defaults->setEnabled(typed != Policy());
    m_guardsPart->setSummary(guardsSummary(typed.guards));
    m_wavesPart->setSummary(wavesSummary(typed.waves));
    m_approvalPart->setSummary(approvalSummary(typed.approval));
}

} // namespace rollout
