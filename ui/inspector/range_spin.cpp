#include "ui/inspector/range_spin.h"

#include <QLineEdit>

#include <algorithm>

namespace rollout {

RangeSpin::RangeSpin(QString name, int maximum, const QString& suffix, QWidget* parent)
    : QSpinBox(parent)
    , m_name(std::move(name))
{
    setAccessibleName(m_name);
    setRange(0, maximum);
    setSuffix(suffix);
    setGroupSeparatorShown(true);
    connect(lineEdit(), &QLineEdit::textEdited, this, [this] {
        const auto number = numberIn(lineEdit()->text());
        const bool isBeyond = number && (*number < minimum() || *number > this->maximum());
        Q_EMIT hinted(isBeyond ? tr("%1 is from %2 to %3.")
                                     .arg(m_name, textFromValue(minimum()) + this->suffix(),
                                          textFromValue(this->maximum()) + this->suffix())
                               : QString());
    });
}

std::optional<qlonglong> RangeSpin::numberIn(const QString& input) const
{
    QString digits = input;
    if (digits.endsWith(suffix()))
        digits.chop(suffix().size());
    digits.remove(locale().groupSeparator());
    bool isNumber = false;
    const qlonglong number = locale().toLongLong(digits.trimmed(), &isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QValidator::State RangeSpin::validate(QString& input, int& position) const
{
    const QValidator::State state = QSpinBox::validate(input, position);
    return state == QValidator::Invalid && numberIn(input) ? QValidator::Intermediate : state;
}

void RangeSpin::fixup(QString& input) const
{
    if (const auto number = numberIn(input))
        input =
            textFromValue(static_cast<int>(std::clamp<qlonglong>(*number, minimum(), maximum())))
            + suffix();
    else
        QSpinBox::fixup(input);
}

} // namespace rollout
