#pragma once

// The waves of a policy as a list: added, edited, removed and put in another order.

#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

#include "core/policy.h"

class QListWidget;
class QToolButton;

namespace rollout {

class WavesForm : public QWidget
{
    Q_OBJECT
public:
    explicit WavesForm(QWidget* parent = nullptr);

    void setWaves(const std::vector<Wave>& waves); ///< says nothing of it
    [[nodiscard]] const std::vector<Wave>& waves() const { return m_waves; }
    /// Asked for the groups that are offered when a wave is edited.
    void setGroups(std::function<QStringList()> groups) { m_groups = std::move(groups); }

Q_SIGNALS:
    void edited();

private:
    QToolButton* makeButton(const char* name, const QString& words, const QString& tip);
    void edit(int row); ///< the number of waves: a new one
    void take(int row, const Wave& wave);
    void removeCurrent();
    void move(int by);
    void showWaves(int current);
    void judge();

    std::vector<Wave> m_waves;
    std::function<QStringList()> m_groups = [] { return QStringList(); };
    QListWidget* m_list;
    QToolButton* m_add;
    QToolButton* m_edit;
    QToolButton* m_remove;
    QToolButton* m_up;
    QToolButton* m_down;
};

} // namespace rollout
