#pragma once

// The band below the pages: what the scene says, in type for a projector, and which one it is. As
// high as the longest caption needs, so that pages stand still from scene to scene.

#include <QFrame>

class QLabel;
class QToolButton;

namespace rollout {

class DemoPlayer;

class DemoBar : public QFrame
{
    Q_OBJECT
public:
    explicit DemoBar(DemoPlayer& player, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QToolButton* makeButton(const QString& iconName, const QString& words);
    [[nodiscard]] int wholeWidth() const;
    void dress();
    void refresh();
    void makeRoom();
    void paintDots(QPainter& painter) const;

    DemoPlayer& m_player;
    QLabel* m_caption;
    QLabel* m_scene;
    QWidget* m_dots;
    QToolButton* m_previous;
    QToolButton* m_pause;
    QToolButton* m_next;
    QToolButton* m_end;
    bool m_isDressing = false;
};

} // namespace rollout
