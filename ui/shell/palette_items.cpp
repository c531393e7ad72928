#include "ui/shell/palette_items.h"

#include <QAction>

#include <utility>

#include "ui/common/icons.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr std::size_t mostTargets = 20; // beyond that another word helps more than a longer list

struct FoundTarget
{
    TargetId id;
    QString name;
    QString group;
};

/// The first that fit, in order of group and name.
std::vector<FoundTarget> findTargets(const Fleet& fleet, const QString& words)
{
    std::vector<FoundTarget> found;
    for (const TargetId id : fleet.order()) {
        const QString name = text(fleet.name(id));
        const QString group = text(fleet.group(id));
        if (!matchesWords(group + u'/' + name, words))
            continue;
        found.push_back({id, name, group});
        if (found.size() == mostTargets)
            break;
    }
    return found;
}

} // namespace

std::vector<PaletteItem> paletteItems(const std::vector<QAction*>& actions,
                                      const std::vector<PageCommand>& offered,
                                      const Directory& directory, Focus& focus)
{
    std::vector<PaletteItem> items;
    for (QAction* action : actions) {
        QString name = action->text();
        name.remove(QChar(u'&'));
        if (action->isEnabled() && action->objectName() != QLatin1String("palette"))
            items.push_back({name, action->shortcut().toString(QKeySequence::NativeText),
                             action->icon(), [action] { action->trigger(); }});
    }
    for (const PageCommand& command : offered)
        if (command.action && command.action->isEnabled())
            items.push_back({command.words, {}, command.action->icon(), [action = command.action] {
                                 if (action) // it may have gone with its menu's last filling
                                     action->trigger();
                             }});
    for (const DirectoryNode& ns : directory)
        for (const auto& entity : ns.entities)
            items.push_back({u'@' + text(ns.name) + u'/' + text(entity.name),
                             {},
                             icon(QStringLiteral("fleet")),
                             [&focus, key = entity.key] { focus.setEntity(key); }});
    return items;
}

PaletteFinder targetFinder(Session& session, Focus& focus, std::function<void()> show)
{
    return [&session, &focus, show = std::move(show)](
               QObject* context, const QString& words,
               const std::function<void(const std::vector<PaletteItem>&)>& found) {
        const auto entity = focus.entity();
        const SnapshotPtr snapshot = entity ? session.snapshot(*entity) : nullptr;
        session.request(
            context,
            [snapshot, words](Orchestrator&) {
                return snapshot ? findTargets(snapshot->state.fleet, words)
                                : std::vector<FoundTarget>();
            },
            [&focus, show, snapshot, found](const std::vector<FoundTarget>& targets) {
                std::vector<PaletteItem> items;
                items.reserve(targets.size());
                for (const FoundTarget& target : targets)
                    items.push_back({u'@' + target.name, target.group,
                                     icon(QStringLiteral("targets")),
                                     [&focus, show, key = snapshot->key, id = target.id] {
                                         focus.setEntity(key);
                                         show();
                                         focus.setTargets({id});
                                     }});
                found(items);
            });
    };
}

void showPalette(std::vector<PaletteItem> items, PaletteFinder finder, QWidget& window)
{
    auto* palette = new CommandPalette(std::move(items), std::move(finder), &window);
    palette->move(window.mapToGlobal(QPoint((window.width() - palette->width()) / 2, 80)));
    palette->show();
}

} // namespace rollout
