#pragma once

// The dock "Approvals": targets of the focused entity that wait for people, to be approved or
// rejected with a remark.

#include "ui/common/page.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace rollout {

class ApprovalsModel;
class EmptyHint;
class OperatorDesk;

class ApprovalsPage : public EntityPage
{
    Q_OBJECT
public:
    explicit ApprovalsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;
    [[nodiscard]] QWidget* filterEdit() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override; ///< Escape: the filter, then the selection

private:
    QWidget* makeFilterLine();
    QWidget* makeDecisionLine();
    QPushButton* makeButton(const char* name, const QString& iconName);
    void makeTable();
    void takeFilter();
    void decide(bool isApproval);
    void judge();
    void showCount();
    void chooseFace();
    void keepSelection();
    [[nodiscard]] std::vector<TargetId> selected() const;

    PageContext m_context;
    OperatorDesk* m_desk;
    ApprovalsModel* m_model;
    SnapshotPtr m_snapshot;
    std::vector<TargetId> m_kept; ///< selected, while the model begins anew
    QTableView* m_table;
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
    QLineEdit* m_filter = nullptr;
    QLabel* m_count = nullptr;
    QToolButton* m_all = nullptr;
    QLineEdit* m_remark = nullptr;
    QPushButton* m_approve = nullptr;
    QPushButton* m_reject = nullptr;
};

} // namespace rollout
