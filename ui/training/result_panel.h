#pragma once

// What an exercise came to: scores side by side, and the bets.

#include <QWidget>

class QLabel;
class QProgressBar;
class QTableWidget;

namespace rollout {

struct TrainingSession;

class ResultPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ResultPanel(QWidget* parent = nullptr);

    void showProgress(double part); ///< of the runs that it is held against
    void showResult(const TrainingSession& session);

Q_SIGNALS:
    void enough(); ///< of the runs that it is held against
    void saveAsked();
    void restarted();
    void left();

private:
    void fillScores(const TrainingSession& session);
    void fillBets(const TrainingSession& session);

    QLabel* m_outcome;
    QProgressBar* m_progress;
    QTableWidget* m_scores;
    QLabel* m_best;
    QTableWidget* m_bets;
    QLabel* m_brier;
    QWidget* m_save = nullptr;
    QWidget* m_enough = nullptr;
};

} // namespace rollout
