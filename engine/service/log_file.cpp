#include "service/log_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QStandardPaths>
#include <array>
#include <atomic>
#include <mutex>
#include <utility>

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

constexpr std::array<std::pair<std::string_view, LogLevel>, 6> levels{
    {{"trace", LogLevel::Trace},
     {"debug", LogLevel::Debug},
     {"info", LogLevel::Info},
     {"warning", LogLevel::Warning},
     {"error", LogLevel::Error},
     {"off", LogLevel::Off}}};

/// What is off here costs nothing where it would be said.
QString rulesOf(LogLevel level)
{
    if (level == LogLevel::Trace)
        return u"*.debug=true\nrollout.*.info=true"_s;
    // Ours say nothing below a warning unless they are told to.
    QString rules = u"*.debug=false\nrollout.*.info=true"_s;
    if (level == LogLevel::Debug)
        rules += u"\nrollout.*.debug=true"_s;
    if (level >= LogLevel::Warning)
        rules += u"\n*.info=false"_s;
    if (level >= LogLevel::Error)
        rules += u"\n*.warning=false"_s;
    if (level >= LogLevel::Off)
        rules += u"\n*.critical=false"_s;
    return rules;
}

spdlog::level::level_enum levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return spdlog::level::debug;
    case QtInfoMsg:
        return spdlog::level::info;
    case QtWarningMsg:
        return spdlog::level::warn;
    case QtCriticalMsg:
        return spdlog::level::err;
    case QtFatalMsg:
        return spdlog::level::critical;
    }
    return spdlog::level::err;
}

Result<void> checkWritable(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (file.open(QIODevice::Append))
        return {};
    return failure(ErrorCode::Io,
                   path + ": the log cannot be written (" + file.errorString().toStdString()
                       + "); name another file with --log-file");
}

} // namespace

Result<LogLevel> logLevelNamed(std::string_view name)
{
    for (const auto& [word, level] : levels)
        if (word == name)
            return level;
    return failure(ErrorCode::InvalidArgument,
                   "there is no log level \"" + std::string(name)
                       + "\"; name trace, debug, info, warning, error or off");
}

std::string defaultLogFile(const std::string& program)
{
    QString folder = qEnvironmentVariable("XDG_STATE_HOME");
    // Relative ones are to be ignored, says the specification.
    if (!QDir::isAbsolutePath(folder))
        folder = QDir::homePath() + "/.local/state"_L1;
    return folder.toStdString() + "/rollout-console/" + program + ".log";
}

std::string scrubbed(std::string_view message)
{
    static const QRegularExpression inUrl(u"([A-Za-z][A-Za-z0-9+.-]*://[^\\s/:@]*):\\S*@"_s);
    static const QRegularExpression named(
        u"\\b((?:\\w*password|passwd|pwd|\\w*token|\\w*secret)[\"']?\\s*[=:]\\s*)"
        "(?:\"[^\"]*\"|'[^']*'|[^\\s&,;]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bearer(u"\\b(Bearer\\s+)\\S+"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    QString line = QString::fromUtf8(message.data(), static_cast<qsizetype>(message.size()));
    line.replace(inUrl, u"\\1:***@"_s);
    line.replace(bearer, u"\\1***"_s);
    line.replace(named, u"\\1***"_s);
    line.replace(u'\n', "\\n"_L1);
    for (QChar& c : line)
        if (c.unicode() < 0x20 || c.unicode() == 0x7F)
            c = u'?';
    return line.toStdString();
}

class LogFile::Private
{
public:
    explicit Private(LogOptions logOptions)
        : options(std::move(logOptions))
    {
        Private* before = current.exchange(this);
        Q_ASSERT(!before);
        QLoggingCategory::setFilterRules(rulesOf(options.level));
        previous = qInstallMessageHandler(&Private::handle);
    }
    ~Private()
    {
        qInstallMessageHandler(previous);
        QLoggingCategory::setFilterRules(QString());
        current.store(nullptr);
    }
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

private:
    static void handle(QtMsgType type, const QMessageLogContext& context, const QString& text)
    {
        if (Private* log = current.load())
            log->write(type, context, text);
    }

    void write(QtMsgType type, const QMessageLogContext& context, const QString& text)
    {
        const std::string line = (context.category ? std::string(context.category) + ": " : "")
            + scrubbed(text.toStdString());
        {
            const std::lock_guard guard(mutex);
            if (spdlog::logger* logger = openedLogger())
                logger->log(levelOf(type), line);
        }
        // The last words of a program always show.
        const bool isWarning = type == QtWarningMsg || type == QtCriticalMsg;
        if (previous && ((options.isEchoed && isWarning) || type == QtFatalMsg))
            previous(type, context, QString::fromStdString(scrubbed(text.toStdString())));
    }

    /// Null when it cannot be written: that keeps nobody from working.
    spdlog::logger* openedLogger()
    {
        if (std::exchange(isTried, true) || options.file.empty())
            return opened.get();
        const QString path = QString::fromStdString(options.file);
        QDir().mkpath(QFileInfo(path).path());
        try {
            auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
                options.file, options.size, options.files - 1);
            auto made = std::make_unique<spdlog::logger>("rollout", std::move(sink));
            made->set_formatter(std::make_unique<spdlog::pattern_formatter>(
                "%Y-%m-%dT%H:%M:%S.%eZ %l [%t] %v", spdlog::pattern_time_type::utc));
            made->set_level(spdlog::level::trace);
            made->flush_on(spdlog::level::info);
            made->set_error_handler([](const std::string&) {});
            opened = std::move(made);
        } catch (const spdlog::spdlog_ex&) {
            opened.reset();
        }
        return opened.get();
    }

    /// Qt's message handler is a function without a place for data.
    static inline std::atomic<Private*> current{nullptr};

    const LogOptions options;
    QtMessageHandler previous = nullptr;
    std::mutex mutex; ///< guards what follows
    bool isTried = false;
    std::unique_ptr<spdlog::logger> opened;
};

LogFile::LogFile(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

LogFile::~LogFile() = default;

Result<std::unique_ptr<LogFile>> LogFile::start(const LogOptions& options)
{
    if (options.isRequired && options.level != LogLevel::Off)
        if (auto ok = checkWritable(options.file); !ok)
            return tl::unexpected(ok.error());
    return std::unique_ptr<LogFile>(new LogFile(std::make_unique<Private>(options)));
}

} // namespace rollout
