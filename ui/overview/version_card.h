#pragma once

// One place of the rollout state ("last known good") with its version and who runs it.

#include <QFrame>

#include "ui/overview/overview_figures.h"

class QLabel;

namespace rollout {

class VersionCard : public QFrame
{
    Q_OBJECT
public:
    /// `name`: object name of the label that shows the version.
    VersionCard(const QString& caption, const QString& explanation, const QString& name,
                QWidget* parent = nullptr);

    /// `version` empty: nothing stands in this place.
    void setPlace(const VersionPlace& place, const QString& version);

private:
    QString m_caption;
    QLabel* m_version;
    QLabel* m_note;
};

} // namespace rollout
