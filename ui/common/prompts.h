#pragma once

// Whatever asks the person: injected, so that tests answer from a script. Nothing here blocks;
// answers come by callback in the window's thread, and not at all when the context is gone or the
// person cancels.

#include <QString>
#include <QStringList>

#include <deque>
#include <functional>

#include "core/control.h"

class QWidget;

namespace rollout {

/// A question before something irreversible or live. Everything else is done at once and can be
/// undone.
struct Confirmation
{
    QString title;
    QString sentence; ///< names the object and the count
    QString verb; ///< the button that goes on: "Roll back 230 targets"
    QString typed; ///< not empty: has to be typed first (live and destructive)
};

struct TextQuestion
{
    QString title;
    QString label;
    QString initial;
    QString verb;
    QStringList
        choices; ///< radio buttons below the line, the first of them chosen; none: no choice
    /// A sentence saying what is wrong with a text, or nothing when it may be taken. Optional.
    std::function<QString(const QString&)> complaint;
};

/// What an operator does, before it is done: why, and who signs it.
struct ReasonQuestion
{
    QString title;
    QString sentence; ///< names the object and the count
    QString verb; ///< the button that goes on: "Pause checkout"
    QString by; ///< who signs, unless another name is given
    QString typed; ///< not empty: has to be typed, too (live and destructive)
    bool isGrave = false; ///< irreversible or live: Enter does not go on
};

class Prompts
{
public:
    using Taken = std::function<void(const QString&)>;
    using Signed = std::function<void(const Signature&)>;
    using TextTaken = std::function<void(const QString& text, int choice)>;

    virtual ~Prompts() = default;
    virtual void confirm(QWidget* parent, const Confirmation& question,
                         std::function<void()> accepted) = 0;
    virtual void askText(QWidget* parent, const TextQuestion& question, TextTaken taken) = 0;
    /// The reason may be left empty.
    virtual void askReason(QWidget* parent, const ReasonQuestion& question, Signed taken) = 0;
    /// `filter` as in QFileDialog.
    virtual void openFile(QWidget* parent, const QString& title, const QString& filter,
                          Taken taken) = 0;
    /// `name` proposes a file name; its suffix is added to a name that is given without one.
    virtual void saveFile(QWidget* parent, const QString& title, const QString& name,
                          const QString& filter, Taken taken) = 0;
};

/// Window-modal dialogs.
class DialogPrompts final : public Prompts
{
public:
    void confirm(QWidget* parent, const Confirmation& question,
                 std::function<void()> accepted) override;
    void askText(QWidget* parent, const TextQuestion& question, TextTaken taken) override;
    void askReason(QWidget* parent, const ReasonQuestion& question, Signed taken) override;
    void openFile(QWidget* parent, const QString& title, const QString& filter,
                  Taken taken) override;
    void saveFile(QWidget* parent, const QString& title, const QString& name, const QString& filter,
                  Taken taken) override;
};

/// Answers from a list, at once; a null string (or an empty list) cancels. Remembers what was
/// asked. A reason is one answer, and what has to be typed another before it.
class ScriptedPrompts final : public Prompts
{
public:
    std::deque<QString> answers;
    QStringList asked; ///< titles, oldest first
    QStringList sentences; ///< of questions that have one
    QStringList complaints; ///< of answers that were refused
    int choice = 0; ///< of every question that has choices

    void confirm(QWidget* parent, const Confirmation& question,
                 std::function<void()> accepted) override;
    void askText(QWidget* parent, const TextQuestion& question, TextTaken taken) override;
    void askReason(QWidget* parent, const ReasonQuestion& question, Signed taken) override;
    void openFile(QWidget* parent, const QString& title, const QString& filter,
                  Taken taken) override;
    void saveFile(QWidget* parent, const QString& title, const QString& name, const QString& filter,
                  Taken taken) override;

private:
    void answer(const QString& title, const Taken& taken);
};

} // namespace rollout
