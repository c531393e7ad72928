#pragma once

// The four rollout options as fields, with the integers that they come to.

#include <QWidget>

#include "core/entity_state.h"

class QLabel;

namespace rollout {

class RangeSpin;

class OptionsForm : public QWidget
{
    Q_OBJECT
public:
    explicit OptionsForm(QWidget* parent = nullptr);

    /// What they are held against: the fleet's size.
    void setFleet(const EntityState& state);
    void setOptions(const RolloutOptions& options); ///< says nothing of it
    [[nodiscard]] RolloutOptions options() const; ///< as typed

Q_SIGNALS:
    void edited();

private:
    RangeSpin* makeSpin(const QString& name, const QString& words, int maximum,
                        const QString& suffix);
    void showMeaning();

    std::int64_t m_total = 0;
    RangeSpin* m_batch;
    RangeSpin* m_success;
    RangeSpin* m_window;
    RangeSpin* m_deadline;
    QLabel* m_effective;
    QLabel* m_range; ///< what was typed beyond the range of its field
};

} // namespace rollout
