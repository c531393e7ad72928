#pragma once

// The line of moments with its marks and a handle. Left and right go a moment, Page Up and Page
// Down a tenth of all, Home and End to the first and to the present; so does the mouse.

#include <QAbstractSlider>

#include "ui/timeline/timeline_geometry.h"
#include "ui/timeline/timeline_words.h"

namespace rollout {

class TimelineAxis : public QAbstractSlider
{
    Q_OBJECT
public:
    explicit TimelineAxis(QWidget* parent = nullptr);

    /// The value is the index of a moment. Emits nothing.
    void showPast(const Past& past, std::size_t index, Liveness liveness);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(std::size_t index); ///< by a person

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] TimelineScale scale() const;
    [[nodiscard]] QString tipAt(double x) const;
    void choose(int index);
    void paintMarks(QPainter& painter, const TimelineScale& scale) const;
    void paintHandle(QPainter& painter, double x) const;

    Past m_past;
    Liveness m_liveness = Liveness::Simulated;
};

} // namespace rollout
