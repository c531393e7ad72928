#pragma once

#include "ui/common/focus.h"
#include "ui/common/page.h"
#include "ui/common/session.h"
#include "ui/shell/command_palette.h"

class QAction;

namespace rollout {

/// What the command palette offers: every enabled action, what pages offer, then every entity as
/// "@namespace/entity".
[[nodiscard]] std::vector<PaletteItem> paletteItems(const std::vector<QAction*>& actions,
                                                    const std::vector<PageCommand>& offered,
                                                    const Directory& directory, Focus& focus);

/// Finds targets of the focused entity, the first twenty whose group and name have the words, off
/// the window's thread. `show` is told to bring one that is chosen into view. All outlive the
/// palette.
[[nodiscard]] PaletteFinder targetFinder(Session& session, Focus& focus,
                                         std::function<void()> show);

/// Opens the palette over the upper part of a window.
void showPalette(std::vector<PaletteItem> items, PaletteFinder finder, QWidget& window);

} // namespace rollout
