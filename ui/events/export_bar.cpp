#include "ui/events/export_bar.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <atomic>
#include <optional>
#include <utility>

#include "service/table_export.h"
#include "ui/common/format.h"
#include "ui/common/jobs.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/common/words.h"

namespace rollout {

struct ExportBar::Work
{
    JournalFilter filter;
    std::string path;
    std::optional<JournalExport> journal;
    std::atomic<double> part{0};
    std::atomic<std::int64_t> rows{0};

    Result<bool> writeSome(const Orchestrator& engine)
    {
        if (!journal) {
            auto begun = tableFormatOf(path).and_then([&](TableFormat format) {
                return JournalExport::begin(engine, filter, path, format);
            });
            if (!begun)
                return tl::unexpected(begun.error());
            journal.emplace(std::move(*begun));
        }
        auto isDone = journal->writeSome(engine);
        part = journal->part();
        rows = journal->rows();
        return isDone;
    }
};

ExportBar::ExportBar(const PageContext& context, std::function<JournalFilter()> filter,
                     QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_filter(std::move(filter))
    , m_note(new QLabel)
    , m_progress(new QProgressBar)
    , m_button(new QToolButton)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_note->setObjectName(QStringLiteral("exportEventsNote"));
    m_note->hide();
    m_progress->setObjectName(QStringLiteral("exportEventsProgress"));
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setRange(0, 100);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 16);
    m_progress->hide();
    m_button->setObjectName(QStringLiteral("exportEvents"));
    m_button->setAutoRaise(true);
    connect(m_button, &QToolButton::clicked, this, [this] { isBusy() ? cancel() : askWhereTo(); });
    for (QWidget* part : {static_cast<QWidget*>(m_note), static_cast<QWidget*>(m_progress),
                          static_cast<QWidget*>(m_button)})
        row->addWidget(part);
    // The rest would be of another store.
    connect(&context.session, &Session::opened, this, [this] {
        if (isBusy())
            cancel();
    });
    end({}, Result<void>());
}

void ExportBar::askWhereTo()
{
    m_context.prompts.saveFile(this, tr("Export events"), QStringLiteral("events.csv"),
                               tr("CSV (*.csv);;JSON lines (*.jsonl)"),
                               [this](const QString& path) { exportTo(path); });
}

void ExportBar::exportTo(const QString& path)
{
    if (isBusy())
        return;
    m_work = std::make_shared<Work>();
    m_work->filter = m_filter();
    m_work->path = utf8(path);
    m_job = m_context.session.jobs().begin(tr("Writing %1").arg(QFileInfo(path).fileName()),
                                           [this] { cancel(); });
    m_note->hide();
    m_progress->setValue(0);
    m_progress->show();
    m_button->setText(tr("Cancel"));
    m_button->setToolTip(tr("Stop the export and leave no file behind"));
    goOn();
}

void ExportBar::goOn()
{
    m_context.session.request(
        this, [work = m_work](Orchestrator& engine) { return work->writeSome(engine); },
        [this, work = m_work](const Result<bool>& isDone) { take(work, isDone); });
}

void ExportBar::take(const std::shared_ptr<Work>& work, const Result<bool>& isDone)
{
    if (work != m_work)
        return; // cancelled
    if (!isDone) {
        m_context.session.report(isDone.error());
        return end({}, tl::unexpected(isDone.error()));
    }
    m_progress->setValue(static_cast<int>(work->part * 100));
    m_context.session.jobs().progress(m_job, work->part);
    if (!*isDone)
        return goOn();
    const std::int64_t rows = work->rows;
    end(tr("%1 to %2")
            .arg(rows == 1 ? tr("1 event") : tr("%1 events").arg(formatCount(rows)),
                 QFileInfo(text(work->path)).fileName()),
        Result<void>());
}

void ExportBar::cancel()
{
    end(tr("cancelled"), failure(ErrorCode::Cancelled, "cancelled"));
}

void ExportBar::end(const QString& note, const Result<void>& result)
{
    const bool wasBusy = std::exchange(m_work, nullptr) != nullptr;
    m_context.session.jobs().end(std::exchange(m_job, 0), result, note);
    m_progress->hide();
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_button->setText(tr("Export…"));
    m_button->setToolTip(
        tr("Write the events that the filter lets through to a CSV or JSON lines file"));
    if (wasBusy)
        Q_EMIT finished();
}

} // namespace rollout
