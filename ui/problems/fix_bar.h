#pragma once

// The button that applies a finding's fix, at the foot of its row; the rest of the row shows
// through. Words that are too long for the row are cut, and whole in the tool tip.

#include <QWidget>

class QPushButton;

namespace rollout {

class FixBar : public QWidget
{
    Q_OBJECT
public:
    FixBar(QString words, int indent, QWidget* parent = nullptr);

    /// What the button takes of a row.
    [[nodiscard]] static int heightOf(const QFontMetrics& metrics);
    [[nodiscard]] QPushButton* button() const { return m_button; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_words;
    int m_indent;
    QPushButton* m_button;
};

} // namespace rollout
