#pragma once

// The slim bar over an entity's tabs: its moments, and where in them one is. In the past a second
// line says so plainly, with the ways back and on.

#include <QFrame>

class QLabel;
class QToolButton;

namespace rollout {

class TimelineAxis;
class TimeTravel;

class TimelineBar : public QFrame
{
    Q_OBJECT
public:
    explicit TimelineBar(TimeTravel& travel, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeAxis();
    QWidget* makeNotice();
    void dress();
    void refresh();
    void refreshEarlier();
    void refreshNotice(std::size_t index);

    TimeTravel& m_travel;
    QToolButton* m_earlier = nullptr;
    QLabel* m_first = nullptr;
    QLabel* m_here = nullptr;
    TimelineAxis* m_axis = nullptr;
    QWidget* m_notice = nullptr;
    QLabel* m_picture = nullptr;
    QLabel* m_sentence = nullptr;
    QToolButton* m_back = nullptr;
    QToolButton* m_fork = nullptr;
};

} // namespace rollout
