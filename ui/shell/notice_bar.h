#pragma once

// Below the entity's name, above every page: what holds its rollout back or waits for a person, a
// line each, with what can be done about it. Not there when there is nothing to say.

#include <QFrame>

#include <vector>

#include "ui/common/focus.h"
#include "ui/common/notices.h"
#include "ui/common/session.h"

class QVBoxLayout;

namespace rollout {

class Actions;

class NoticeBar : public QFrame
{
    Q_OBJECT
public:
    NoticeBar(Session& session, Focus& focus, const Actions& actions, QWidget* parent = nullptr);

private:
    void refresh();
    void say(std::vector<Notice> notices);

    Session& m_session;
    Focus& m_focus;
    const Actions& m_actions;
    QVBoxLayout* m_column;
    std::vector<Notice> m_notices;
};

} // namespace rollout
