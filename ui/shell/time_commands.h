#pragma once

// The window's commands about time: going back, going on from there, comparing what came of it.

#include <QObject>

#include "ui/common/page.h"
#include "ui/shell/actions.h"

namespace rollout {

class TimeTravel;

class TimeCommands : public QObject
{
    Q_OBJECT
public:
    TimeCommands(const PageContext& context, const Actions& actions, QWidget* window);

    /// The timeline, for over the tabs.
    [[nodiscard]] QWidget* bar() const { return m_bar; }
    [[nodiscard]] TimeTravel& travel() const { return *m_travel; }
    /// Makes a branch of what is looked at, and steps or runs it.
    void goOnFromPast(Command command);

Q_SIGNALS:
    void forked(rollout::EntityKey key, const QString& note); ///< it may be listed only later

private:
    void askFork();
    void askComparison();
    void refreshEnabled();

    PageContext m_context;
    const Actions& m_actions;
    QWidget* m_window;
    TimeTravel* m_travel;
    QWidget* m_bar;
};

} // namespace rollout
