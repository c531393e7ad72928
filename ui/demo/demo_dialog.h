#pragma once

// Which demo to play: one that ships, or a file.

#include <QDialog>

#include "core/demo.h"

class QLabel;
class QListWidget;

namespace rollout {

class DemoDialog : public QDialog
{
    Q_OBJECT
public:
    explicit DemoDialog(QWidget* parent);

Q_SIGNALS:
    void chosen(const rollout::DemoScript& script);
    void fileAsked();

private:
    void fill();
    void tell(int row);
    void play();

    QListWidget* m_list;
    QLabel* m_about;
};

} // namespace rollout
