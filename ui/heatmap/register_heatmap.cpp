#include "ui/heatmap/register_heatmap.h"

#include "ui/heatmap/heat_page.h"

namespace rollout {

void registerHeatmap(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("heatmap"), QStringLiteral("heatmap"), PagePlace::Tab,
                        [](const PageContext& context) { return new HeatPage(context); }});
}

} // namespace rollout
