#include "ui/whatif/register_whatif.h"

#include "ui/whatif/whatif_page.h"

namespace rollout {

void registerWhatIf(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("whatif"), QStringLiteral("whatif"), PagePlace::Tab,
                        [](const PageContext& context) { return new WhatIfPage(context); }});
}

} // namespace rollout
