#include "ui/inspector/controller_form.h"

#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/words.h"
#include "ui/inspector/argument_lines.h"
#include "ui/inspector/range_spin.h"
#include "ui/inspector/seen_check.h"

namespace rollout {

namespace {

struct HookRow
{
    bool Hooks::*hook;
    const char* id; ///< object name
    const char* words;
    const char* help;
};

constexpr std::array<HookRow, 5> hookRows{{
    {&Hooks::selection, "hookSelection", QT_TRANSLATE_NOOP("rollout::ControllerForm", "selection"),
     QT_TRANSLATE_NOOP("rollout::ControllerForm", "Which targets are told next.")},
    {&Hooks::approval, "hookApproval", QT_TRANSLATE_NOOP("rollout::ControllerForm", "approval"),
     QT_TRANSLATE_NOOP("rollout::ControllerForm", "Which of the selected targets may be told.")},
    {&Hooks::removal, "hookRemoval", QT_TRANSLATE_NOOP("rollout::ControllerForm", "removal"),
     QT_TRANSLATE_NOOP("rollout::ControllerForm",
                       "Which targets leave the rollout when fewer may be in it.")},
    {&Hooks::monitoring, "hookMonitoring",
     QT_TRANSLATE_NOOP("rollout::ControllerForm", "monitoring"),
     QT_TRANSLATE_NOOP("rollout::ControllerForm", "Whether a target is well.")},
    {&Hooks::externalMonitoring, "hookExternalMonitoring",
     QT_TRANSLATE_NOOP("rollout::ControllerForm", "external monitoring"),
     QT_TRANSLATE_NOOP("rollout::ControllerForm", "Whether the rollout as a whole is well.")},
}};

constexpr int argumentLinesSeen = 3;

QString hooksInWords(const Hooks& hooks)
{
    QStringList words;
    for (const HookRow& row : hookRows)
        if (hooks.*row.hook)
            words << ControllerForm::tr(row.words);
    return words.join(QLatin1String(", "));
}

/// The sentence that a program took too long ends in this advice.
bool isTimeOut(const std::string& failure)
{
    return failure.find("its time-out longer") != std::string::npos;
}

QLabel* makeNote(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->hide();
    return label;
}

QPushButton* makeButton(const QString& words, const char* name)
{
    auto* button = new QPushButton(words);
    button->setObjectName(QLatin1String(name));
    return button;
}

} // namespace

ControllerForm::ControllerForm(QWidget* parent)
    : QWidget(parent)
    , m_program(new QLineEdit)
    , m_arguments(new QPlainTextEdit)
    , m_timeout(new RangeSpin(tr("Time limit of the program"),
                              static_cast<int>(maximumCommandTimeout.count()), tr(" s")))
    , m_range(makeNote("controllerRange"))
    , m_wrong(makeNote("controllerWrong"))
{
    makeFields();
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("Program"), m_program);
    form->addRow(tr("Arguments"), m_arguments);
    form->addRow(tr("Time limit"), m_timeout);
    form->addRow(tr("Answers"), makeHooks());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(makeFailure());
    column->addLayout(form);
    column->addWidget(m_range);
    column->addWidget(m_wrong);
    column->addWidget(makeButtons());
    setSettings({});
}

