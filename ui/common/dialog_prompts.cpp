#include "ui/common/prompts.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

#include "ui/common/palette.h"
#include "ui/common/reason_dialog.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

/// A sentence, a line to type (perhaps), what is wrong with it, and a button with a verb.
class LineDialog : public QDialog
{
public:
    using Complaint = std::function<QString(const QString&)>;

    LineDialog(QWidget* parent, const QString& title, const QString& sentence, const QString& verb)
        : QDialog(parent)
        , m_edit(new QLineEdit(this))
        , m_wrong(new QLabel(this))
        , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
        , m_layout(new QVBoxLayout(this))
    {
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowModality(Qt::WindowModal);
        setWindowTitle(title);
        setMinimumWidth(420);
        auto* label = new QLabel(sentence, this);
        label->setWordWrap(true);
        label->setBuddy(m_edit);
        m_edit->setAccessibleName(sentence);
        m_wrong->setWordWrap(true);
        m_verb = m_buttons->addButton(verb, QDialogButtonBox::AcceptRole);
        for (QWidget* widget : std::initializer_list<QWidget*>{label, m_edit, m_wrong, m_buttons})
            m_layout->addWidget(widget);
        connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
        connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    }

    void withoutLine()
    {
        m_edit->hide();
        m_wrong->hide();
        m_buttons->button(QDialogButtonBox::Cancel)->setDefault(true); // the safe one
        m_buttons->button(QDialogButtonBox::Cancel)->setFocus();
    }

    void withLine(const QString& initial, Complaint complaint)
    {
        m_complaint = std::move(complaint);
        connect(m_edit, &QLineEdit::textChanged, this, &LineDialog::judge);
        m_edit->setText(initial);
        m_edit->selectAll();
        m_edit->setFocus();
        m_verb->setDefault(true);
        judge(initial);
    }

    void withChoices(const QStringList& choices)
    {
        for (const QString& choice : choices) {
            auto* button = new QRadioButton(choice, this);
            button->setChecked(m_choices.empty());
            m_choices.push_back(button);
            m_layout->insertWidget(m_layout->indexOf(m_wrong), button);
        }
    }

    [[nodiscard]] QString line() const { return m_edit->text(); }
    [[nodiscard]] int choice() const
    {
        const auto chosen = std::find_if(m_choices.begin(), m_choices.end(),
                                         [](const auto* button) { return button->isChecked(); });
        return chosen == m_choices.end() ? 0 : static_cast<int>(chosen - m_choices.begin());
    }

private:
    void judge(const QString& line)
    {
        const QString wrong = m_complaint ? m_complaint(line) : QString();
        m_wrong->setText(line.isEmpty() ? QString() : wrong);
        m_verb->setEnabled(wrong.isEmpty() && !line.isEmpty());
    }

    QLineEdit* m_edit;
    QLabel* m_wrong;
    QDialogButtonBox* m_buttons;
    QVBoxLayout* m_layout;
    QPushButton* m_verb = nullptr;
    std::vector<QRadioButton*> m_choices;
    Complaint m_complaint;
};

QFileDialog* fileDialog(QWidget* parent, const QString& title, const QString& filter,
                        const Prompts::Taken& taken)
{
    auto* dialog = new QFileDialog(parent, title, QString(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, taken);
    return dialog;
}

} // namespace

void DialogPrompts::confirm(QWidget* parent, const Confirmation& question,
                            std::function<void()> accepted)
{
    auto* dialog = new LineDialog(parent, question.title, question.sentence, question.verb);
    if (question.typed.isEmpty())
        dialog->withoutLine();
    else
        dialog->withLine({}, [typed = question.typed](const QString& line) {
            return line == typed ? QString() : Words::tr("Type %1 to go on.").arg(typed);
        });
    QObject::connect(dialog, &QDialog::accepted, parent, accepted);
    dialog->open();
}

void DialogPrompts::askText(QWidget* parent, const TextQuestion& question, TextTaken taken)
{
    auto* dialog = new LineDialog(parent, question.title, question.label, question.verb);
    dialog->withChoices(question.choices);
    dialog->withLine(question.initial, question.complaint);
    QObject::connect(dialog, &QDialog::accepted, parent,
                     [dialog, taken] { taken(dialog->line(), dialog->choice()); });
    dialog->open();
}

void DialogPrompts::askReason(QWidget* parent, const ReasonQuestion& question, Signed taken)
{
    auto* dialog = new ReasonDialog(question, parent);
    QObject::connect(dialog, &QDialog::accepted, parent,
                     [dialog, taken] { taken(dialog->signature()); });
    dialog->open();
}

void DialogPrompts::openFile(QWidget* parent, const QString& title, const QString& filter,
                             Taken taken)
{
    QFileDialog* dialog = fileDialog(parent, title, filter, taken);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

void DialogPrompts::saveFile(QWidget* parent, const QString& title, const QString& name,
                             const QString& filter, Taken taken)
{
    QFileDialog* dialog = fileDialog(parent, title, filter, taken);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    dialog->open();
}

} // namespace rollout
