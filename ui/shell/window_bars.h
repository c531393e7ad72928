#pragma once

// The window's menus and its tool bar: which action stands where.

#include <vector>

class QAction;
class QDockWidget;
class QMainWindow;
class QMenuBar;
class QToolBar;
class QWidget;

namespace rollout {

class Actions;
class PageHost;
class Session;
class SpeedBox;

/// The fleet, on the left of the window.
[[nodiscard]] QDockWidget* addFleetDock(QMainWindow& window, QWidget& fleet);
/// Every action, and what shows and hides tabs and docks.
void fillMenuBar(QMenuBar& bar, const Actions& actions, const PageHost& pages,
                 const std::vector<const QDockWidget*>& ownDocks);
/// What can be done to selected targets, in the menu of their table; without that page: nothing.
void fillTargetsMenu(const QWidget& window, const Actions& actions);
/// What can be done to a rollout as a whole, for the menu of the fleet's tree; null: a separator.
[[nodiscard]] std::vector<QAction*> rolloutActions(const Actions& actions);
/// The actions used most; `clock` at its end. The bar owns what it is given; the speed is answered.
[[nodiscard]] SpeedBox* fillToolBar(QToolBar& bar, const Actions& actions, Session& session,
                                    QWidget& clock);
/// The same for somebody who shows a rollout to others; `leave` ends it.
void fillPresentBar(QToolBar& bar, const Actions& actions, QWidget& clock, QAction& leave);
/// In a window of this width. The clock, which says LIVE, has to stay in sight: words give way
/// first.
void fitToolBar(QToolBar& bar, int width);

} // namespace rollout
