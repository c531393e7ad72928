#pragma once

// The guards as fields. Off, each of them is as the original decides.

#include <QWidget>

#include "core/policy.h"

class QCheckBox;
class QComboBox;
class QFormLayout;

namespace rollout {

class RangeSpin;

class GuardsForm : public QWidget
{
    Q_OBJECT
public:
    explicit GuardsForm(QWidget* parent = nullptr);

    void setGuards(const Guards& guards); ///< says nothing of it
    [[nodiscard]] Guards guards() const; ///< as typed

Q_SIGNALS:
    void edited();
    void hinted(const QString& sentence); ///< of what is typed beyond a range; empty: no more

private:
    QCheckBox* makeCheck(const char* name, const QString& words, const QString& tip);
    RangeSpin* makeSpin(const char* name, const QString& words, int maximum, const QString& suffix);
    void addRows(QFormLayout& form);

    QCheckBox* m_silent;
    QCheckBox* m_unhealthy;
    QCheckBox* m_open;
    QCheckBox* m_hasRollbackBatch;
    RangeSpin* m_rollbackBatch;
    RangeSpin* m_forget;
    RangeSpin* m_watch;
    RangeSpin* m_minimumTime;
    RangeSpin* m_minimumTargets;
    QComboBox* m_monitoring;
};

} // namespace rollout
