#pragma once

// Pictures of the window for the README and the package: the sample, played on virtual time to the
// moments worth showing, in light and dark.

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

#include "app/console/console.h"

namespace rollout {

class ScreenshotRun : public QObject
{
    Q_OBJECT
public:
    /// Writes into `folder`, which is made when it does not exist.
    ScreenshotRun(Console& console, QString folder, QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    /// `sentence` says what went wrong; empty: all pictures are there.
    void finished(const QString& sentence);

private:
    struct Stage
    {
        std::function<void()> begin; ///< once
        std::function<bool()> isReached; ///< asked again and again; may do a step each time
    };

    void addScene(const QString& name, const QString& entity, const QString& page,
                  const std::function<bool(const EntitySnapshot&)>& isReached);
    void addPictures(const QString& name);
    void beat();
    void save(const QString& name);
    [[nodiscard]] SnapshotPtr snapshotOf(const QString& entity) const;

    Console& m_console;
    QString m_folder;
    QTimer m_beat;
    std::deque<Stage> m_stages;
    bool m_hasBegun = false;
    int m_beats = 0; ///< of this stage
    QString m_wrong;
};

} // namespace rollout
