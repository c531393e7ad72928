#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerEvents(PageRegistry& registry);

} // namespace rollout
