#pragma once

// What an empty store shows: four ways to begin.

#include <QWidget>

#include "ui/shell/actions.h"

class QVBoxLayout;

namespace rollout {

class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(const Actions& actions, QWidget* parent = nullptr);

    void setRecentStores(const QStringList& urls);

Q_SIGNALS:
    void storeAsked(const QString& url);

private:
    QVBoxLayout* m_recent;
};

} // namespace rollout
