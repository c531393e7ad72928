#pragma once

// One sentence above the page, with a button that fixes it or the progress of a job. Never modal,
// never silent.

#include <QFrame>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace rollout {

class Job;

class MessageBar : public QFrame
{
    Q_OBJECT
public:
    enum class Tone : std::uint8_t { Information, Problem };

    explicit MessageBar(QWidget* parent = nullptr);

    /// Replaces what is shown. `button` empty: none.
    void show(Tone tone, const QString& sentence, const QString& button = {},
              std::function<void()> fix = {});
    /// Follows the job until it is finished; its failure becomes the sentence.
    void follow(Job* job);
    void clear();
    [[nodiscard]] QString sentence() const;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void setTone(Tone tone);

    QLabel* m_icon;
    QLabel* m_label;
    QProgressBar* m_progress;
    QPushButton* m_button;
    QToolButton* m_close;
    std::function<void()> m_fix;
    Tone m_tone = Tone::Information;
};

} // namespace rollout
