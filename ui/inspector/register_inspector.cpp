#include "ui/inspector/register_inspector.h"

#include "ui/inspector/inspector_page.h"

namespace rollout {

void registerInspector(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("inspector"), QStringLiteral("inspector"),
                        PagePlace::RightDock,
                        [](const PageContext& context) { return new InspectorPage(context); }});
}

} // namespace rollout
