#include "app/console/console.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QStyleFactory>

#include "app/console/sample.h"
#include "store/store.h"
#include "ui/common/icons.h"
#include "ui/common/job.h"
#include "ui/common/words.h"
#include "ui/shell/demo_commands.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/standard_pages.h"
#include "ui/shell/window_commands.h"

namespace rollout {

namespace {

/// Whether the store of this URL would have to be made.
bool isMissing(const QString& url)
{
    QString path = url;
    if (path.startsWith(QLatin1String("sqlite:")))
        path = path.mid(7);
    return !QFileInfo::exists(path);
}

} // namespace

void dressApplication(std::optional<Scheme> scheme)
{
    initResources();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(consolePalette(scheme.value_or(schemeOf(QApplication::palette()))));
}

Console::Console(QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_window(std::make_unique<MainWindow>(WindowParts{m_session, m_prompts, settings, m_keyRing,
                                                        m_clock, standardPages(),
                                                        [this] { openSample(); }}))
{
}

Console::~Console() = default;

void Console::start(const ConsoleOptions& options)
{
    m_window->show();
    if (options.demo)
        return m_window->demos().play(*options.demo, options.storeUrl);
    if (options.sample) {
        connect(this, &Console::sampleOpened, &m_session, [this] { m_session.setRunning(true); });
        openSample();
        return;
    }
    const bool isDefault = options.storeUrl.isEmpty();
    const QString url = isDefault ? text(Store::defaultUrl()) : options.storeUrl;
    if (isDefault && isMissing(url))
        fillAndOpen(url, {});
    else
        m_window->commands().openStore(url);
}

void Console::openSample()
{
    const QString path = m_folder.filePath(QStringLiteral("sample-%1.db").arg(++m_samples));
    fillAndOpen(QLatin1String("sqlite:") + path, [this] { Q_EMIT sampleOpened(); });
}

void Console::fillAndOpen(const QString& url, const std::function<void()>& opened)
{
    auto* job = new Job(
        tr("Preparing the sample fleet"),
        [url = utf8(url)](const JobWatch& watch) {
            return buildSample(url, SampleWatch{watch.progress, watch.isCancelled});
        },
        this);
    m_window->messages().follow(job);
    // A sample that could not be finished leaves a store that can be used all the same.
    connect(job, &Job::finished, this, [this, url, opened] {
        if (opened)
            connect(&m_session, &Session::opened, this, opened, Qt::SingleShotConnection);
        m_window->commands().openStore(url);
    });
    job->start();
}

} // namespace rollout
