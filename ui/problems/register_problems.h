#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerProblems(PageRegistry& registry);

} // namespace rollout
