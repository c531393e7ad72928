#pragma once

// Where the targets stand: one bar, a segment a phase, and below it a legend with glyphs and
// counts.

#include <QWidget>

#include "ui/common/summary.h"

namespace rollout {

class PhaseBar : public QWidget
{
    Q_OBJECT
public:
    explicit PhaseBar(QWidget* parent = nullptr);

    void setCounts(const PhaseCounts& counts);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Entry
    {
        TargetPhase phase;
        QRect rect;
        QString words;
    };
    /// The legend's entries, wrapped into lines.
    [[nodiscard]] std::vector<Entry> legend(int width) const;
    [[nodiscard]] std::int64_t countOf(TargetPhase phase) const
    {
        return m_counts[static_cast<std::size_t>(phase)];
    }

    PhaseCounts m_counts{};
};

} // namespace rollout
