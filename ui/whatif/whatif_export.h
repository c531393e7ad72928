#pragma once

// A what-if out of the window: pictures of its charts, its table, a report for people who were not
// there.

#include <QObject>

#include <functional>
#include <vector>

#include "ui/common/page.h"
#include "ui/whatif/whatif_worker.h"

class QLabel;
class QMenu;

namespace rollout {

/// What there is to write; the widgets outlive the exporter.
struct WhatIfShown
{
    QWidget* chart = nullptr; ///< in front, or the last that was
    std::vector<QWidget*> charts; ///< all of them
    WhatIfFiguresPtr figures;
    WhatIfAnswerPtr answer; ///< null: the comparison goes on
};

class WhatIfExport : public QObject
{
    Q_OBJECT
public:
    /// `caption` stands above each chart: it names runs and seed.
    WhatIfExport(const PageContext& context, QLabel& caption, std::function<WhatIfShown()> shown,
                 QWidget* page);

    [[nodiscard]] QMenu* menu() const { return m_menu; }
    void copyPicture();
    /// By its ending: .png, .svg and .csv of what is in front, .pdf of all charts, .html a report.
    void exportTo(const QString& path);

Q_SIGNALS:
    void noted(const QString& sentence);

private:
    void fillMenu();
    void askWhere(const QString& ending, const QString& filter);
    void writeReport(const WhatIfAnswerPtr& answer, const QString& path);
    [[nodiscard]] Result<void> write(const WhatIfShown& shown, const QString& path);

    PageContext m_context;
    QLabel& m_caption;
    std::function<WhatIfShown()> m_shown;
    QWidget* m_page;
    QMenu* m_menu;
};

} // namespace rollout
