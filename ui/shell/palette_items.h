#pragma once

#include "ui/common/focus.h"
#include "ui/common/session.h"
#include "ui/shell/command_palette.h"

class QAction;

namespace rollout {

/// What the command palette offers: every enabled action, then every entity as "@namespace/entity".
[[nodiscard]] std::vector<PaletteItem> paletteItems(const std::vector<QAction*>& actions,
                                                    const Directory& directory, Focus& focus);

/// Finds targets of the focused entity, the first twenty whose group and name have the words, off
/// the window's thread. `show` is told to bring one that is chosen into view. All outlive the
/// palette.
[[nodiscard]] PaletteFinder targetFinder(Session& session, Focus& focus,
                                         std::function<void()> show);

} // namespace rollout
