#include <QApplication>
#include <QTextStream>

#include "app/console/bench.h"
#include "app/console/console.h"
#include "app/console/options.h"
#include "app/console/screenshots.h"
#include "ui/common/words.h"

using namespace rollout;

namespace {

int complain(const QString& sentence)
{
    QTextStream(stderr) << sentence << '\n';
    return 2;
}

/// Before there is a window: --help works without a display.
Result<ConsoleOptions> readOptions(int& argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return parseConsoleOptions(QCoreApplication::arguments());
}

int runScreenshots(Console& console, const ConsoleOptions& options)
{
    ScreenshotRun run(console, options.screenshots);
    QObject::connect(&run, &ScreenshotRun::finished, qApp, [](const QString& sentence) {
        QApplication::exit(sentence.isEmpty() ? 0 : complain(sentence));
    });
    console.window().arrange(options.size);
    console.window().show();
    run.start();
    return QApplication::exec();
}

int runBench(Console& console, const ConsoleOptions& options)
{
    WindowBench bench(console, options.targets);
    QObject::connect(&bench, &WindowBench::finished, qApp,
                     [&options](const WindowFigures& figures) {
                         QTextStream(stdout) << (options.json ? toJson(figures) : toText(figures));
                         QApplication::exit(0);
                     });
    QObject::connect(&bench, &WindowBench::failed, qApp,
                     [](const QString& sentence) { QApplication::exit(complain(sentence)); });
    bench.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    const auto options = readOptions(argc, argv);
    if (!options)
        return complain(text(options.error().message));
    if (!options->answer.isEmpty()) {
        QTextStream(stdout) << options->answer;
        return 0;
    }
    const auto log = LogFile::start(options->log);
    if (!log)
        return complain(text(log.error().message));
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("rollout-console"));
    QApplication::setDesktopFileName(QStringLiteral("rollout-console"));
    dressApplication(options->scheme);
    // Pictures and figures must not depend on what somebody's window looked like last time.
    const bool isPrivate = options->bench || !options->screenshots.isEmpty();
    const QTemporaryDir folder;
    QSettings settings(isPrivate
                           ? folder.filePath(QStringLiteral("settings.ini"))
                           : QSettings(QSettings::IniFormat, QSettings::UserScope,
                                       QStringLiteral("rollout-console"), QStringLiteral("window"))
                                 .fileName(),
                       QSettings::IniFormat);
    Console console(settings);
    if (options->bench)
        return runBench(console, *options);
    if (!options->screenshots.isEmpty())
        return runScreenshots(console, *options);
    console.start(*options);
    return QApplication::exec();
}
