#pragma once

// Above the tabs: which entity is in focus, and in one sentence where its rollout stands.

#include <QFrame>

#include "ui/common/focus.h"
#include "ui/common/session.h"

class QLabel;

namespace rollout {

class LastStep;

class EntityHeader : public QFrame
{
    Q_OBJECT
public:
    EntityHeader(Session& session, Focus& focus, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void fitSentence();
    void showEntity(const EntitySnapshot& snapshot, const EntitySummary& summary);

    Session& m_session;
    Focus& m_focus;
    LastStep* m_lastStep;
    QLabel* m_badge;
    QLabel* m_path;
    QLabel* m_sentence;
    QLabel* m_figures;
};

} // namespace rollout
