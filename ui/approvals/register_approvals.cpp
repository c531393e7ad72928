#include "ui/approvals/register_approvals.h"

#include "ui/approvals/approvals_page.h"

namespace rollout {

void registerApprovals(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("approvals"), QStringLiteral("approvals"),
                        PagePlace::BottomDock,
                        [](const PageContext& context) { return new ApprovalsPage(context); }});
}

} // namespace rollout
