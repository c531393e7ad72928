#pragma once

// The console's window: composes fleet, header, pages and commands. Lives as long as the program.

#include <QMainWindow>
#include <QUndoStack>

#include <functional>

#include "service/clock.h"
#include "ui/common/focus.h"
#include "ui/common/page.h"
#include "ui/common/session.h"

class QStackedWidget;
class QTabWidget;
class QToolBar;

namespace rollout {

class Actions;
class ClockLabel;
class DemoCommands;
class FleetEditor;
class FleetPanel;
class JobsDock;
class Layouts;
class MessageBar;
class OperatorCommands;
class PageHost;
class Secrets;
class SpeedBox;
class TimeCommands;
class WelcomePage;
class WindowCommands;

/// What the window is given; all of it outlives the window.
struct WindowParts
{
    Session& session;
    Prompts& prompts;
    QSettings& settings;
    Secrets& secrets;
    const Clock& liveClock;
    PageRegistry pages;
    std::function<void()> openSample; ///< makes a fresh sample store, off this thread, and opens it
};

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(WindowParts parts);
    ~MainWindow() override;

    /// Takes this size, with every dock where it is best at that size.
    void arrange(QSize size);
    [[nodiscard]] Actions& actions() const { return *m_actions; }
    [[nodiscard]] Focus& focusedEntity() { return m_focus; }
    [[nodiscard]] MessageBar& messages() const { return *m_messages; }
    [[nodiscard]] DemoCommands& demos() const { return *m_demos; }
    [[nodiscard]] WindowCommands& commands() const { return *m_commands; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeCentre();
    void makeFleet();
    void connectSession();
    void connectCommands();
    void makeDemos();
    void showWhatIsThere();
    void takeFirstLook(const Directory& directory);
    void noteFocus();
    void becomeOpened(const QString& url);
    void openPalette();
    void goToFilter();
    void clearFilterOrSelection();
    void nextPane();
    [[nodiscard]] std::vector<QWidget*> panes() const; ///< hidden ones, too

    WindowParts m_parts;
    Focus m_focus;
    QUndoStack m_undo;
    PageContext m_context;
    Actions* m_actions;
    FleetEditor* m_editor;
    QStackedWidget* m_stack = nullptr;
    WelcomePage* m_welcome = nullptr;
    MessageBar* m_messages = nullptr;
    QTabWidget* m_tabs = nullptr;
    FleetPanel* m_fleet = nullptr;
    QDockWidget* m_fleetDock = nullptr;
    PageHost* m_pages = nullptr;
    JobsDock* m_jobs = nullptr;
    WindowCommands* m_commands = nullptr;
    OperatorCommands* m_operator = nullptr;
    TimeCommands* m_time = nullptr;
    QToolBar* m_toolBar = nullptr;
    Layouts* m_layouts = nullptr;
    DemoCommands* m_demos = nullptr;
    SpeedBox* m_speed = nullptr;
    ClockLabel* m_clock = nullptr;
    bool m_isFirstLook = true; ///< nothing of this store has been in focus yet
};

} // namespace rollout
