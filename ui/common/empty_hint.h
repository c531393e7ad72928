#pragma once

// What a page shows when there is nothing to show: what is missing, and what to do about it.

#include <QWidget>

class QLabel;
class QPushButton;

namespace rollout {

/// One of the window's commands, offered by a page that knows no more of it than its name.
struct HintAction
{
    QString words; ///< of the button
    QString name; ///< object name of the window's QAction
};
[[nodiscard]] HintAction importFleetAction();
[[nodiscard]] HintAction setVersionAction();
[[nodiscard]] HintAction stepAction();

class EmptyHint : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyHint(QWidget* parent = nullptr);

    /// `button` empty: none.
    void setHint(const QString& title, const QString& sentence, const QString& button = {});
    /// With a button that triggers a command of the window.
    void setHint(const QString& title, const QString& sentence, const HintAction& action);

Q_SIGNALS:
    void clicked(); ///< a button without an action

private:
    void act();

    QLabel* m_title;
    QLabel* m_sentence;
    QPushButton* m_button;
    QString m_action; ///< object name; empty: whoever owns the hint acts
};

} // namespace rollout
