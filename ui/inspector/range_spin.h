#pragma once

// A spin box that lets a number beyond its range be typed, says so, and takes the nearest one that
// is allowed when editing ends. QSpinBox swallows the digit, and 500 becomes 50 without a word.

#include <QSpinBox>

#include <optional>

namespace rollout {

class RangeSpin : public QSpinBox
{
    Q_OBJECT
public:
    /// `name` is what a person calls the value.
    RangeSpin(QString name, int maximum, const QString& suffix, QWidget* parent = nullptr);

Q_SIGNALS:
    /// A sentence with the range, or nothing once what is typed may be taken.
    void hinted(const QString& sentence);

protected:
    [[nodiscard]] QValidator::State validate(QString& input, int& position) const override;
    void fixup(QString& input) const override;

private:
    [[nodiscard]] std::optional<qlonglong> numberIn(const QString& input) const;

    QString m_name;
};

} // namespace rollout
