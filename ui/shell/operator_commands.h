#pragma once

// The window's commands for operators: each acts on the focused entity and the selected targets, is
// enabled when it makes sense, and says why when it does not.

#include <QObject>

#include "ui/common/page.h"
#include "ui/shell/actions.h"

namespace rollout {

class OperatorDesk;

class OperatorCommands : public QObject
{
    Q_OBJECT
public:
    /// `window` is what dialogs belong to.
    OperatorCommands(const PageContext& context, const Actions& actions, QWidget* window);

Q_SIGNALS:
    void reviewAsked();
    void done(rollout::EntityKey key, const QString& note);

private:
    void refresh();
    void refresh(Act act, const QString& reason);

    PageContext m_context;
    const Actions& m_actions;
    OperatorDesk* m_desk;
    QStringList m_tips; ///< of the actions when they can be done, in the order of Act
};

} // namespace rollout
