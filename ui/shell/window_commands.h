#pragma once

// What the window's commands do to the engine: everything here that takes long is a job, every
// failure a sentence in the message bar.

#include <QObject>

#include "service/clock.h"
#include "ui/common/page.h"
#include "ui/shell/actions.h"
#include "ui/shell/fleet_import.h"
#include "ui/shell/set_version_dialog.h"

namespace rollout {

class MessageBar;
class Secrets;
class StoreDoor;

class WindowCommands : public QObject
{
    Q_OBJECT
public:
    /// `parent` is the window that dialogs belong to.
    WindowCommands(const PageContext& context, const Actions& actions, MessageBar& messages,
                   Secrets& secrets, const Clock& liveClock, QWidget* parent);

    /// Asks where to, then imports.
    void importFile(const QString& path);
    void setProposedNamespace(std::function<QString()> proposed)
    {
        m_proposedNamespace = std::move(proposed);
    }
    void exportFile(const QString& path);
    /// Opens a store by URL.
    void openStore(const QString& url);

Q_SIGNALS:
    void sampleAsked();
    void goneOnFromPast(rollout::Command command); ///< stepped, or run, while the past is shown
    void entityImported(rollout::EntityKey key); ///< it may be listed only later

private:
    void connectRunning(const Actions& actions);
    void connectFiles(const Actions& actions);
    void askRetention();
    void setRetention(const std::optional<std::chrono::days>& before,
                      const std::optional<std::chrono::days>& after);
    void tellHeld(bool isHeld, const QString& reason);
    void refreshEnabled();
    void askVersion(VersionWish wish, EntityKey key);
    void askVersionOfFocused(VersionWish wish);
    void confirm(VersionWish wish, EntityKey key, const QString& version);
    void apply(VersionWish wish, const EntitySnapshot& snapshot, const QString& version);
    void sayImported(EntityKey key, const ImportWish& wish, std::int64_t targets);
    void readAndImport(const QString& path, const ImportWish& wish);
    void store(const ImportedFleet& fleet, const ImportWish& wish);
    [[nodiscard]] SnapshotPtr focused() const;

    PageContext m_context;
    const Actions& m_actions;
    MessageBar& m_messages;
    const Clock& m_liveClock;
    StoreDoor* m_door;
    QWidget* m_window;
    std::function<QString()> m_proposedNamespace;
};

} // namespace rollout
