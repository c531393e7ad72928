#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerTraining(PageRegistry& registry);

} // namespace rollout
