#include "app/console/options.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include "io/demo_presets.h"
#include "io/demo_yaml.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        Words::tr("Rolls versions out to fleets, batch by batch, and shows why."));
    parser.addOptions({
        {QStringLiteral("store"),
         Words::tr("Store to open: sqlite:PATH, a bare path, memory: or "
                   "postgresql://user@host:port/database."),
         QStringLiteral("URL")},
        {QStringLiteral("sample"), Words::tr("Open a fresh sample fleet, running.")},
        {QStringLiteral("demo"),
         Words::tr(
             "Play a demo full screen, in a store of its own: the FILE or the NAME given after"
             " the options; a-bad-release unless given.")},
        {QStringLiteral("scheme"), Words::tr("Colours: light or dark; the desktop's unless given."),
         QStringLiteral("NAME")},
        {QStringLiteral("screenshots"),
         Words::tr("Write pictures of the sample into the folder, then quit."),
         QStringLiteral("DIR")},
        {QStringLiteral("size"),
         Words::tr("Size of the window in the pictures; 1600x900 unless given."),
         QStringLiteral("WxH")},
        {QStringLiteral("bench"),
         Words::tr("Measure the window with simulated targets, then quit.")},
        {QStringLiteral("targets"), Words::tr("Number of targets of --bench; 100000 unless given."),
         QStringLiteral("N")},
        {QStringLiteral("json"), Words::tr("Print the figures of --bench as one JSON object.")},
        {QStringLiteral("log-level"),
         Words::tr("What goes into the log: trace, debug, info, warning, error or off; info unless "
                   "given."),
         QStringLiteral("LEVEL")},
        {QStringLiteral("log-file"),
         Words::tr("The log; rollout-console.log in $XDG_STATE_HOME/rollout-console unless given."),
         QStringLiteral("PATH")},
        {{QStringLiteral("h"), QStringLiteral("help")}, Words::tr("Show this help.")},
        {QStringLiteral("version"), Words::tr("Show the version.")},
    });
}

Result<void> takeScheme(const QCommandLineParser& parser, ConsoleOptions& options)
{
    const QString name = parser.value(QStringLiteral("scheme"));
    if (name.isEmpty())
        return {};
    if (name != QLatin1String("light") && name != QLatin1String("dark"))
        return failure(ErrorCode::InvalidArgument,
                       "--scheme " + utf8(name) + ": give light or dark");
    options.scheme = name == QLatin1String("dark") ? Scheme::Dark : Scheme::Light;
    return {};
}

/// One that ships, by its name, or a file: the first argument, which is taken out of `rest`.
Result<void> takeDemo(const QCommandLineParser& parser, QStringList& rest, ConsoleOptions& options)
{
    if (!parser.isSet(QStringLiteral("demo")))
        return {};
    const std::string given = rest.isEmpty() ? "a-bad-release" : utf8(rest.takeFirst());
    const bool isFile = QFileInfo::exists(text(given));
    auto script = isFile ? readDemo(given) : demoNamed(given);
    if (!script)
        return tl::unexpected(script.error());
    options.demo = std::move(*script);
    return {};
}

Result<void> takeTargets(const QCommandLineParser& parser, ConsoleOptions& options)
{
    if (!parser.isSet(QStringLiteral("targets")))
        return {};
    bool isNumber = false;
    options.targets = parser.value(QStringLiteral("targets")).toLongLong(&isNumber);
    if (!isNumber || options.targets < 1 || options.targets > 1'000'000)
        return failure(ErrorCode::InvalidArgument,
                       "--targets " + utf8(parser.value(QStringLiteral("targets")))
                           + ": give a whole number from 1 to 1000000");
    return {};
}

Result<void> takeSize(const QCommandLineParser& parser, ConsoleOptions& options)
{
    const QString given = parser.value(QStringLiteral("size"));
    if (given.isEmpty())
        return {};
    const QStringList sides = given.split(u'x');
    if (sides.size() == 2)
        options.size = QSize(sides[0].toInt(), sides[1].toInt());
    if (sides.size() != 2 || options.size.width() < 640 || options.size.height() < 480
        || options.size.width() > 8192 || options.size.height() > 8192)
        return failure(ErrorCode::InvalidArgument,
                       "--size " + utf8(given)
                           + ": give width and height, such as 1366x768, "
                             "from 640x480 to 8192x8192");
    return {};
}

Result<void> takeLog(const QCommandLineParser& parser, ConsoleOptions& options)
{
    options.log.isEchoed = true;
    options.log.file = utf8(parser.value(QStringLiteral("log-file")));
    options.log.isRequired = !options.log.file.empty();
    if (!options.log.isRequired)
        options.log.file = defaultLogFile("rollout-console");
    if (!parser.isSet(QStringLiteral("log-level")))
        return {};
    return logLevelNamed(utf8(parser.value(QStringLiteral("log-level")))).map([&](LogLevel level) {
        options.log.level = level;
    });
}

} // namespace

Result<ConsoleOptions> parseConsoleOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return failure(ErrorCode::InvalidArgument,
                       utf8(parser.errorText()) + " (--help lists what there is)");
    ConsoleOptions options;
    QStringList rest = parser.positionalArguments();
    if (const auto ok = takeDemo(parser, rest, options); !ok)
        return tl::unexpected(ok.error());
    if (!rest.isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       utf8(rest.constFirst())
                           + ": what is this? To open a store, give --store URL");
    options.storeUrl = parser.value(QStringLiteral("store"));
    options.sample = parser.isSet(QStringLiteral("sample"));
    options.screenshots = parser.value(QStringLiteral("screenshots"));
    options.bench = parser.isSet(QStringLiteral("bench"));
    options.json = parser.isSet(QStringLiteral("json"));
    if (parser.isSet(QStringLiteral("help")))
        options.answer = parser.helpText();
    else if (parser.isSet(QStringLiteral("version")))
        options.answer = QStringLiteral("rollout-console " ROLLOUT_VERSION "\n");
    if (const auto ok = takeScheme(parser, options); !ok)
        return tl::unexpected(ok.error());
    if (const auto ok = takeLog(parser, options); !ok)
        return tl::unexpected(ok.error());
    if (const auto ok = takeSize(parser, options); !ok)
        return tl::unexpected(ok.error());
    if (const auto ok = takeTargets(parser, options); !ok)
        return tl::unexpected(ok.error());
    return options;
}

} // namespace rollout
