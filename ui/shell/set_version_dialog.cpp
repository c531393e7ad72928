#include "ui/shell/set_version_dialog.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <initializer_list>

#include "core/names.h"
#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QStringList knownVersions(const Fleet& fleet)
{
    QStringList versions;
    for (std::uint32_t number = fleet.versions().size();
         number-- > 1;) // newest first, "no version" left out
        versions << text(fleet.versions().at(static_cast<VersionId>(number)));
    return versions;
}

QString explained(VersionWish wish)
{
    return wish == VersionWish::Set
        ? SetVersionDialog::tr(
            "The wish is recorded; the next steps roll it out batch by batch. A rollout that is "
            "under way ends first.")
        : SetVersionDialog::tr(
            "Forcing does not wait: a rollout under way to another version is declared bad at "
            "once, and its targets go back to the last known good version.");
}

} // namespace

bool declaresBad(const EntityState& state, std::string_view version)
{
    const RolloutState& rollout = state.rollout;
    return rollout.rolling != VersionId::None && rollout.rolling != rollout.lastKnownGood
        && rollout.rolling != rollout.lastKnownBad
        && state.fleet.versions().at(rollout.rolling) != version;
}

QString forcedWords(const EntityState& state, std::int64_t told)
{
    const QString rolling = versionText(state.fleet, state.rollout.rolling);
    const QString bad =
        SetVersionDialog::tr("%1 is declared bad at once. Targets that were told to "
                             "run it: %2.")
            .arg(rolling, formatCount(told));
    const QString next = state.rollout.lastKnownGood == VersionId::None
        ? SetVersionDialog::tr("No version is known good that they could go back to.")
        : SetVersionDialog::tr("They go back to %1.")
              .arg(versionText(state.fleet, state.rollout.lastKnownGood));
    return bad + u' ' + next;
}

SetVersionDialog::SetVersionDialog(const EntitySnapshot& snapshot, const EntitySummary& summary,
                                   VersionWish wish, QWidget* parent)
    : QDialog(parent)
    , m_state(snapshot.state)
    , m_told(toldToRoll(snapshot.state, summary))
    , m_wish(wish)
    , m_box(new QComboBox(this))
    , m_note(new QLabel(this))
    , m_verb(new QPushButton(this))
    , m_cancel(nullptr)
{
    setObjectName(QStringLiteral("setVersionDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(wish == VersionWish::Set ? tr("Set version") : tr("Force version"));
    setMinimumWidth(460);
    m_box->setObjectName(QStringLiteral("versionBox"));
    m_box->setEditable(true);
    m_box->addItems(knownVersions(m_state.fleet));
    m_box->setCurrentText({});
    m_box->setAccessibleName(tr("Version"));
    m_box->completer()->setCaseSensitivity(Qt::CaseSensitive); // as versions are
    m_note->setObjectName(QStringLiteral("versionNote"));
    m_note->setWordWrap(true);
    m_verb->setObjectName(QStringLiteral("versionVerb"));
    makeLayout(snapshot);
    connect(m_box, &QComboBox::editTextChanged, this, &SetVersionDialog::judge);
    judge();
}

void SetVersionDialog::makeLayout(const EntitySnapshot& snapshot)
{
    auto* label = new QLabel(tr("Version that %1 › %2 shall run:")
                                 .arg(text(snapshot.namespaceName), text(snapshot.entityName)),
                             this);
    label->setBuddy(m_box);
    auto* explanation = new QLabel(explained(m_wish), this);
    explanation->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_verb, QDialogButtonBox::AcceptRole);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    auto* layout = new QVBoxLayout(this);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{label, m_box, explanation, m_note, buttons})
        layout->addWidget(widget);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString SetVersionDialog::version() const
{
    return m_box->currentText().trimmed();
}

bool SetVersionDialog::isDestructive() const
{
    return m_wish == VersionWish::Force && declaresBad(m_state, utf8(version()));
}

void SetVersionDialog::judge()
{
    m_verb->setEnabled(checkName("version", utf8(version())).has_value());
    m_verb->setText(verbWords());
    (isDestructive() ? m_cancel : m_verb)->setDefault(true); // Enter does what is safe
    m_note->setText(noteWords());
}

QString SetVersionDialog::verbWords() const
{
    const QString targets = formatTargets(std::ssize(m_state.fleet.order()));
    if (m_wish == VersionWish::Set)
        return tr("Set for %1").arg(targets);
    return isDestructive() ? tr("Declare %1 bad, force for %2")
                                 .arg(versionText(m_state.fleet, m_state.rollout.rolling), targets)
                           : tr("Force for %1").arg(targets);
}

QString SetVersionDialog::noteWords() const
{
    if (const auto checked = checkName("version", utf8(version())); !checked)
        return version().isEmpty() ? QString() : errorText(checked.error());
    QStringList sentences;
    if (m_state.fleet.versions().find(utf8(version())) == m_state.rollout.lastKnownBad)
        sentences << tr("%1 is last known bad: targets will be kept on the last known good version "
                        "instead.")
                         .arg(version());
    if (isDestructive())
        sentences << forcedWords(m_state, m_told);
    if (!m_state.isSimulated())
        sentences << tr("This entity is LIVE: its controllers will act on real targets.");
    return sentences.join(u' ');
}

} // namespace rollout
