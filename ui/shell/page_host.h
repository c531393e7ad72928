#pragma once

// Makes the registered pages and keeps the visible ones up to date: a hidden page costs nothing.

#include <QObject>

#include <vector>

#include "ui/common/page.h"

class QAction;
class QDockWidget;
class QMainWindow;
class QTabWidget;

namespace rollout {

class Actions;

/// Too narrow for docks on both sides of a page.
[[nodiscard]] constexpr bool isNarrow(int width)
{
    return width < 1100;
}

class PageHost : public QObject
{
    Q_OBJECT
public:
    /// Pages go into `tabs`, and into docks of `window`. Adds Ctrl+1… for tabs and the docks'
    /// toggles to `actions`.
    PageHost(const PageContext& context, const PageRegistry& registry, QTabWidget& tabs,
             QMainWindow& window, Actions& actions);

    [[nodiscard]] EntityPage* currentPage() const;
    [[nodiscard]] const std::vector<QDockWidget*>& docks() const { return m_docks; }
    [[nodiscard]] const std::vector<QAction*>& tabActions() const { return m_tabActions; }
    /// What the pages offer now.
    [[nodiscard]] std::vector<PageCommand> commands() const;
    [[nodiscard]] std::vector<QMenu*> menus() const;
    /// Brings the tab or dock of this id to the front and gives it the keyboard.
    void reveal(const QString& id);
    /// Brings a tab to the front, and leaves the keyboard where it is; without such a tab: nothing.
    void showTab(const QString& id);
    /// The docks, and the fleet's before them, where they are best in a window of this size.
    void arrangeDocks(QDockWidget& fleetDock, QSize size);

    /// Another dock among those at the bottom, hidden.
    void putBeside(QDockWidget& dock);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addTab(EntityPage* page, const PageEntry& entry);
    void addDock(EntityPage* page, const PageEntry& entry);
    void resetDocks();
    [[nodiscard]] EntityPage* pageAt(int tab) const;
    void refresh();
    void refresh(EntityPage& page);

    PageContext m_context;
    QTabWidget& m_tabs;
    QMainWindow& m_window;
    Actions& m_actions;
    std::vector<EntityPage*> m_pages;
    std::vector<QDockWidget*> m_docks;
    std::vector<Qt::DockWidgetArea> m_areas; ///< of m_docks, at the first start
    std::vector<QAction*> m_tabActions;
};

} // namespace rollout
