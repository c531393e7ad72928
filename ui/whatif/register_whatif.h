#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerWhatIf(PageRegistry& registry);

} // namespace rollout
