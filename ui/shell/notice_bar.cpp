#include "ui/shell/notice_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/shell/actions.h"

namespace rollout {

namespace {

constexpr int noticeEdge = 5;
constexpr int groundAlpha = 38; // of 255: the kind's colour as a tint behind its words
constexpr int iconSide = 18;

/// One notice.
class NoticeLine : public QWidget
{
public:
    NoticeLine(const Actions& actions, QWidget* parent)
        : QWidget(parent)
        , m_actions(actions)
        , m_icon(new QLabel(this))
        , m_label(new QLabel(this))
        , m_row(new QHBoxLayout(this))
    {
        m_label->setObjectName(QStringLiteral("noticeText"));
        m_label->setWordWrap(true);
        m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_row->setContentsMargins(noticeEdge + 9, 3, 8, 3);
        m_row->setSpacing(8);
        m_row->addWidget(m_icon);
        m_row->addWidget(m_label, 1);
    }

    void say(const Notice& notice)
    {
        m_label->setText(notice.sentence);
        setAccessibleName(notice.sentence);
        const bool isOtherKind = m_icon->pixmap().isNull() || m_notice.kind != notice.kind;
        const bool areOtherActs = m_notice.acts != notice.acts;
        m_notice = notice;
        if (isOtherKind)
            dress();
        if (areOtherActs)
            makeButtons();
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const QColor colour = noticeColour(m_notice.kind, schemeOf(palette()));
        QColor ground = colour;
        ground.setAlpha(groundAlpha);
        QPainter painter(this);
        painter.fillRect(rect(), palette().color(QPalette::Base));
        painter.fillRect(rect(), ground);
        painter.fillRect(QRect(0, 0, noticeEdge, height()), colour);
    }

    void changeEvent(QEvent* event) override
    {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            dress();
    }

private:
    void dress() { m_icon->setPixmap(icon(noticeIcon(m_notice.kind)).pixmap(iconSide, iconSide)); }

    void makeButtons()
    {
        for (QToolButton* button : std::exchange(m_buttons, {}))
            button->deleteLater();
        for (const Act act : m_notice.acts) {
            auto* button = new QToolButton(this);
            button->setObjectName(QStringLiteral("notice_") + actName(act));
            button->setDefaultAction(m_actions[commandOf(act)]);
            button->setToolButtonStyle(Qt::ToolButtonTextOnly);
            button->setFocusPolicy(Qt::TabFocus);
            button->setAccessibleName(m_actions[commandOf(act)]->text());
            m_row->addWidget(button);
            m_buttons.push_back(button);
        }
    }

    const Actions& m_actions;
    Notice m_notice{};
    QLabel* m_icon;
    QLabel* m_label;
    QHBoxLayout* m_row;
    std::vector<QToolButton*> m_buttons;
};

} // namespace

NoticeBar::NoticeBar(Session& session, Focus& focus, const Actions& actions, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_focus(focus)
    , m_actions(actions)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("noticeBar"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(1);
    connect(&session, &Session::opened, this, &NoticeBar::refresh);
    connect(&session, &Session::entityChanged, this, [this](EntityKey key) {
        if (m_focus.entity() == key)
            refresh();
    });
    connect(&focus, &Focus::entityChanged, this, &NoticeBar::refresh);
    connect(&focus, &Focus::pastChanged, this, &NoticeBar::refresh);
    refresh();
}

void NoticeBar::refresh()
{
    const SnapshotPtr snapshot = shownSnapshot(m_focus, m_session);
    const SummaryPtr summary = shownSummary(m_focus, m_session);
    say(snapshot && summary ? noticesOf(*snapshot, *summary) : std::vector<Notice>());
}

/// Lines are kept and only say something else: a button stays under the pointer that is over it.
void NoticeBar::say(std::vector<Notice> notices)
{
    if (notices == m_notices && isHidden() == notices.empty())
        return;
    m_notices = std::move(notices);
    while (m_column->count() < static_cast<int>(m_notices.size()))
        m_column->addWidget(new NoticeLine(m_actions, this));
    for (int i = 0; i < m_column->count(); ++i) {
        auto* line = static_cast<NoticeLine*>(m_column->itemAt(i)->widget());
        const bool isUsed = i < static_cast<int>(m_notices.size());
        line->setVisible(isUsed);
        if (isUsed)
            line->say(m_notices[static_cast<std::size_t>(i)]);
    }
    setVisible(!m_notices.empty());
}

} // namespace rollout
