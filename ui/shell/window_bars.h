#pragma once

// The window's menus and its tool bar: which action stands where.

class QDockWidget;
class QMenuBar;
class QToolBar;
class QWidget;

namespace rollout {

class Actions;
class PageHost;
class Session;
class SpeedBox;

/// Every action, and what shows and hides tabs and docks.
void fillMenuBar(QMenuBar& bar, const Actions& actions, const PageHost& pages,
                 const QDockWidget& fleetDock);
/// The actions used most; `clock` at its end. The bar owns what it is given; the speed is answered.
[[nodiscard]] SpeedBox* fillToolBar(QToolBar& bar, const Actions& actions, Session& session,
                                    QWidget& clock);

} // namespace rollout
