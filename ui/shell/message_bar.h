#pragma once

// One sentence above the page, with a button that fixes it or the progress of a job. Never modal,
// never silent. Problems stay until they are closed or something newer is said; a note goes when
// another entity is looked at.

#include <QFrame>

#include <functional>
#include <optional>

#include "service/orchestrator.h"

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
    /// A note about one entity, which may come into focus only later.
    void showNote(EntityKey about, const QString& sentence, const QString& button = {},
                  std::function<void()> fix = {});
    /// Takes back a note that is not about what is in focus now.
    void focusMoved(std::optional<EntityKey> focused);
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
    std::optional<EntityKey> m_about;
};

} // namespace rollout
