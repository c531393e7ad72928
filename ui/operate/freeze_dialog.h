#pragma once

// The freeze windows of an entity: a list to remove from, and a form to add to it. What is done
// here is done at once and can be undone.

#include <QDialog>

#include "ui/common/session.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace rollout {

class MomentEdit;
class OperatorDesk;

class FreezeDialog : public QDialog
{
    Q_OBJECT
public:
    /// Both outlive the dialog. The entity is there.
    FreezeDialog(Session& session, OperatorDesk& desk, EntityKey key, QWidget* parent);

private:
    QWidget* makeTable();
    QWidget* makeForm();
    void showWindows();
    void setRow(int row, const FreezeWindow& window, const EntitySnapshot& snapshot);
    void judge();
    void add();
    void removeCurrent();
    [[nodiscard]] FreezeWindow typed() const;

    Session& m_session;
    OperatorDesk& m_desk;
    EntityKey m_key;
    std::vector<FreezeWindow> m_windows; ///< rows of the table
    QTableWidget* m_table;
    QPushButton* m_remove;
    MomentEdit* m_from;
    MomentEdit* m_to;
    QComboBox* m_again;
    QLineEdit* m_reason;
    QLabel* m_wrong;
    QPushButton* m_add;
};

} // namespace rollout