void ControllerForm::makeFields()
{
    m_program->setObjectName(QStringLiteral("controllerProgram"));
    m_program->setAccessibleName(tr("Program that answers hooks"));
    m_program->setPlaceholderText(tr("none: hooks have their default answers"));
    m_program->setToolTip(
        tr("A path, or a name that is looked for in PATH. It is run anew for each "
           "question, without a shell."));
    m_arguments->setObjectName(QStringLiteral("controllerArguments"));
    m_arguments->setAccessibleName(tr("Arguments of the program, one a line"));
    m_arguments->setPlaceholderText(tr("one a line"));
    m_arguments->setToolTip(tr("One a line, passed as it is. An empty argument, or one of several "
                               "lines, is written as a JSON string: \"two\\nlines\"."));
    m_arguments->setTabChangesFocus(true);
    m_arguments->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_arguments->setFixedHeight(fontMetrics().lineSpacing() * argumentLinesSeen + 24);
    m_timeout->setObjectName(QStringLiteral("controllerTimeout"));
    m_timeout->setMinimum(static_cast<int>(minimumCommandTimeout.count()));
    m_timeout->setToolTip(tr("For one question; then the program is ended, and the question has "
                             "failed."));
    connect(m_program, &QLineEdit::textChanged, this, &ControllerForm::judge);
    connect(m_arguments, &QPlainTextEdit::textChanged, this, &ControllerForm::judge);
    connect(m_timeout, &QSpinBox::valueChanged, this, &ControllerForm::judge);
    connect(m_timeout, &RangeSpin::hinted, this, [this](const QString& sentence) {
        m_range->setText(sentence);
        m_range->setVisible(!sentence.isEmpty());
    });
}

QWidget* ControllerForm::makeHooks()
{
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (std::size_t i = 0; i < hookRows.size(); ++i) {
        m_hooks[i] = new SeenCheck(tr(hookRows[i].words));
        m_hooks[i]->setObjectName(QLatin1String(hookRows[i].id));
        m_hooks[i]->setAccessibleName(tr("The program answers %1").arg(m_hooks[i]->text()));
        m_hooks[i]->setToolTip(tr(hookRows[i].help));
        connect(m_hooks[i], &QCheckBox::toggled, this, &ControllerForm::judge);
        column->addWidget(m_hooks[i]);
    }
    return part;
}

QWidget* ControllerForm::makeButtons()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_apply = makeButton(tr("Apply"), "applyController");
    m_revert = makeButton(tr("Revert"), "revertController");
    m_remove = makeButton(tr("Remove"), "removeController");
    m_remove->setToolTip(tr("No program any more: hooks have their default answers."));
    connect(m_apply, &QPushButton::clicked, this, [this] { Q_EMIT applied(*settings()); });
    connect(m_revert, &QPushButton::clicked, this, [this] { setSettings(m_stored); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT applied(std::nullopt); });
    for (QPushButton* button : {m_apply, m_revert, m_remove})
        row->addWidget(button);
    row->addStretch(1);
    return bar;
}

QWidget* ControllerForm::makeFailure()
{
    m_failurePart = new QWidget;
    m_failureText = makeNote("controllerFailure");
    m_failureText->setTextInteractionFlags(Qt::TextSelectableByMouse
                                           | Qt::TextSelectableByKeyboard);
    m_mend = makeButton({}, "mendController");
    m_again = makeButton(tr("Ask again"), "askAgain");
    m_again->setToolTip(tr("Take a step now, which asks the program once more."));
    connect(m_mend, &QPushButton::clicked, this, &ControllerForm::mend);
    connect(m_again, &QPushButton::clicked, this, &ControllerForm::askedAgain);
    auto* row = new QHBoxLayout;
    row->addWidget(m_mend);
    row->addWidget(m_again);
    row->addStretch(1);
    auto* column = new QVBoxLayout(m_failurePart);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_failureText);
    column->addLayout(row);
    m_failurePart->hide();
    return m_failurePart;
}

void ControllerForm::setSettings(const std::optional<CommandSettings>& settings)
{
    const CommandSettings shown = settings.value_or(CommandSettings{});
    {
        const QSignalBlocker program(m_program);
        const QSignalBlocker arguments(m_arguments);
        const QSignalBlocker timeout(m_timeout);
        m_program->setText(text(shown.program));
        m_arguments->setPlainText(argumentLines(shown.arguments).join(u'\n'));
        m_timeout->setValue(static_cast<int>(shown.timeout.count()));
        m_range->hide();
        for (std::size_t i = 0; i < hookRows.size(); ++i) {
            const QSignalBlocker hook(m_hooks[i]);
            m_hooks[i]->setChecked(shown.hooks.*hookRows[i].hook);
        }
    }
    judge();
}

