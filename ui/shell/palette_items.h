#pragma once

#include "ui/common/focus.h"
#include "ui/shell/command_palette.h"

class QAction;

namespace rollout {

/// What the command palette offers: every enabled action, then every entity as "@namespace/entity".
[[nodiscard]] std::vector<PaletteItem> paletteItems(const std::vector<QAction*>& actions,
                                                    const Directory& directory, Focus& focus);

} // namespace rollout
