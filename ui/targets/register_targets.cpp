#include "ui/targets/register_targets.h"

#include "ui/targets/targets_page.h"

namespace rollout {

void registerTargets(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("targets"), QStringLiteral("targets"), PagePlace::Tab,
                        [](const PageContext& context) { return new TargetsPage(context); }});
}

} // namespace rollout
