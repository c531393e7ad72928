#pragma once

// The tab "What-if": policies compared on many simulated rollouts of a good and of a bad version.

#include <optional>

#include "ui/common/page.h"
#include "ui/whatif/whatif_worker.h"

class QHBoxLayout;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace rollout {

class DifferenceChart;
class DistributionChart;
class EmptyHint;
class MetricBox;
class WhatIfChart;
class WhatIfExport;
class WhatIfForm;
class WhatIfModel;
class WhatIfTable;
struct WhatIfShown;

class WhatIfPage : public EntityPage
{
    Q_OBJECT
public:
    explicit WhatIfPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;
    [[nodiscard]] std::vector<PageCommand> commands() const override;

    void run();
    void cancel();
    [[nodiscard]] WhatIfExport& exporter() const { return *m_export; }

protected:
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeRunBar();
    QWidget* makeViewBar();
    QToolButton* makeViewButton(const QString& words, const QString& name, QWidget* face);
    std::vector<QToolButton*> makeMenuButtons();
    QToolButton* makeMenuButton(const QString& words, const QString& name, QMenu* menu);
    void connectWorker();
    void showFigures(const WhatIfFiguresPtr& figures);
    void showProgress();
    void endRun(bool isWhole);
    void showFace(QWidget* face);
    void chooseFace();
    void fillPolicies();
    void say(const QString& sentence);
    void forget();
    [[nodiscard]] WhatIfShown shown() const;

    PageContext m_context;
    WhatIfWorker* m_worker;
    WhatIfForm* m_form;
    DistributionChart* m_distribution;
    DifferenceChart* m_differences;
    std::vector<WhatIfChart*> m_charts;
    MetricBox* m_metric; ///< what distribution and differences are of
    WhatIfModel* m_model;
    WhatIfTable* m_table;
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
    QLabel* m_caption;
    QLabel* m_note;
    QPushButton* m_run = nullptr;
    QPushButton* m_cancel = nullptr;
    QToolButton* m_options = nullptr;
    QProgressBar* m_progress = nullptr;
    std::vector<QToolButton*> m_needFigures; ///< buttons that are of use once there are some
    QMenu* m_policies = nullptr;
    WhatIfExport* m_export;
    QWidget* m_face; ///< chosen one
    std::optional<EntityKey> m_entity;
    WhatIfFiguresPtr m_figures;
    int m_job = 0;
};

} // namespace rollout
