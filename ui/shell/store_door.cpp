#include "ui/shell/store_door.h"

#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/shell/message_bar.h"

namespace rollout {

namespace {

/// What a password is kept under: however the URL spells it, and whatever its parameters are.
QString placeOf(const QString& url)
{
    const auto parsed = parseStoreUrl(utf8(url));
    return parsed ? text(parsed->where()) : url;
}

} // namespace

StoreDoor::StoreDoor(const PageContext& context, const Actions& actions, MessageBar& messages,
                     Secrets& secrets, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_actions(actions)
    , m_messages(messages)
    , m_secrets(secrets)
    , m_window(window)
{
    connect(actions[Command::ConnectStore], &QAction::triggered, this, [this] { ask({}); });
    connect(&context.session, &Session::opened, this, &StoreDoor::becomeOpened);
    connect(&context.session, &Session::openFailed, this, &StoreDoor::complain);
    connect(&context.session, &Session::openGivenUp, this, &StoreDoor::tellGivenUp);
}

void StoreDoor::open(const QString& url)
{
    ++m_asked;
    const SplitUrl split = splitPassword(url);
    const QString place = placeOf(split.url);
    if (!split.password.isEmpty())
        m_passwords.insert(place, split.password);
    if (!isServerUrl(url) || !parseStoreUrl(utf8(split.url)))
        m_context.session.open(url);
    else if (m_passwords.contains(place))
        openWith(split.url, m_passwords.value(place));
    else
        askKeyRing(split.url);
}

void StoreDoor::askKeyRing(const QString& url)
{
    m_messages.show(MessageBar::Tone::Information,
                    tr("Asking the key ring for the password of %1.").arg(url),
                    tr("Type it instead…"), [this, url] {
                        ask({url, {}, {}});
                    });
    m_secrets.read(this, placeOf(url), [this, url, asked = m_asked](const Secrets::Answer& answer) {
        if (asked == m_asked)
            openWith(url, answer.secret.value_or(QString()));
    });
}

/// Without a password libpq looks into its own places; when that is not enough, the dialog asks.
void StoreDoor::openWith(const QString& url, const QString& password)
{
    m_messages.show(MessageBar::Tone::Information, tr("Connecting to %1.").arg(url), tr("Cancel"),
                    [this, url] { m_context.session.giveUpOpening(url); });
    m_tried = {url, password};
    m_connecting = url;
    m_context.session.open(withPassword(m_tried));
}

void StoreDoor::ask(const ConnectQuestion& question)
{
    ++m_asked;
    auto* dialog = new ConnectDialog(question, m_secrets, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { take(*dialog); });
    dialog->open();
}

void StoreDoor::take(const ConnectDialog& dialog)
{
    ++m_asked;
    const QString place = placeOf(dialog.url());
    m_toKeep.remove(place);
    m_passwords.remove(place);
    if (!dialog.password().isEmpty()) {
        m_passwords.insert(place, dialog.password());
        if (dialog.remember() == true)
            m_toKeep.insert(place, dialog.password());
    }
    if (dialog.remember() == false)
        m_secrets.forget(place);
    openWith(dialog.url(), dialog.password());
}

void StoreDoor::becomeOpened(const QString& url)
{
    m_connecting.clear();
    const QString secret = m_toKeep.take(placeOf(url));
    if (secret.isEmpty())
        return;
    m_secrets.write(this, placeOf(url), secret, [this](bool isKept) {
        if (!isKept)
            m_messages.show(MessageBar::Tone::Information,
                            tr("The key ring did not take the password: it is only kept until the "
                               "program ends."));
    });
}

/// Nothing is known of the password. Another store may be on its way by now, and told of.
void StoreDoor::tellGivenUp(const QString& url)
{
    forgetPassword(url);
    if (!m_connecting.isEmpty() && m_connecting != url)
        return;
    m_connecting.clear();
    const QString still = m_context.session.storeUrl();
    m_messages.show(MessageBar::Tone::Information,
                    still.isEmpty()
                        ? tr("Opening %1 was cancelled.").arg(url)
                        : tr("Opening %1 was cancelled; %2 stays open.").arg(url, still));
}

void StoreDoor::forgetPassword(const QString& url)
{
    m_passwords.remove(placeOf(url));
    m_toKeep.remove(placeOf(url));
}

void StoreDoor::complain(const QString& sentence, const QString& url)
{
    forgetPassword(url); // it may be the wrong one
    if (m_connecting == url)
        m_connecting.clear();
    if (isServerUrl(url)) {
        m_messages.clear();
        ask({url, m_tried.url == url ? m_tried.password : QString(), sentence});
    } else {
        m_messages.show(MessageBar::Tone::Problem, sentence, tr("Open another store…"),
                        [this] { m_actions[Command::OpenStore]->trigger(); });
    }
}

} // namespace rollout
