#pragma once

// The filter row above the targets table: text, and a chip a phase with its count.

#include <QWidget>

#include <array>

#include "ui/targets/target_query.h"

class QLabel;
class QLineEdit;
class QToolButton;

namespace rollout {

class TargetFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit TargetFilterBar(QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit* edit() const { return m_edit; }
    [[nodiscard]] std::string filterText() const; ///< trimmed
    [[nodiscard]] std::bitset<targetPhaseCount> phases() const;
    void showCounts(const Arrangement& arrangement);
    /// Whether there was something to clear.
    bool clear();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* makeChip(TargetPhase phase);
    void setIcons();

    QLineEdit* m_edit;
    QLabel* m_count;
    std::array<QToolButton*, targetPhaseCount> m_chips{};
};

} // namespace rollout
