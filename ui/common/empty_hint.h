#pragma once

// What a page shows when there is nothing to show: what is missing, and what to do about it.

#include <QWidget>

class QLabel;
class QPushButton;

namespace rollout {

class EmptyHint : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyHint(QWidget* parent = nullptr);

    /// `button` empty: none.
    void setHint(const QString& title, const QString& sentence, const QString& button = {});

Q_SIGNALS:
    void clicked();

private:
    QLabel* m_title;
    QLabel* m_sentence;
    QPushButton* m_button;
};

} // namespace rollout
