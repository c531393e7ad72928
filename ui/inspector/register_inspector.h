#pragma once

#include "ui/common/page.h"

namespace rollout {

void registerInspector(PageRegistry& registry);

} // namespace rollout
