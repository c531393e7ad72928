#include "ui/shell/connect_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "store/store_url.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QLabel* sentence(QWidget* parent, const char* name)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    return label;
}

} // namespace

ConnectDialog::ConnectDialog(const ConnectQuestion& question, Secrets& secrets, QWidget* parent)
    : QDialog(parent)
    , m_problem(sentence(this, "connectProblem"))
    , m_remember(new QCheckBox(tr("&Remember it in the key ring"), this))
    , m_note(sentence(this, "connectNote"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
    , m_verb(m_buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole))
{
    setObjectName(QStringLiteral("connectDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Connect to a server"));
    setMinimumWidth(540);
    auto* form = new QFormLayout;
    m_url = addLine(*form, tr("&Store"), "connectUrl");
    m_url->setPlaceholderText(QStringLiteral("postgresql://user@host:5432/database"));
    m_password = addLine(*form, tr("&Password"), "connectPassword");
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("may stay empty where the server asks for none"));
    m_remember->setObjectName(QStringLiteral("connectRemember"));
    m_verb->setObjectName(QStringLiteral("connectVerb"));
    m_verb->setDefault(true);
    form->addRow(QString(), m_remember);
    form->addRow(QString(), m_note);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(m_problem);
    column->addLayout(form);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_url, &QLineEdit::textChanged, this, &ConnectDialog::takeUrl);
    m_url->setText(question.url);
    m_password->setText(question.password);
    m_password->selectAll();
    takeUrl();
    say(question.problem);
    (question.url.isEmpty() ? m_url : m_password)->setFocus();
    showKeyRing(false);
    m_note->setText(tr("Looking for a key ring…"));
    secrets.read(this, question.url,
                 [this](const Secrets::Answer& answer) { showKeyRing(answer.isAvailable); });
}

QLineEdit* ConnectDialog::addLine(QFormLayout& form, const QString& words, const char* name)
{
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(QString(words).remove(u'&'));
    form.addRow(words, edit);
    return edit;
}

void ConnectDialog::say(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void ConnectDialog::showKeyRing(bool isThere)
{
    m_hasKeyRing = isThere;
    m_remember->setEnabled(isThere);
    m_remember->setChecked(isThere);
    m_note->setText(isThere ? tr("The password is kept by the desktop, never by this program.")
                            : tr("There is no key ring here: the password is only kept until the "
                                 "program ends."));
}

/// A password that is pasted within the URL goes where nobody can read it.
void ConnectDialog::takeUrl()
{
    const SplitUrl split = splitPassword(m_url->text().trimmed());
    const bool isRight = parseStoreUrl(utf8(split.url)).has_value() && isServerUrl(split.url);
    if (isRight && !split.password.isEmpty()) {
        m_password->setText(split.password);
        m_url->setText(split.url); // comes back here
        return;
    }
    m_verb->setEnabled(isRight);
}

QString ConnectDialog::url() const
{
    return m_url->text().trimmed();
}

QString ConnectDialog::password() const
{
    return m_password->text();
}

std::optional<bool> ConnectDialog::remember() const
{
    return m_hasKeyRing ? std::optional(m_remember->isChecked()) : std::nullopt;
}

} // namespace rollout
