#pragma once

// Named arrangements of the window: which docks are there and how wide, which tab is in front, how
// large the type is. What a person rearranges in one of them is remembered for that one.

#include <QFont>
#include <QObject>
#include <QSize>

#include "service/clock.h"
#include "ui/common/page.h"

class QDockWidget;
class QMainWindow;
class QToolBar;

namespace rollout {

class Actions;
class JobsDock;
class PageHost;

enum class Layout : std::uint8_t {
    Operate, ///< everything in reach; the first one
    Analyse, ///< room for what-if and its charts, the event log below
    Train, ///< the training dock, without the event log
    Present, ///< full screen, larger type, no docks, few buttons
};
inline constexpr std::size_t layoutCount = 4;

/// What is arranged; all of it outlives the layouts.
struct LayoutParts
{
    QMainWindow& window;
    const PageContext& context;
    PageHost& pages;
    QDockWidget& fleetDock;
    JobsDock& jobs;
    QToolBar& toolBar; ///< which gives way to a smaller one in Present
    const Actions& actions;
    const Clock& liveClock;
};

class Layouts : public QObject
{
    Q_OBJECT
public:
    explicit Layouts(const LayoutParts& parts, QObject* parent = nullptr);
    ~Layouts() override;

    [[nodiscard]] Layout current() const { return m_current; }
    /// As the window was left; a program does not start full screen.
    void start();
    /// Remembers how the one in use is arranged, and takes the other as it was last.
    void choose(Layout layout);
    /// Back to the layout from before; whether it was Present that was in use.
    bool leavePresent();
    /// Takes this size, with all of the layout in use where it is at first.
    void arrange(QSize size);
    /// Forgets what was rearranged in the layout in use.
    void reset();
    void save() const;

private:
    void makePresentBar();
    void connectActions();
    void arrangeDocks(QSize size);
    void narrowInspector(QSize size);
    void widenTraining(QSize size);
    void showDocks(const QStringList& ids);
    void setPresenting(bool presenting);
    [[nodiscard]] QDockWidget* dock(const QString& id) const;
    [[nodiscard]] QSize firstSize() const;
    [[nodiscard]] bool restore();

    LayoutParts m_parts;
    QToolBar* m_presentBar = nullptr;
    Layout m_current = Layout::Operate;
    Layout m_before = Layout::Operate; ///< Present
    QFont m_plainFont; ///< of the application, while the type is larger
};

} // namespace rollout
