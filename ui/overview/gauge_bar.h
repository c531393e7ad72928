#pragma once

// A labelled bar with its figures and the threshold's mark.

#include <QWidget>

#include "ui/overview/overview_figures.h"

namespace rollout {

class GaugeBar : public QWidget
{
    Q_OBJECT
public:
    /// `phase` gives the bar its colour.
    GaugeBar(const QString& label, TargetPhase phase, QWidget* parent = nullptr);

    /// `words` are the figures: "412 of 950 needed".
    void setGauge(const Gauge& gauge, const QString& words);
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override; ///< all words can be read

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont boldFont() const;
    [[nodiscard]] int wordsHeight() const;
    [[nodiscard]] QRectF track() const;
    void paintWords(QPainter& painter) const;

    QString m_label;
    QString m_words;
    TargetPhase m_phase;
    Gauge m_gauge;
};

} // namespace rollout
