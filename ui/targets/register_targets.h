#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerTargets(PageRegistry& registry);

} // namespace rollout
