#pragma once

// Demos in the window: chosen, played full screen, steered by keys, and left for the store and the
// layout from before.

#include <QObject>

#include "ui/common/page.h"
#include "ui/demo/demo_player.h"

namespace rollout {

class Actions;
class Layouts;
class MessageBar;

class DemoCommands : public QObject
{
    Q_OBJECT
public:
    /// `window` has the dialogs, and the keys while a demo is played.
    DemoCommands(const PageContext& context, const Actions& actions, TimeTravel& travel,
                 Layouts& layouts, MessageBar& messages, QWidget* window);

    /// The band that says what is seen, for below the pages.
    [[nodiscard]] QWidget* bar() const { return m_bar; }
    [[nodiscard]] DemoPlayer& player() { return m_player; }
    /// `store` is what can be gone back to; empty: the one that is open, if it is kept anywhere.
    void play(const DemoScript& script, const QString& store = {});

Q_SIGNALS:
    void backAsked(const QString& storeUrl); ///< to the store from before

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void ask();
    void askFile();
    void playAsked(const DemoScript& script);
    void end();
    [[nodiscard]] bool isForDemo(const QObject* watched) const;
    bool take(int key);

    PageContext m_context;
    Layouts& m_layouts;
    MessageBar& m_messages;
    QWidget* m_window;
    DemoPlayer m_player;
    QWidget* m_bar;
    QString m_storeBefore; ///< that was asked for with the demo; empty: none
    bool m_wasPresenting = false;
};

} // namespace rollout
