#pragma once

// The rule of manual approval as fields.

#include <QWidget>

#include "core/policy.h"

class QCheckBox;
class QComboBox;

namespace rollout {

class RangeSpin;

class ApprovalForm : public QWidget
{
    Q_OBJECT
public:
    explicit ApprovalForm(QWidget* parent = nullptr);

    void setRule(const ApprovalRule& rule); ///< says nothing of it
    [[nodiscard]] ApprovalRule rule() const; ///< as typed

Q_SIGNALS:
    void edited();
    void hinted(const QString& sentence); ///< of what is typed beyond a range; empty: no more

private:
    RangeSpin* m_required;
    RangeSpin* m_timeout;
    QComboBox* m_onTimeout;
    QCheckBox* m_forRollback;
};

} // namespace rollout
