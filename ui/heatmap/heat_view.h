#pragma once

// A heat map that scrolls when its cells do not all fit.

#include <QScrollArea>

#include <optional>

#include "ui/heatmap/heat_picture.h"

namespace rollout {

class HeatCanvas;

class HeatView : public QScrollArea
{
    Q_OBJECT
public:
    explicit HeatView(QWidget* parent = nullptr);

    [[nodiscard]] HeatCanvas& canvas() const { return *m_canvas; }
    void showPicture(const HeatPicturePtr& picture); ///< null: nothing
    /// Larger or smaller cells than now; 0: as large as fit.
    void changeSide(int steps);
    [[nodiscard]] bool isFitted() const { return !m_side; }

Q_SIGNALS:
    void laidOut(); ///< perhaps with other cells

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();

    HeatCanvas* m_canvas;
    std::optional<int> m_side; ///< chosen by the person
};

} // namespace rollout
