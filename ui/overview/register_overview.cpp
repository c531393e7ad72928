#include "ui/overview/register_overview.h"

#include "ui/overview/overview_page.h"

namespace rollout {

void registerOverview(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("overview"), QStringLiteral("overview"), PagePlace::Tab,
                        [](const PageContext& context) { return new OverviewPage(context); }});
}

} // namespace rollout
