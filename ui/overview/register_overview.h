#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerOverview(PageRegistry& registry);

} // namespace rollout
