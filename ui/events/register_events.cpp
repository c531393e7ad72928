#include "ui/events/register_events.h"

#include "ui/events/events_page.h"

namespace rollout {

void registerEvents(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("events"), QStringLiteral("events"), PagePlace::BottomDock,
                        [](const PageContext& context) { return new EventsPage(context); }});
}

} // namespace rollout
