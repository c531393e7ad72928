#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerVersions(PageRegistry& registry);

} // namespace rollout
