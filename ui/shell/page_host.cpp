#include "ui/shell/page_host.h"

#include <QAction>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QScrollArea>
#include <QTabWidget>

#include <map>

#include "ui/common/focus.h"
#include "ui/common/icons.h"
#include "ui/common/session.h"
#include "ui/shell/actions.h"

namespace rollout {

namespace {

constexpr int lowHeight = 800; // of a window: the page needs what the log can spare

} // namespace

PageHost::PageHost(const PageContext& context, const PageRegistry& registry, QTabWidget& tabs,
                   QMainWindow& window, Actions& actions)
    : QObject(&window)
    , m_context(context)
    , m_tabs(tabs)
    , m_window(window)
    , m_actions(actions)
{
    for (const PageEntry& entry : registry) {
        EntityPage* page = entry.make(context);
        page->setObjectName(entry.id);
        page->setAccessibleName(page->title());
        page->installEventFilter(this);
        m_pages.push_back(page);
        if (entry.place == PagePlace::Tab)
            addTab(page, entry);
        else
            addDock(page, entry);
    }
    connect(&context.focus, &Focus::entityChanged, this, [this] { refresh(); });
    connect(&context.focus, &Focus::pageAsked, this, &PageHost::reveal);
    connect(&context.session, &Session::entityChanged, this, [this](EntityKey key) {
        if (m_context.focus.entity() == key && !m_context.focus.past())
            refresh();
    });
    connect(&context.focus, &Focus::pastChanged, this, [this] { refresh(); });
}

void PageHost::addTab(EntityPage* page, const PageEntry& entry)
{
    auto* scroller = new QScrollArea; // for a window that is smaller than the page can be
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setFocusPolicy(Qt::NoFocus);
    scroller->setWidgetResizable(true);
    scroller->setWidget(page);
    const int index = m_tabs.addTab(scroller, icon(entry.iconName), page->title());
    m_tabs.setTabToolTip(index, tr("%1 (Ctrl+%2)").arg(page->title()).arg(index + 1));
    auto* action = new QAction(icon(entry.iconName), tr("Show %1").arg(page->title()), this);
    action->setObjectName(QStringLiteral("show_") + entry.id);
    action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)));
    action->setStatusTip(tr("Bring the tab %1 to the front.").arg(page->title()));
    connect(action, &QAction::triggered, this, [this, scroller, page] {
        m_tabs.setCurrentWidget(scroller);
        page->setFocus();
    });
    m_tabActions.push_back(action);
    m_actions.add(action);
}

void PageHost::addDock(EntityPage* page, const PageEntry& entry)
{
    auto* dock = new QDockWidget(page->title(), &m_window);
    dock->setObjectName(QStringLiteral("dock_") + entry.id);
    dock->setWidget(page);
    m_docks.push_back(dock);
    m_areas.push_back(entry.place == PagePlace::RightDock ? Qt::RightDockWidgetArea
                                                          : Qt::BottomDockWidgetArea);
    m_window.addDockWidget(m_areas.back(), dock);
    QAction* toggle = dock->toggleViewAction();
    toggle->setText(tr("Show or hide %1").arg(page->title()));
    connect(page, &QWidget::windowTitleChanged, dock, [dock, page](const QString& title) {
        dock->setWindowTitle(title);
        // Qt has just renamed it, too; what a command is called must not change.
        dock->toggleViewAction()->setText(tr("Show or hide %1").arg(page->title()));
    });
    toggle->setIcon(icon(entry.iconName));
    m_actions.add(toggle);
}

void PageHost::arrangeDocks(QDockWidget& fleetDock, QSize size)
{
    fleetDock.setFloating(false);
    m_window.addDockWidget(Qt::LeftDockWidgetArea, &fleetDock);
    fleetDock.show();
    resetDocks();
    // All in one place, as tabs: on a small screen the page would have no room between them.
    if (isNarrow(size.width())) {
        for (QDockWidget* dock : m_docks)
            m_window.tabifyDockWidget(&fleetDock, dock);
        fleetDock.raise();
        return m_window.resizeDocks({&fleetDock}, {250}, Qt::Horizontal);
    }
    m_window.resizeDocks({&fleetDock}, {360}, Qt::Horizontal);
    for (QDockWidget* dock : m_docks)
        if (m_window.dockWidgetArea(dock) == Qt::RightDockWidgetArea)
            m_window.resizeDocks({dock}, {330}, Qt::Horizontal);
        else
            m_window.resizeDocks({dock}, {size.height() < lowHeight ? 180 : 230}, Qt::Vertical);
}

/// Where they are at the first start: those of one place as tabs, the first of them in front.
void PageHost::resetDocks()
{
    std::map<Qt::DockWidgetArea, QDockWidget*> firsts;
    for (std::size_t i = 0; i < m_docks.size(); ++i) {
        m_docks[i]->setFloating(false);
        m_window.addDockWidget(m_areas[i], m_docks[i]);
        m_docks[i]->show();
        QDockWidget* first = firsts.try_emplace(m_areas[i], m_docks[i]).first->second;
        if (first != m_docks[i])
            m_window.tabifyDockWidget(first, m_docks[i]);
    }
    for (const auto& [area, first] : firsts)
        first->raise();
}

void PageHost::putBeside(QDockWidget& dock)
{
    dock.setFloating(false);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, &dock);
    for (std::size_t i = 0; i < m_docks.size(); ++i)
        if (m_areas[i] == Qt::BottomDockWidgetArea) {
            m_window.tabifyDockWidget(m_docks[i], &dock);
            m_docks[i]->raise();
            break;
        }
    dock.hide();
}

std::vector<PageCommand> PageHost::commands() const
{
    std::vector<PageCommand> all;
    for (const EntityPage* page : m_pages)
        for (const PageCommand& command : page->commands())
            all.push_back(command);
    return all;
}

std::vector<QMenu*> PageHost::menus() const
{
    std::vector<QMenu*> all;
    for (const EntityPage* page : m_pages)
        for (QMenu* menu : page->menus())
            all.push_back(menu);
    return all;
}

void PageHost::reveal(const QString& id)
{
    for (QAction* action : m_tabActions)
        if (action->objectName() == QStringLiteral("show_") + id)
            return action->trigger();
    for (QDockWidget* dock : m_docks) {
        if (dock->objectName() != QStringLiteral("dock_") + id)
            continue;
        dock->show();
        dock->raise();
        dock->widget()->setFocus();
    }
}

void PageHost::showTab(const QString& id)
{
    for (int i = 0; i < m_tabs.count(); ++i)
        if (pageAt(i)->objectName() == id)
            m_tabs.setCurrentIndex(i);
}

EntityPage* PageHost::currentPage() const
{
    return pageAt(m_tabs.currentIndex());
}

EntityPage* PageHost::pageAt(int tab) const
{
    const auto* scroller = qobject_cast<QScrollArea*>(m_tabs.widget(tab));
    return scroller ? qobject_cast<EntityPage*>(scroller->widget()) : nullptr;
}

void PageHost::refresh()
{
    for (EntityPage* page : m_pages)
        if (page->isVisible())
            refresh(*page);
}

void PageHost::refresh(EntityPage& page)
{
    page.showSnapshot(shownSnapshot(m_context.focus, m_context.session));
}

bool PageHost::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show)
        if (auto* page = qobject_cast<EntityPage*>(watched))
            refresh(*page);
    return QObject::eventFilter(watched, event);
}

} // namespace rollout
