#include "ui/history/register_history.h"

#include "ui/history/history_page.h"

namespace rollout {

void registerHistory(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("history"), QStringLiteral("history"), PagePlace::Tab,
                        [](const PageContext& context) { return new HistoryPage(context); }});
}

} // namespace rollout
