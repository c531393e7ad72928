#include "ui/shell/welcome_page.h"

#include <QCommandLinkButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/common/icons.h"

namespace rollout {

namespace {

constexpr int columnWidth = 600; // fits between the docks of a 1366 pixel wide window
constexpr int linkHeight = 64; // a title and two lines

QCommandLinkButton* beginning(QWidget* parent, QAction* action, const QString& title,
                              const QString& sentence)
{
    auto* button = new QCommandLinkButton(title, sentence, parent);
    button->setObjectName(QStringLiteral("welcome_") + action->objectName());
    button->setAccessibleName(title);
    button->setAccessibleDescription(sentence);
    button->setIcon(action->icon());
    button->setIconSize(QSize(24, 24));
    button->setMinimumHeight(linkHeight);
    QObject::connect(button, &QCommandLinkButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] { button->setEnabled(action->isEnabled()); };
    QObject::connect(action, &QAction::enabledChanged, button, follow);
    follow();
    return button;
}

QLabel* heading(QWidget* parent)
{
    auto* title = new QLabel(WelcomePage::tr("Rollout Console"), parent);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 2);
    font.setBold(true);
    title->setFont(font);
    return title;
}

} // namespace

WelcomePage::WelcomePage(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_sentence(new QLabel)
    , m_recent(new QVBoxLayout)
{
    setObjectName(QStringLiteral("welcomePage"));
    auto* column = new QWidget(this);
    column->setMaximumWidth(columnWidth);
    auto* layout = new QVBoxLayout(column);
    layout->setSpacing(8);
    auto* picture = new QLabel(column);
    picture->setPixmap(QIcon(QStringLiteral(":/icons/rollout-console.svg")).pixmap(64, 64));
    m_sentence->setObjectName(QStringLiteral("welcomeSentence"));
    m_sentence->setWordWrap(true);
    layout->addWidget(picture);
    layout->addWidget(heading(column));
    layout->addWidget(m_sentence);
    layout->addSpacing(8);
    layout->addWidget(beginning(
        column, actions[Command::OpenSample], tr("Open the sample"),
        tr("Two namespaces, five entities, 1,000 simulated targets; one rollout is under way, "
           "one was rolled back.")));
    layout->addWidget(
        beginning(column, actions[Command::Import], tr("Import a fleet file"),
                  tr("CSV, JSON or NDJSON with a name for each target. Dropping the file here does "
                     "the same.")));
    layout->addWidget(beginning(column, actions[Command::NewNamespace], tr("Create a namespace"),
                                tr("Namespaces keep entities apart: test, dev, prod.")));
    layout->addWidget(beginning(column, actions[Command::OpenStore], tr("Open another store"),
                                tr("A file in which the console keeps fleets and their history.")));
    layout->addWidget(beginning(
        column, actions[Command::ConnectStore], tr("Connect to a server"),
        tr("A store in a PostgreSQL database, which others can have open at the same time.")));
    layout->addLayout(m_recent);
    scroll(column);
    setStoreOpen(false);
}

/// The column in the middle of the page, which may be smaller than it.
void WelcomePage::scroll(QWidget* column)
{
    auto* body = new QWidget;
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(column, 100);
    across->addStretch(1);
    auto* down = new QVBoxLayout(body);
    down->addStretch(2);
    down->addLayout(across);
    down->addStretch(3);
    auto* scroller = new QScrollArea(this);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setWidgetResizable(true);
    scroller->setWidget(body);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroller);
}

void WelcomePage::setStoreOpen(bool isOpen)
{
    const QString state = isOpen ? tr("This store is empty; begin with one of these:")
                                 : tr("No store is open; begin with one of these:");
    m_sentence->setText(
        tr("Roll a version out to a fleet, batch by batch, and see it go back by itself when "
           "it is bad. %1")
            .arg(state));
}

void WelcomePage::setRecentStores(const QStringList& urls)
{
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& url : urls.mid(0, 3)) {
        auto* link =
            new QLabel(QStringLiteral("<a href=\"%1\">%1</a>").arg(url.toHtmlEscaped()), this);
        link->setAccessibleName(tr("Open recent store %1").arg(url));
        link->setTextInteractionFlags(Qt::LinksAccessibleByKeyboard | Qt::LinksAccessibleByMouse);
        connect(link, &QLabel::linkActivated, this, &WelcomePage::storeAsked);
        m_recent->addWidget(link);
    }
}

} // namespace rollout
