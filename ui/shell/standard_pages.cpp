#include "ui/shell/standard_pages.h"

#ifdef ROLLOUT_UI_OVERVIEW
#include "ui/overview/register_overview.h"
#endif
#ifdef ROLLOUT_UI_TARGETS
#include "ui/targets/register_targets.h"
#endif
#ifdef ROLLOUT_UI_VERSIONS
#include "ui/versions/register_versions.h"
#endif
#ifdef ROLLOUT_UI_BATCHES
#include "ui/batches/register_batches.h"
#endif
#ifdef ROLLOUT_UI_INSPECTOR
#include "ui/inspector/register_inspector.h"
#endif
#ifdef ROLLOUT_UI_EVENTS
#include "ui/events/register_events.h"
#endif

namespace rollout {

PageRegistry standardPages()
{
    PageRegistry registry;
#ifdef ROLLOUT_UI_OVERVIEW
    registerOverview(registry);
#endif
#ifdef ROLLOUT_UI_TARGETS
    registerTargets(registry);
#endif
#ifdef ROLLOUT_UI_VERSIONS
    registerVersions(registry);
#endif
#ifdef ROLLOUT_UI_BATCHES
    registerBatches(registry);
#endif
#ifdef ROLLOUT_UI_INSPECTOR
    registerInspector(registry);
#endif
#ifdef ROLLOUT_UI_EVENTS
    registerEvents(registry);
#endif
    return registry;
}

} // namespace rollout
