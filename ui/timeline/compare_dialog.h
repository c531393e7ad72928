#pragma once

// Two entities side by side, chosen by their names; the figures are fetched in the engine's thread.

#include <QDialog>

#include "ui/common/session.h"
#include "ui/timeline/comparison.h"

class QComboBox;
class QLabel;
class QTableWidget;

namespace rollout {

class CompareDialog : public QDialog
{
    Q_OBJECT
public:
    /// `first` is compared with what it was forked from, or was forked from it, if that is known.
    CompareDialog(Session& session, EntityKey first, QWidget* parent);

private:
    QComboBox* makeBox(const QString& objectName, const QString& accessibleName);
    void makeLayout();
    void proposeOther(EntityKey first);
    void ask();
    void showSides(const ComparedSide& a, const ComparedSide& b);

    Session& m_session;
    QComboBox* m_left;
    QComboBox* m_right;
    QLabel* m_sentence;
    QTableWidget* m_table;
    int m_question = 0; ///< number of the newest; answers to others are dropped
};

} // namespace rollout
