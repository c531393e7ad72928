#include "ui/heatmap/heat_source.h"

namespace rollout {

HeatSource::HeatSource(QObject* parent)
    : QObject(parent)
    , m_asker(this, QStringLiteral("heat map"), heatPicture,
              [this](const HeatPicturePtr& picture) { Q_EMIT made(picture); })
{
}

} // namespace rollout
