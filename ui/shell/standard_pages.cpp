#include "ui/shell/standard_pages.h"

#ifdef ROLLOUT_UI_OVERVIEW
#include "ui/overview/register_overview.h"
#endif
#ifdef ROLLOUT_UI_TARGETS
#include "ui/targets/register_targets.h"
#endif
#ifdef ROLLOUT_UI_HEATMAP
#include "ui/heatmap/register_heatmap.h"
#endif
#ifdef ROLLOUT_UI_VERSIONS
#include "ui/versions/register_versions.h"
#endif
#ifdef ROLLOUT_UI_BATCHES
#include "ui/batches/register_batches.h"
#endif
#ifdef ROLLOUT_UI_WHATIF
#include "ui/whatif/register_whatif.h"
#endif
#ifdef ROLLOUT_UI_HISTORY
#include "ui/history/register_history.h"
#endif
#ifdef ROLLOUT_UI_INSPECTOR
#include "ui/inspector/register_inspector.h"
#endif
#ifdef ROLLOUT_UI_TRAINING
#include "ui/training/register_training.h"
#endif
#ifdef ROLLOUT_UI_EVENTS
#include "ui/events/register_events.h"
#endif
#ifdef ROLLOUT_UI_APPROVALS
#include "ui/approvals/register_approvals.h"
#endif
#ifdef ROLLOUT_UI_PROBLEMS
#include "ui/problems/register_problems.h"
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
#ifdef ROLLOUT_UI_HEATMAP
    registerHeatmap(registry);
#endif
#ifdef ROLLOUT_UI_VERSIONS
    registerVersions(registry);
#endif
#ifdef ROLLOUT_UI_BATCHES
    registerBatches(registry);
#endif
#ifdef ROLLOUT_UI_WHATIF
    registerWhatIf(registry);
#endif
#ifdef ROLLOUT_UI_HISTORY
    registerHistory(registry);
#endif
#ifdef ROLLOUT_UI_INSPECTOR
    registerInspector(registry);
#endif
#ifdef ROLLOUT_UI_TRAINING
    registerTraining(registry);
#endif
#ifdef ROLLOUT_UI_EVENTS
    registerEvents(registry);
#endif
#ifdef ROLLOUT_UI_APPROVALS
    registerApprovals(registry);
#endif
#ifdef ROLLOUT_UI_PROBLEMS
    registerProblems(registry);
#endif
    return registry;
}

} // namespace rollout
