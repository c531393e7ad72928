#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerHistory(PageRegistry& registry);

} // namespace rollout
