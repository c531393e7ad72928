#pragma once

// Has heatPicture() made in a worker thread, one at a time, newest wins. Lives in the window's
// thread; never blocks it.

#include <QObject>

#include <optional>
#include <string>

#include "ui/common/fleet_asker.h"
#include "ui/heatmap/heat_picture.h"

namespace rollout {

class HeatSource : public QObject
{
    Q_OBJECT
public:
    explicit HeatSource(QObject* parent = nullptr);

    /// Null: nothing to make; what is under way is dropped.
    void setSnapshot(SnapshotPtr snapshot) { m_asker.setSnapshot(std::move(snapshot)); }
    void setGroup(const std::optional<std::string>& group) { m_asker.setQuestion(group); }

Q_SIGNALS:
    void made(const rollout::HeatPicturePtr& picture);

private:
    FleetAsker<std::optional<std::string>, HeatPicture> m_asker;
};

} // namespace rollout
