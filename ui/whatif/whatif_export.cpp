#include "ui/whatif/whatif_export.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>

#include "service/comparison_report.h"
#include "ui/common/chart_export.h"
#include "ui/common/job.h"
#include "ui/common/jobs.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/whatif/whatif_model.h"

namespace rollout {

namespace {

/// A chart behind another has no size of its own yet.
void sizeAlike(const WhatIfShown& shown)
{
    for (QWidget* chart : shown.charts)
        if (chart != shown.chart)
            chart->resize(shown.chart->size());
}

} // namespace

WhatIfExport::WhatIfExport(const PageContext& context, QLabel& caption,
                           std::function<WhatIfShown()> shown, QWidget* page)
    : QObject(page)
    , m_context(context)
    , m_caption(caption)
    , m_shown(std::move(shown))
    , m_page(page)
    , m_menu(new QMenu(page))
{
    fillMenu();
}

void WhatIfExport::fillMenu()
{
    m_menu->addAction(tr("Copy as picture"), this, &WhatIfExport::copyPicture);
    m_menu->addSeparator();
    const auto add = [this](const QString& words, const QString& ending, const QString& filter) {
        m_menu->addAction(words, this, [this, ending, filter] { askWhere(ending, filter); })
            ->setObjectName(QStringLiteral("export_") + ending);
    };
    add(tr("Export PNG…"), QStringLiteral("png"), tr("Pictures (*.png)"));
    add(tr("Export SVG…"), QStringLiteral("svg"), tr("Drawings (*.svg)"));
    add(tr("Export PDF of all charts…"), QStringLiteral("pdf"), tr("Documents (*.pdf)"));
    add(tr("Export CSV…"), QStringLiteral("csv"), tr("Tables (*.csv)"));
    m_menu->addSeparator();
    add(tr("Report as HTML…"), QStringLiteral("html"), tr("Web pages (*.html)"));
}

void WhatIfExport::copyPicture()
{
    const WhatIfShown shown = m_shown();
    QGuiApplication::clipboard()->setImage(pictureOf(*shown.chart, m_caption));
    Q_EMIT noted(tr("Copied the chart as a picture."));
}

void WhatIfExport::askWhere(const QString& ending, const QString& filter)
{
    m_context.prompts.saveFile(m_page, tr("Export what-if"), QStringLiteral("what-if.") + ending,
                               filter, [this](const QString& path) { exportTo(path); });
}

Result<void> WhatIfExport::write(const WhatIfShown& shown, const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == u"csv")
        return writeBytes(whatIfAsCsv(*shown.figures), path);
    if (ending == u"svg")
        return writeDrawing(*shown.chart, m_caption, path);
    if (ending != u"pdf")
        return writePicture(pictureOf(*shown.chart, m_caption), path);
    sizeAlike(shown);
    WhatIfModel model;
    model.show(shown.figures);
    return writePages(shown.charts, m_caption, path, rowsAsHtml(model, m_caption.text()));
}

void WhatIfExport::exportTo(const QString& path)
{
    const WhatIfShown shown = m_shown();
    if (path.endsWith(QLatin1String(".html"), Qt::CaseInsensitive)) {
        if (shown.answer)
            return writeReport(shown.answer, path);
        return Q_EMIT noted(
            tr("⚠ A report can be written once the comparison is over; wait or cancel it."));
    }
    if (const auto done = write(shown, path); !done)
        return m_context.session.report(done.error());
    Q_EMIT noted(tr("Wrote %1.").arg(path));
}

/// Works out every figure again, which takes a while.
void WhatIfExport::writeReport(const WhatIfAnswerPtr& answer, const QString& path)
{
    auto* job = new Job(
        tr("Writing %1").arg(QFileInfo(path).fileName()),
        [answer, file = utf8(path)](const JobWatch&) {
            return writeComparisonReport(file, answer->named, answer->comparison, answer->weights);
        },
        this);
    m_context.session.jobs().follow(job);
    connect(job, &Job::succeeded, this, [this, path] { Q_EMIT noted(tr("Wrote %1.").arg(path)); });
    connect(job, &Job::failed, this,
            [this](const Error& error) { m_context.session.report(error); });
    job->start();
}

} // namespace rollout
