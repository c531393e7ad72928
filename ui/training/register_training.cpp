#include "ui/training/register_training.h"

#include "ui/training/training_page.h"

namespace rollout {

void registerTraining(PageRegistry& registry)
{
    registry.push_back({QStringLiteral("training"), QStringLiteral("training"),
                        PagePlace::RightDock,
                        [](const PageContext& context) { return new TrainingPage(context); }});
}

} // namespace rollout
