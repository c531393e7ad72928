#pragma once

// A moment to be typed: date and time of day (UTC) of a live entity, or a simulation's clock face.

#include <QSpinBox>
#include <QWidget>

#include "core/time.h"

class QDateTimeEdit;

namespace rollout {

/// Seconds as formatClock() writes them: "0:02:10", "3 d 4:05:06".
class ClockSpin : public QSpinBox
{
    Q_OBJECT
public:
    explicit ClockSpin(QWidget* parent = nullptr);

protected:
    [[nodiscard]] QString textFromValue(int value) const override;
    [[nodiscard]] int valueFromText(const QString& text) const override;
    [[nodiscard]] QValidator::State validate(QString& input, int& position) const override;
};

enum class TimeKind : std::uint8_t { Simulated, Live };

class MomentEdit : public QWidget
{
    Q_OBJECT
public:
    MomentEdit(TimeKind kind, const QString& name, const QString& words, QWidget* parent = nullptr);

    [[nodiscard]] Time moment() const;
    void setMoment(Time moment);

Q_SIGNALS:
    void changed();

private:
    ClockSpin* m_spin = nullptr; ///< one of the two
    QDateTimeEdit* m_edit = nullptr;
};

} // namespace rollout
