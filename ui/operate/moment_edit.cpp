#include "ui/operate/moment_edit.h"

#include <QDateTime>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QRegularExpression>

#include <limits>
#include <optional>

#include "ui/common/format.h"

namespace rollout {

namespace {

std::optional<int> secondsIn(const QString& text)
{
    static const QRegularExpression clock(
        QStringLiteral("^\\s*(?:(\\d{1,4})\\s*d\\s+)?(\\d{1,5}):(\\d{1,2}):(\\d{1,2})\\s*$"));
    const auto match = clock.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 seconds = match.captured(1).toLongLong() * 24 * 3600
        + match.captured(2).toLongLong() * 3600 + match.captured(3).toLongLong() * 60
        + match.captured(4).toLongLong();
    return seconds <= std::numeric_limits<int>::max() ? std::optional(static_cast<int>(seconds))
                                                      : std::nullopt;
}

} // namespace

ClockSpin::ClockSpin(QWidget* parent)
    : QSpinBox(parent)
{
    setRange(0, std::numeric_limits<int>::max());
    setSingleStep(60);
}

QString ClockSpin::textFromValue(int value) const
{
    return formatClock(Seconds(value));
}

int ClockSpin::valueFromText(const QString& text) const
{
    return secondsIn(text).value_or(value());
}

QValidator::State ClockSpin::validate(QString& input, int&) const
{
    static const QRegularExpression other(QStringLiteral("[^0-9:d ]"));
    if (input.contains(other))
        return QValidator::Invalid;
    return secondsIn(input) ? QValidator::Acceptable : QValidator::Intermediate;
}

MomentEdit::MomentEdit(TimeKind kind, const QString& name, const QString& words, QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    QAbstractSpinBox* box = nullptr;
    if (kind == TimeKind::Simulated) {
        m_spin = new ClockSpin(this);
        connect(m_spin, &QSpinBox::valueChanged, this, &MomentEdit::changed);
        box = m_spin;
    } else {
        m_edit = new QDateTimeEdit(this);
        m_edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
        m_edit->setTimeSpec(Qt::UTC);
        m_edit->setCalendarPopup(true);
        connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, &MomentEdit::changed);
        box = m_edit;
    }
    box->setObjectName(name);
    box->setAccessibleName(words);
    row->addWidget(box);
    setFocusProxy(box);
}

Time MomentEdit::moment() const
{
    return m_spin ? Time(Seconds(m_spin->value()))
                  : Time(Milliseconds(m_edit->dateTime().toMSecsSinceEpoch()));
}

void MomentEdit::setMoment(Time moment)
{
    if (m_spin)
        m_spin->setValue(static_cast<int>(wholeSeconds(moment.time_since_epoch()).count()));
    else
        m_edit->setDateTime(
            QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count(), Qt::UTC));
}

} // namespace rollout
