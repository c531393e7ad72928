#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerApprovals(PageRegistry& registry);

} // namespace rollout
