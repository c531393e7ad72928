#include "ui/training/result_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/training/session_report.h"
#include "ui/training/training_words.h"

namespace rollout {

namespace {

QTableWidget* makeTable(const char* name, const QString& accessible)
{
    auto* table = new QTableWidget;
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(accessible);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setWordWrap(true);
    table->setAlternatingRowColors(true);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

QTableWidgetItem* cell(const QString& words, bool isNumber)
{
    auto* item = new QTableWidgetItem(words);
    item->setTextAlignment(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    return item;
}

/// As high as its rows, so that the page has no bars within bars.
void fit(QTableWidget& table)
{
    table.resizeRowsToContents();
    int height = table.horizontalHeader()->sizeHint().height() + 2 * table.frameWidth() + 2;
    for (int row = 0; row < table.rowCount(); ++row)
        height += table.rowHeight(row);
    table.setFixedHeight(height);
}

} // namespace

ResultPanel::ResultPanel(QWidget* parent)
    : QWidget(parent)
    , m_outcome(new QLabel)
    , m_progress(new QProgressBar)
    , m_scores(makeTable("scoreTable", tr("Scores")))
    , m_best(new QLabel)
    , m_bets(makeTable("betTable", tr("Bets")))
    , m_brier(new QLabel)
{
    m_outcome->setObjectName(QStringLiteral("exerciseOutcome"));
    m_brier->setObjectName(QStringLiteral("brier"));
    for (QLabel* label : {m_outcome, m_best, m_brier})
        label->setWordWrap(true);
    QFont large = m_outcome->font();
    large.setBold(true);
    m_outcome->setFont(large);
    m_progress->setFormat(tr("Trying other policies: %p %"));
    auto* enough = new QPushButton(tr("Enough"));
    enough->setObjectName(QStringLiteral("enough"));
    enough->setToolTip(tr("Score with the policies that were tried so far"));
    m_enough = enough;
    auto* save = new QPushButton(tr("Save session…"));
    save->setObjectName(QStringLiteral("saveSession"));
    save->setToolTip(tr("As JSON, CSV or PDF"));
    m_save = save;
    auto* again = new QPushButton(tr("Play again"));
    again->setObjectName(QStringLiteral("playAgain"));
    auto* leave = new QPushButton(tr("Other scenarios"));
    leave->setObjectName(QStringLiteral("otherScenarios"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(leave);
    buttons->addStretch(1);
    buttons->addWidget(again);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_outcome);
    column->addWidget(m_progress);
    column->addWidget(enough, 0, Qt::AlignRight);
    column->addWidget(m_scores);
    column->addWidget(m_best);
    column->addWidget(m_bets);
    column->addWidget(m_brier);
    column->addWidget(save, 0, Qt::AlignLeft);
    column->addStretch(1);
    column->addLayout(buttons);
    connect(enough, &QPushButton::clicked, this, &ResultPanel::enough);
    connect(save, &QPushButton::clicked, this, &ResultPanel::saveAsked);
    connect(again, &QPushButton::clicked, this, &ResultPanel::restarted);
    connect(leave, &QPushButton::clicked, this, &ResultPanel::left);
}

void ResultPanel::showProgress(double part)
{
    m_outcome->setText(tr("The exercise is over."));
    m_progress->setValue(static_cast<int>(part * 100));
    m_progress->show();
    m_enough->show();
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_scores, m_best, m_bets, m_brier, m_save})
        widget->hide();
}

void ResultPanel::showResult(const TrainingSession& session)
{
    m_outcome->setText(outcomeText(session));
    m_progress->hide();
    m_enough->hide();
    fillScores(session);
    fillBets(session);
    m_scores->show();
    m_save->show();
    const RolloutOptions& best = session.yardsticks.bestPolicy.options;
    m_best->setText(
        tr("Best of %1 random policies: batch %2 %, success %3 % for %4, deadline %5.")
            .arg(session.yardsticks.tried)
            .arg(best.batch.value())
            .arg(best.success.value())
            .arg(formatDuration(best.successTimeout), formatDuration(best.durationTimeout)));
    m_best->setVisible(session.yardsticks.tried > 0);
}

void ResultPanel::fillScores(const TrainingSession& session)
{
    const std::vector<ScoreLine> lines = scoreLines(session);
    const auto columns = scoreColumns(session.yardsticks);
    m_scores->setColumnCount(static_cast<int>(columns.size()) + 1);
    QStringList heads{tr("Points")};
    for (QString column : columns)
        heads << column.replace(u' ', u'\n'); // narrow, in a dock
    m_scores->setHorizontalHeaderLabels(heads);
    m_scores->setRowCount(static_cast<int>(lines.size()));
    for (int row = 0; row < m_scores->rowCount(); ++row) {
        const ScoreLine& line = lines[static_cast<std::size_t>(row)];
        m_scores->setItem(row, 0, cell(line.caption, false));
        for (std::size_t i = 0; i < columns.size(); ++i)
            m_scores->setItem(row, static_cast<int>(i) + 1,
                              cell(QString::number(qRound(line.points[i])), true));
    }
    m_scores->horizontalHeader()->setDefaultAlignment(Qt::AlignCenter);
    m_scores->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_scores->horizontalHeader()->setMinimumHeight(2 * fontMetrics().lineSpacing() + 8);
    fit(*m_scores);
}

void ResultPanel::fillBets(const TrainingSession& session)
{
    m_bets->setColumnCount(3);
    m_bets->setHorizontalHeaderLabels({tr("Bet"), tr("You said"), tr("It was")});
    m_bets->setRowCount(static_cast<int>(session.bets.size()));
    for (int row = 0; row < m_bets->rowCount(); ++row) {
        const PlacedBet& bet = session.bets[static_cast<std::size_t>(row)];
        m_bets->setItem(
            row, 0,
            cell(tr("%1 (%2)").arg(questionText(bet.question.bet), momentText(bet.question.at)),
                 false));
        m_bets->setItem(row, 1, cell(tr("%1 %").arg(qRound(bet.probability * 100)), true));
        const bool isTrue = cameTrue(bet.question.bet, session.result);
        m_bets->setItem(row, 2, cell(isTrue ? tr("so") : tr("not so"), true));
    }
    m_bets->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_bets->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    fit(*m_bets);
    m_bets->setVisible(!session.bets.empty());
    const auto brier = brierScore(session.bets, session.result);
    m_brier->setVisible(brier.has_value());
    if (brier)
        m_brier->setText(
            tr("Brier score %1: 0 is best, always saying 50 % gets 0.25.").arg(*brier, 0, 'f', 3));
}

} // namespace rollout
