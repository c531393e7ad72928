#include "ui/common/prompts.h"

namespace rollout {

void ScriptedPrompts::answer(const QString& title, const Taken& taken)
{
    asked << title;
    if (answers.empty())
        return;
    const QString given = answers.front();
    answers.pop_front();
    if (!given.isNull())
        taken(given);
}

void ScriptedPrompts::confirm(QWidget*, const Confirmation& question,
                              std::function<void()> accepted)
{
    sentences << question.sentence;
    answer(question.title, [&](const QString& given) {
        if (given == question.verb || given == question.typed)
            accepted();
    });
}

void ScriptedPrompts::askText(QWidget*, const TextQuestion& question, TextTaken taken)
{
    answer(question.title, [&](const QString& given) {
        const QString wrong = question.complaint ? question.complaint(given) : QString();
        if (wrong.isEmpty())
            taken(given, choice);
        else
            complaints << wrong;
    });
}

void ScriptedPrompts::askReason(QWidget*, const ReasonQuestion& question, Signed taken)
{
    sentences << question.sentence;
    bool mayGoOn = question.typed.isEmpty();
    if (!mayGoOn)
        answer(question.title, [&](const QString& given) { mayGoOn = given == question.typed; });
    if (!mayGoOn)
        return;
    answer(question.title, [&](const QString& given) {
        taken({question.by.toStdString(), given.toStdString()});
    });
}

void ScriptedPrompts::openFile(QWidget*, const QString& title, const QString&, Taken taken)
{
    answer(title, taken);
}

void ScriptedPrompts::saveFile(QWidget*, const QString& title, const QString&, const QString&,
                               Taken taken)
{
    answer(title, taken);
}

} // namespace rollout
