#pragma once

// Policies by name: presets and those saved in the store, into the editor and out of it, and as
// files. Nothing here is applied to an entity. What fails is said below the buttons.

#include <QWidget>

#include <functional>
#include <vector>

#include "core/policy.h"
#include "core/result.h"
#include "ui/common/page.h"

class QLabel;
class QMenu;
class QPushButton;

namespace rollout {

class LibraryBar : public QWidget
{
    Q_OBJECT
public:
    /// `edited` gives the policy that is to be saved.
    LibraryBar(const PageContext& context, std::function<Policy()> edited,
               QWidget* parent = nullptr);

    /// As if it had been chosen here; brings the editor to the front.
    void propose(const NamedPolicy& named);
    /// Another entity: what was said of the one before, and the name, are of no use.
    void forget();
    /// What was chosen is in force now, or is no longer what is in the editor: it is not said to
    /// wait any more.
    void settle();
    void followEdit();
    /// Of the menus, by words that need none.
    [[nodiscard]] const std::vector<PageCommand>& commands() const { return m_commands; }
    [[nodiscard]] std::vector<QMenu*> menus() const { return {m_choices, m_rest}; }

Q_SIGNALS:
    void chosen(const rollout::Policy& policy);

private:
    QPushButton* makeButton(const char* name, const QString& words, QMenu* menu);
    void fetchNames();
    void fillMenus();
    void fillChoices();
    void fillRest();
    /// `name` is the action's; `command` says what it does where its menu is not seen.
    void offer(QMenu& menu, const QString& words, const QString& name, const QString& command,
               std::function<void()> act);
    void choosePreset(std::string_view name);
    void chooseSaved(const std::string& name);
    void take(const Result<NamedPolicy>& named);
    void askName();
    void save(const std::string& name);
    void noteSaved(const NamedPolicy& named, const std::optional<NamedPolicy>& before);
    void remove(const std::string& name);
    void noteRemoved(const NamedPolicy& named);
    void askToRemoveUnreadable(const std::string& name);
    void importFile();
    void exportFile();
    void say(const QString& sentence);
    void complain(const Error& error, const QString& path = {});

    PageContext m_context;
    std::function<Policy()> m_edited;
    std::vector<std::string> m_names; ///< saved ones, as far as is known
    NamedPolicy m_last; ///< chosen or saved; its name and description are proposed again
    bool m_isWaiting = false; ///< the note says that what was chosen is not applied
    std::vector<PageCommand> m_commands;
    QMenu* m_choices;
    QMenu* m_rest;
    QLabel* m_note;
};

} // namespace rollout
