#include "ui/shell/palette_items.h"

#include <QAction>

#include "ui/common/icons.h"
#include "ui/common/words.h"

namespace rollout {

std::vector<PaletteItem> paletteItems(const std::vector<QAction*>& actions,
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
    for (const DirectoryNode& ns : directory)
        for (const auto& entity : ns.entities)
            items.push_back({u'@' + text(ns.name) + u'/' + text(entity.name),
                             {},
                             icon(QStringLiteral("fleet")),
                             [&focus, key = entity.key] { focus.setEntity(key); }});
    return items;
}

} // namespace rollout
