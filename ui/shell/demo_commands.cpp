#include "ui/shell/demo_commands.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QWidget>

#include <algorithm>

#include "io/demo_yaml.h"
#include "store/store_url.h"
#include "ui/common/prompts.h"
#include "ui/common/read_file.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/demo/demo_bar.h"
#include "ui/demo/demo_dialog.h"
#include "ui/shell/actions.h"
#include "ui/shell/layouts.h"
#include "ui/shell/message_bar.h"

namespace rollout {

namespace {

/// Of a store that ends with the program: something that nobody can open again.
bool wouldBeLost(const Session& session)
{
    const auto directory = session.directory();
    return session.isInMemory()
        && std::any_of(directory->begin(), directory->end(), [](const DirectoryNode& ns) {
               return ns.name != "demo" && !ns.entities.empty();
           });
}

/// Why somebody might not want a demo to begin; empty: nothing speaks against it.
QString lossOf(const Session& session)
{
    if (wouldBeLost(session))
        return DemoCommands::tr("The open store is in memory only: it is gone when a demo begins."
                                " Export what you want to keep first.");
    if (session.isRunning())
        return DemoCommands::tr("The run stops: while the demo plays nothing is stepped in %1.")
            .arg(session.storeUrl());
    return {};
}

} // namespace

DemoCommands::DemoCommands(const PageContext& context, const Actions& actions, TimeTravel& travel,
                           Layouts& layouts, MessageBar& messages, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_layouts(layouts)
    , m_messages(messages)
    , m_window(window)
    , m_player(context, travel)
    , m_bar(new DemoBar(m_player, window))
{
    connect(actions[Command::PlayDemo], &QAction::triggered, this, &DemoCommands::ask);
    connect(&m_player, &DemoPlayer::ended, this, &DemoCommands::end);
    // Its tool tip says Escape, which ends the demo.
    if (const auto* leave = window->findChild<QAction*>(QStringLiteral("leavePresent")))
        connect(leave, &QAction::triggered, &m_player, &DemoPlayer::end);
}

void DemoCommands::ask()
{
    auto* dialog = new DemoDialog(m_window);
    connect(dialog, &DemoDialog::chosen, this, &DemoCommands::playAsked);
    connect(dialog, &DemoDialog::fileAsked, this, &DemoCommands::askFile);
    dialog->open();
}

void DemoCommands::askFile()
{
    m_context.prompts.openFile(
        m_window, tr("Open demo file"), tr("Demos (*.yaml *.yml);;All files (*)"),
        [this](const QString& path) {
            readFile(m_context.session, this, path, readDemo,
                     [this](const DemoScript& script) { playAsked(script); });
        });
}

void DemoCommands::playAsked(const DemoScript& script)
{
    const QString loss = lossOf(m_context.session);
    if (loss.isEmpty())
        return play(script);
    const QString verb =
        wouldBeLost(m_context.session) ? tr("Play and lose it") : tr("Stop the run and play");
    m_context.prompts.confirm(m_window, {tr("Play demo"), loss, verb, {}},
                              [this, script] { play(script); });
}

void DemoCommands::play(const DemoScript& script, const QString& store)
{
    m_player.end();
    m_storeBefore = store;
    m_wasPresenting = m_layouts.current() == Layout::Present;
    m_layouts.choose(Layout::Present);
    qApp->installEventFilter(this);
    m_messages.clear();
    m_player.play(script);
}

void DemoCommands::end()
{
    qApp->removeEventFilter(this);
    if (!m_wasPresenting)
        (void)m_layouts.leavePresent();
    if (!m_context.session.isInMemory())
        return; // somebody has gone on to another one
    const QString store =
        m_storeBefore.isEmpty() ? m_context.session.lastLastingUrl() : m_storeBefore;
    m_messages.show(MessageBar::Tone::Information,
                    tr("The demo is over; its simulated rollout stays here to be explored."),
                    store.isEmpty() ? QString() : tr("Back to %1").arg(splitPassword(store).url),
                    [this, store] { Q_EMIT backAsked(store); });
}

/// Keys in a dialog, or in a line that is being typed in, are not the demo's.
bool DemoCommands::isForDemo(const QObject* watched) const
{
    const auto* widget = qobject_cast<const QWidget*>(watched);
    return m_player.isPlaying() && widget && widget->window() == m_window
        && !QApplication::activePopupWidget() && !QApplication::activeModalWidget()
        && !qobject_cast<const QLineEdit*>(QApplication::focusWidget());
}

bool DemoCommands::take(int key)
{
    switch (key) {
    case Qt::Key_Space:
        m_player.pauseOrGoOn();
        return true;
    case Qt::Key_Right:
        m_player.goToNext();
        return true;
    case Qt::Key_Left:
        m_player.goToPrevious();
        return true;
    case Qt::Key_Escape:
        m_player.end();
        return true;
    default:
        return false;
    }
}

bool DemoCommands::eventFilter(QObject* watched, QEvent* event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if ((isOverride || event->type() == QEvent::KeyPress) && isForDemo(watched)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isDemoKey = key->key() == Qt::Key_Space || key->key() == Qt::Key_Right
            || key->key() == Qt::Key_Left || key->key() == Qt::Key_Escape;
        const bool isPlain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (isDemoKey && isPlain) {
            event->accept(); // so that no shortcut takes it
            return isOverride || take(key->key());
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace rollout
