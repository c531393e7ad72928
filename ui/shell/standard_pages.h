#pragma once

#include "ui/common/page.h"

namespace rollout {

/// Every page of the console, in the order of tabs and docks.
[[nodiscard]] PageRegistry standardPages();

} // namespace rollout
