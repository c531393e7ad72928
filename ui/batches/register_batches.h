#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerBatches(PageRegistry& registry);

} // namespace rollout
