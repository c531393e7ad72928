#pragma once

// What the window composes: pages that show one entity, as tabs in the centre or as docks beside
// it. A view's folder has `register_<folder>.h` with `void register<Folder>(PageRegistry&)`; the
// shell calls them in order.

#include <QAction>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

#include "service/orchestrator.h"

class QMenu;
class QSettings;
class QUndoStack;

namespace rollout {

class Focus;
class Prompts;
class Session;

/// What a page is given; all of it outlives the page. Errors of a page's own requests go to
/// Session::report().
struct PageContext
{
    Session& session;
    Focus& focus;
    QUndoStack& undo;
    Prompts& prompts;
    QSettings& settings;
};

/// Something that a page offers by a menu of its own, for the command palette, too.
struct PageCommand
{
    QString words; ///< that say it without the menu
    QPointer<QAction> action;
};

/// Shows the focused entity. Lives in the window's thread.
class EntityPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// For tabs, docks and the command palette.
    [[nodiscard]] virtual QString title() const = 0;
    /// The state of the focused entity, the newest or that of the past moment which is looked at,
    /// or null when no entity is in focus. Called when the focus changes, when the page becomes
    /// visible, and at most 10 times a second while it is; never while it is hidden. Must be quick
    /// (under 10 ms at 100,000 targets): what is slower belongs into Session::request().
    virtual void showSnapshot(const SnapshotPtr& snapshot) = 0;
    /// The line edit that the key "/" goes to; null for none.
    [[nodiscard]] virtual QWidget* filterEdit() const { return nullptr; }
    /// What can be done now; asked for anew each time.
    [[nodiscard]] virtual std::vector<PageCommand> commands() const { return {}; }
    /// Menus that the bar of menus shows as well. They stay the page's.
    [[nodiscard]] virtual std::vector<QMenu*> menus() const { return {}; }
};

/// Where a page stands.
enum class PagePlace : std::uint8_t { Tab, RightDock, BottomDock };

struct PageEntry
{
    QString id; ///< object name and settings key: "targets"
    QString iconName; ///< below ":/icons/"
    PagePlace place = PagePlace::Tab;
    std::function<EntityPage*(const PageContext&)> make; ///< without a parent; the window takes it
};

using PageRegistry = std::vector<PageEntry>;

} // namespace rollout
