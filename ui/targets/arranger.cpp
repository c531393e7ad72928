#include "ui/targets/arranger.h"

namespace rollout {

Arranger::Arranger(QObject* parent)
    : QObject(parent)
    , m_asker(this, QStringLiteral("targets arranger"), arrange,
              [this](const ArrangementPtr& arrangement) { Q_EMIT arranged(arrangement); })
{
}

} // namespace rollout
