#pragma once

// What the charts of a what-if have in common: ground, legend, marks of a policy.

#include <QWidget>

#include "ui/common/palette.h"
#include "ui/whatif/whatif_figures.h"

namespace rollout {

/// The mark of the nth policy: a shape besides its colour and dashes.
[[nodiscard]] QPainterPath markOf(std::size_t policy, QPointF centre, double size);
/// Colour and dashes of the nth policy.
[[nodiscard]] VersionStyle policyStyle(std::size_t policy);

class WhatIfChart : public QWidget
{
    Q_OBJECT
public:
    WhatIfChart(const QString& objectName, const QString& accessibleName,
                QWidget* parent = nullptr);

    /// Null: an empty ground.
    void showFigures(const WhatIfFiguresPtr& figures);
    [[nodiscard]] QSize sizeHint() const override { return {480, 260}; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

    /// There are figures, with at least one policy.
    virtual void draw(QPainter& painter, const QRectF& area) const = 0;
    /// What the chart says, for those who do not see it.
    [[nodiscard]] virtual QString description() const = 0;
    /// Least height of what is drawn.
    [[nodiscard]] virtual int leastHeight() const { return 160; }

    [[nodiscard]] const WhatIfFigures& figures() const { return *m_figures; }
    [[nodiscard]] bool isEmpty() const { return !m_figures || m_figures->policies.empty(); }
    /// Draws a legend of the policies; what is left below it.
    [[nodiscard]] QRectF drawLegend(QPainter& painter, const QRectF& area) const;
    /// Draws a line of words; what is left below it.
    [[nodiscard]] QRectF drawSentence(QPainter& painter, const QRectF& area,
                                      const QString& words) const;
    /// What is shown has changed, though the figures have not.
    void describe();

private:
    WhatIfFiguresPtr m_figures;
};

} // namespace rollout
