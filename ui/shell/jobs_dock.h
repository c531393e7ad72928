#pragma once

// The dock "Jobs": a row for each thing that takes long, with its progress, a way to cancel it and
// what came of it; and a button for the status bar that says so in short. Both are hidden while
// there is nothing to list.

#include <QDockWidget>

#include <map>

#include "ui/common/jobs.h"

class QProgressBar;
class QStatusBar;
class QToolButton;
class QVBoxLayout;

namespace rollout {

class JobsDock : public QDockWidget
{
    Q_OBJECT
public:
    JobsDock(Jobs& jobs, QStatusBar& statusBar, QWidget* parent);

    void open(); ///< shows it in front
    /// Nothing is listed: then it has nothing to show, wherever a layout wants it.
    void hideIfEmpty();

private:
    void refill();
    void showPart(int id, double part);
    void showInShort();
    QWidget* makeRow(const JobEntry& entry);

    Jobs& m_jobs;
    QVBoxLayout* m_rows;
    QToolButton* m_clear;
    QStatusBar& m_statusBar;
    QToolButton* m_short; ///< in the status bar
    std::map<int, QProgressBar*> m_bars; ///< of those that run, by id
};

} // namespace rollout
