#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerHeatmap(PageRegistry& registry);

} // namespace rollout
