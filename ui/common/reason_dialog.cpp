#include "ui/common/reason_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int longest = 250; // characters; fits the engine's limit in every script

} // namespace

ReasonDialog::ReasonDialog(const ReasonQuestion& question, QWidget* parent)
    : QDialog(parent)
    , m_wanted(question.typed)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
    , m_verb(m_buttons->addButton(question.verb, QDialogButtonBox::AcceptRole))
{
    setObjectName(QStringLiteral("reasonDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(question.title);
    setMinimumWidth(460);
    m_verb->setObjectName(QStringLiteral("reasonVerb"));
    auto* sentence = new QLabel(question.sentence, this);
    sentence->setWordWrap(true);
    auto* form = new QFormLayout;
    m_reason = addLine(*form, tr("&Reason"), "reasonLine");
    m_reason->setPlaceholderText(tr("for whoever reads the event log; may stay empty"));
    m_by = addLine(*form, tr("Signed &by"), "signedBy");
    m_by->setText(question.by);
    if (!m_wanted.isEmpty())
        m_typed = addLine(*form, tr("&Type %1").arg(m_wanted), "typedName");
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(sentence);
    column->addLayout(form);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    (question.isGrave ? m_buttons->button(QDialogButtonBox::Cancel) : m_verb)->setDefault(true);
    m_reason->setFocus();
    judge();
}

QLineEdit* ReasonDialog::addLine(QFormLayout& form, const QString& words, const char* name)
{
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QLatin1String(name));
    edit->setMaxLength(longest);
    form.addRow(words, edit);
    edit->setAccessibleName(QString(words).remove(u'&'));
    connect(edit, &QLineEdit::textChanged, this, &ReasonDialog::judge);
    return edit;
}

void ReasonDialog::judge()
{
    const bool isTyped = m_wanted.isEmpty() || (m_typed && m_typed->text() == m_wanted);
    m_verb->setEnabled(isTyped && m_by && !m_by->text().trimmed().isEmpty());
}

Signature ReasonDialog::signature() const
{
    return {utf8(m_by->text().trimmed()), utf8(m_reason->text().trimmed())};
}

} // namespace rollout
