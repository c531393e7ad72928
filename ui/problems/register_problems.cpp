#include "ui/problems/register_problems.h"

#include "ui/problems/problems_page.h"

namespace rollout {

void registerProblems(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("problems"), QStringLiteral("warning"),
                        PagePlace::BottomDock,
                        [](const PageContext& context) { return new ProblemsPage(context); }});
}

} // namespace rollout
