#pragma once

#include <QDialog>

#include <vector>

class QAction;

namespace rollout {

/// Every action that has a key, with what it does.
class KeySheet : public QDialog
{
    Q_OBJECT
public:
    KeySheet(const std::vector<QAction*>& actions, QWidget* parent);
};

} // namespace rollout
