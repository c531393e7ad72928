#include "ui/versions/register_versions.h"

#include "ui/versions/versions_page.h"

namespace rollout {

void registerVersions(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("versions"), QStringLiteral("versions"), PagePlace::Tab,
                        [](const PageContext& context) { return new VersionsPage(context); }});
}

} // namespace rollout
