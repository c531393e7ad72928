#pragma once

// The phases that a heat map shows, each with glyph, name and count; pressing one selects its
// targets. Wraps into as many lines as it needs.

#include <QWidget>

#include <array>

#include "core/entity_state.h"

class QToolButton;

namespace rollout {

class HeatLegend : public QWidget
{
    Q_OBJECT
public:
    explicit HeatLegend(QWidget* parent = nullptr);

    void setCounts(const PhaseCounts& counts);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void phaseAsked(rollout::TargetPhase phase);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QToolButton* makeEntry(TargetPhase phase);
    void setIcons();
    /// Puts the entries that are there into lines; what height they need.
    int arrange(int width, bool isReal) const;

    std::array<QToolButton*, targetPhaseCount> m_entries{};
};

} // namespace rollout
