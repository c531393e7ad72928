#pragma once

// What is shown while there is no fleet: four ways to begin, of which a missing store leaves two.

#include <QWidget>

#include "ui/shell/actions.h"

class QLabel;
class QVBoxLayout;

namespace rollout {

class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(const Actions& actions, QWidget* parent = nullptr);

    void setRecentStores(const QStringList& urls);
    void setStoreOpen(bool isOpen);

Q_SIGNALS:
    void storeAsked(const QString& url);

private:
    void scroll(QWidget* column);

    QLabel* m_sentence;
    QVBoxLayout* m_recent;
};

} // namespace rollout