Hooks ControllerForm::hooks() const
{
    Hooks hooks;
    for (std::size_t i = 0; i < hookRows.size(); ++i)
        hooks.*hookRows[i].hook = m_hooks[i]->isChecked();
    return hooks;
}

Result<std::optional<CommandSettings>> ControllerForm::settings() const
{
    // Raw: as plain text a no-break space would become another one.
    const auto arguments =
        argumentsOf(m_arguments->document()->toRawText().split(QChar(QChar::ParagraphSeparator)));
    if (!arguments)
        return tl::unexpected(arguments.error());
    CommandSettings typed;
    typed.program = utf8(m_program->text());
    typed.arguments = *arguments;
    typed.hooks = hooks();
    if (typed == CommandSettings{{}, {}, typed.timeout, {}})
        return std::optional<CommandSettings>();
    typed.timeout = Seconds(m_timeout->value());
    if (const auto checked = checkSettings(typed); !checked)
        return tl::unexpected(checked.error());
    if (typed.hooks == Hooks{})
        return failure(ErrorCode::InvalidArgument,
                       utf8(tr("Nothing asks the program: check at least one hook that it answers, "
                               "or remove it.")));
    return std::optional(std::move(typed));
}

bool ControllerForm::isEdited() const
{
    const auto typed = settings();
    return !typed || *typed != m_stored;
}

void ControllerForm::showState(const EntityState& state, const std::string& failure,
                               Subject subject)
{
    const bool keepsTyped = subject == Subject::Same && isEdited();
    const bool isOther = m_stored != state.controller;
    m_stored = state.controller;
    m_isLocked = state.control.lock.has_value();
    m_failure = m_stored ? failure : std::string();
    showFailure();
    if (!keepsTyped && (isOther || isEdited() || subject == Subject::Other))
        setSettings(m_stored);
    else
        judge();
}

void ControllerForm::judge()
{
    const auto typed = settings();
    m_wrong->setText(typed ? QString() : errorText(typed.error()));
    m_wrong->setVisible(!typed);
    const bool isOther = !typed || *typed != m_stored;
    const QString locked = m_isLocked ? tr("The entity is locked; unlock it first.") : QString();
    m_apply->setEnabled(typed && isOther && !m_isLocked);
    m_apply->setToolTip(locked);
    m_revert->setEnabled(isOther);
    m_remove->setEnabled(m_stored && !m_isLocked);
}

void ControllerForm::showFailure()
{
    m_failurePart->setVisible(!m_failure.empty());
    m_failureText->setVisible(!m_failure.empty());
    if (m_failure.empty())
        return;
    const QString sentence = tr("⚠ The last step: %1.").arg(text(m_failure));
    if (sentence != m_failureText->text())
        m_failureText->setText(sentence);
    m_mend->setText(isTimeOut(m_failure) ? tr("Double the time limit") : tr("Correct the program"));
    m_again->setEnabled(!m_isLocked);
}

/// Where a person can mend what is wrong; nothing is applied yet.
void ControllerForm::mend()
{
    if (!isTimeOut(m_failure))
        return m_program->setFocus(Qt::OtherFocusReason);
    m_timeout->setValue(
        static_cast<int>(std::min(m_stored->timeout * 2, maximumCommandTimeout).count()));
    m_timeout->setFocus(Qt::OtherFocusReason);
}

QString ControllerForm::summary() const
{
    if (!m_stored)
        return tr("none");
    const QString words =
        tr("%1 answers %2")
            .arg(QFileInfo(text(m_stored->program)).fileName(), hooksInWords(m_stored->hooks));
    return m_failure.empty() ? words : tr("⚠ failed; %1").arg(words);
}

} // namespace rollout
