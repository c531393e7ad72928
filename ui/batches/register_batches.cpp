#include "ui/batches/register_batches.h"

#include "ui/batches/batches_page.h"

namespace rollout {

void registerBatches(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("batches"), QStringLiteral("batches"), PagePlace::Tab,
                        [](const PageContext& context) { return new BatchesPage(context); }});
}

} // namespace rollout
