#pragma once

// How the window opens stores. A server's password comes from its URL, from what was typed since
// the program began, from the key ring, or from the person: in this order, and is never part of
// what is shown or remembered.

#include <QHash>
#include <QObject>

#include "store/store_url.h"
#include "ui/common/page.h"
#include "ui/common/secrets.h"
#include "ui/shell/actions.h"
#include "ui/shell/connect_dialog.h"

namespace rollout {

class MessageBar;

class StoreDoor : public QObject
{
    Q_OBJECT
public:
    /// `window` is what the dialog belongs to, and this, too.
    StoreDoor(const PageContext& context, const Actions& actions, MessageBar& messages,
              Secrets& secrets, QWidget* window);

    /// Does not wait, neither for the store nor for the key ring.
    void open(const QString& url);
    /// Shows the dialog.
    void ask(const ConnectQuestion& question);

private:
    void askKeyRing(const QString& url);
    void openWith(const QString& url, const QString& password);
    void take(const ConnectDialog& dialog);
    void becomeOpened(const QString& url);
    void complain(const QString& sentence, const QString& url);
    void tellGivenUp(const QString& url);
    void forgetPassword(const QString& url);

    PageContext m_context;
    const Actions& m_actions;
    MessageBar& m_messages;
    Secrets& m_secrets;
    QWidget* m_window;
    QHash<QString, QString> m_passwords; ///< of this program's life, by place
    QHash<QString, QString> m_toKeep; ///< for the key ring once they proved to be right, by place
    SplitUrl m_tried; ///< last
    QString m_connecting; ///< the server's URL that the window says it is connecting to; or empty
    int m_asked = 0; ///< answers to all but the latest request come too late
};

} // namespace rollout
