#pragma once

// A button that writes the journal to a file, its progress while it does, and what came of it. Rows
// are read and written in the engine's thread, a page at a time: steps and other requests get their
// turns, and so does cancelling.

#include <QWidget>

#include <functional>
#include <memory>

#include "ui/common/page.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace rollout {

class JournalExport;

class ExportBar : public QWidget
{
    Q_OBJECT
public:
    /// `filter` says which rows, when the button is pressed.
    ExportBar(const PageContext& context, std::function<JournalFilter()> filter,
              QWidget* parent = nullptr);

    void exportTo(const QString& path);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_work != nullptr; }

Q_SIGNALS:
    void finished();

private:
    struct Work; ///< its export is touched in the engine's thread only
    void askWhereTo();
    void goOn();
    void take(const std::shared_ptr<Work>& work, const Result<bool>& isDone);
    void end(const QString& note, const Result<void>& result);

    PageContext m_context;
    std::function<JournalFilter()> m_filter;
    QLabel* m_note;
    QProgressBar* m_progress;
    QToolButton* m_button;
    std::shared_ptr<Work> m_work;
    int m_job = 0; ///< its entry among the jobs
};

} // namespace rollout
