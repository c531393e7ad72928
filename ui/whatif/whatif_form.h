#pragma once

// What is asked of a what-if: on which fleet, with which bad version, which policies, how many
// runs.

#include <QWidget>

#include "ui/common/page.h"
#include "ui/whatif/whatif_worker.h"

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace rollout {

class PolicyList;

class WhatIfForm : public QWidget
{
    Q_OBJECT
public:
    /// More than this many policies cannot be told apart in a chart.
    static constexpr std::size_t mostPolicies = 6;

    explicit WhatIfForm(const PageContext& context, QWidget* parent = nullptr);

    void showSnapshot(const SnapshotPtr& snapshot);
    [[nodiscard]] WhatIfQuestion question() const;
    /// Why it cannot be asked; empty: it can.
    [[nodiscard]] QString complaint() const;

Q_SIGNALS:
    void edited();

private:
    void makeFleetBox();
    void makeModelBox();
    void makeNumbers();
    void arrange();
    void fillModels(bool hasOwn);
    void takeFleet(int index);
    void askFile();
    [[nodiscard]] WhatIfSource source() const;

    PageContext m_context;
    SnapshotPtr m_snapshot;
    QComboBox* m_fleet;
    QComboBox* m_model;
    PolicyList* m_policies;
    QComboBox* m_runs;
    QSpinBox* m_seed;
    QDoubleSpinBox* m_badShare;
    int m_lastFleet = 0; ///< line of the fleets, to go back to when no file is chosen
    bool m_hasOwnModel = false;
};

} // namespace rollout
