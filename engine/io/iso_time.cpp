#include "io/iso_time.h"

#include <QDateTime>

namespace rollout {

std::string isoTime(Time time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toStdString();
}

} // namespace rollout
