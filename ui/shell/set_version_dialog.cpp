#include "ui/shell/set_version_dialog.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

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
            "once, "
            "so that its version becomes last known bad and is never tried again.");
}

} // namespace

SetVersionDialog::SetVersionDialog(const EntitySnapshot& snapshot, VersionWish wish,
                                   QWidget* parent)
    : QDialog(parent)
    , m_state(snapshot.state)
    , m_wish(wish)
    , m_box(new QComboBox(this))
    , m_note(new QLabel(this))
    , m_verb(nullptr)
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
    auto* label = new QLabel(tr("Version that %1 › %2 shall run:")
                                 .arg(text(snapshot.namespaceName), text(snapshot.entityName)),
                             this);
    label->setBuddy(m_box);
    auto* explanation = new QLabel(explained(wish), this);
    explanation->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("versionNote"));
    m_note->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_verb = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_verb->setObjectName(QStringLiteral("versionVerb"));
    auto* layout = new QVBoxLayout(this);
    for (QWidget* widget : {static_cast<QWidget*>(label), static_cast<QWidget*>(m_box),
                            static_cast<QWidget*>(explanation), static_cast<QWidget*>(m_note)})
        layout->addWidget(widget);
    layout->addWidget(buttons);
    connect(m_box, &QComboBox::editTextChanged, this, &SetVersionDialog::judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
}

QString SetVersionDialog::version() const
{
    return m_box->currentText().trimmed();
}

void SetVersionDialog::judge()
{
    const auto checked = checkName("version", utf8(version()));
    m_verb->setEnabled(checked.has_value());
    const QString count = formatCount(std::ssize(m_state.fleet.order()));
    const QString verb =
        m_wish == VersionWish::Set ? tr("Set for %1 targets") : tr("Force for %1 targets");
    m_verb->setText(verb.arg(count));
    if (!checked)
        m_note->setText(version().isEmpty() ? QString() : errorText(checked.error()));
    else if (m_state.fleet.versions().find(utf8(version())) == m_state.rollout.lastKnownBad)
        m_note->setText(
            tr("%1 is last known bad: targets will be kept on the last known good version instead.")
                .arg(version()));
    else
        m_note->setText(m_state.isSimulated()
                            ? QString()
                            : tr("This entity is LIVE: its controllers will act on real targets."));
}

} // namespace rollout
