#include "line_rules.h"

namespace tidy {

namespace {

// Paths of rules that speak of several rooms.
constexpr auto cpp = "\\.(h|cpp)$";
constexpr auto ours = "^(engine|ui|app)/.*\\.(h|cpp)$";
constexpr auto thisTest = "^tests/tidy/";

// clang-format off
const std::vector<LineRule> rules {
    // Rooms and libraries: who may use what.
    {"no Qt in the core and the simulation", "^engine/(core|simulation)/", "",
     "\\b(Q[A-Z][a-zA-Z]+|q(Debug|Warning|Critical|Fatal|Info))\\b|Qt6::|rollout_qt_flags", "use the standard library; Qt begins in io, store and service",
     "#include <QString>", "std::string quality;"},
    {"the core uses the standard library and tl::expected only", "^engine/core/.*\\.(h|cpp)$", "",
     "#include <(?!tl/expected\\.hpp>)[^>]*[/.]", "keep other libraries out of the core",
     "#include <boost/math/distributions.hpp>", "#include <tl/expected.hpp>"},
    {"no Gui or Widgets under engine", "^engine/", "",
     "\\bQ(Widget|Application|GuiApplication|Painter|Color|Pixmap|Image|Icon|Font|Palette|Chart|Svg)\\w*\\b|Qt6::(Gui|Widgets|Charts|Svg)", "draw in ui",
     "target_link_libraries(rollout_io PUBLIC Qt6::Gui)", "target_link_libraries(rollout_io PUBLIC Qt6::Core)"},
    {"no Charts outside ui", "^(engine|app)/", "", "#include <QChart|#include <QtCharts|Qt6::Charts", "draw in ui",
     "#include <QChartView>", "#include <QCharRef>"},
    {"Qt SQL only in the store and its models in ui", "^(engine|app)/.*\\.(h|cpp)$", "^engine/store/",
     "#include <QSql", "ask the Store", "#include <QSqlQuery>", "#include <QSet>"},
    {"SQL only in the store", ours, "^engine/store/",
     "\\b(SELECT\\s.*\\bFROM\\b|INSERT\\s+(OR\\s+\\w+\\s+)?INTO\\b|UPDATE\\s+\\w+\\s+SET\\b|DELETE\\s+FROM\\b|CREATE\\s+(TABLE|INDEX)\\b|PRAGMA\\s+\\w+)|\\bQSqlQuery\\b", "add a function to the Store",
     "query.exec(u\"SELECT name FROM target\");", "dropFrom(selection);"},
    {"file formats only in io", ours, "^engine/io/", "#include <(simdjson|csv|yaml-cpp/yaml)\\.h>", "read files in engine/io",
     "#include <simdjson.h>", "#include \"io/json.h\""},
    {"HTTP only in controllers and http", ours, "^engine/(controllers|http)/", "#include <httplib\\.h>", "go through a controller or the HTTP room",
     "#include <httplib.h>", "#include \"http/server.h\""},
    {"programs are run only by controllers", ours, "^engine/controllers/",
     "\\bQProcess\\b|\\b((posix_spawnp?|exec[lv]p?e?|popen|system)\\s*\\(|v?fork\\s*\\(\\s*\\))", "set a command controller",
     "std::system(\"reboot\");", "fileSystem(path);"},
    {"log files only in the service", "^(engine|ui|app)/", "^engine/service/", "#include <spdlog/|spdlog::|\\bqInstallMessageHandler\\b", "say it by a logging category",
     "#include <spdlog/spdlog.h>", "qCInfo(logStore)"},
    {"command line parsing only in app", "^(engine|ui)/", "", "#include <CLI/|CLI11::", "parse arguments in app",
     "#include <CLI/CLI.hpp>", "#include \"core/client_state.h\""},

    // What is ambient is injected.
    {"no clocks but the injected one", "^(engine|ui)/.*\\.(h|cpp)$", "^engine/service/clock\\.h$",
     "\\bsystem_clock::now|\\bQ(DateTime|Date|Time)::current|\\bgettimeofday\\b|\\bclock_gettime\\b|\\btime\\((nullptr|NULL|0)\\)", "take `now` as an argument, or a Clock",
     "const auto now = QDateTime::currentDateTimeUtc();", "const auto now = clock.now();"},
    {"values and decisions do not measure time", "^engine/(core|controllers|io|simulation)/.*\\.(h|cpp)$", "",
     "\\b(steady_clock|high_resolution_clock|QElapsedTimer)\\b", "measure in the service, the bench or the ui",
     "std::chrono::steady_clock::now();", "steadyProgress();"},
    {"no ambient randomness", "^engine/.*\\.(h|cpp)$", "",
     "\\b(random_device|mt19937(_64)?|default_random_engine|QRandomGenerator|std::\\w+_distribution\\b|s?rand\\()", "draw from the counter-based generator in engine/simulation",
     "std::mt19937 engine(seed);", "draw(seed, target);"},
    {"no singletons", ours, "", "(?<!Application::)\\binstance\\s*\\(", "pass it in",
     "Settings::instance().value();", "QCoreApplication::instance();"},

    // Qt, the safe way.
    {"no string based connections", "^(engine|ui|app|tests)/.*\\.(h|cpp)$", thisTest, "\\b(SIGNAL|SLOT)\\s*\\(", "connect pointers to members, with a context",
     "connect(a, SIGNAL(x()), b, SLOT(y()));", "QSignalSpy spy(&model, &Model::changed);"},
    {"no nested event loops in ui", "^ui/.*\\.(h|cpp)$", "", "\\bQEventLoop\\b|\\bprocessEvents\\b|(\\.|->)exec\\(", "open() dialogs and go on in a slot",
     "dialog.exec();", "dialog->open();"},
    {"nothing below ui opens a dialog", "^engine/", "", "\\bQ(MessageBox|Dialog|InputDialog|FileDialog)\\b", "return an Error",
     "QMessageBox::warning(nullptr, {}, text);", "return unexpected(Error {text});"},
    {"a loop holds on to what it walks", "^(engine|ui|app|tests)/.*\\.(h|cpp)$", thisTest, "\\bfor \\([^;]*: \\*[^()]*\\(", "keep the pointer in a variable: a temporary ends before the loop begins",
     "for (const DirectoryNode& node : *engine.directory())", "for (const JournalRow& row : *rows)"},
    {"headers say #pragma once, not guards", "^(engine|ui|app|tests)/.*\\.h$", thisTest, "^\\s*#\\s*ifndef\\s+\\w+_H_?\\b", "#pragma once",
     "#ifndef FLEET_H", "#pragma once"},
    {"no using namespace in headers", "^(engine|ui|app|tests)/.*\\.h$", thisTest, "^\\s*using\\s+namespace\\b", "spell names out in headers",
     "using namespace std;", "using Seconds = std::chrono::seconds;"},

    // Tests.
    {"no sleeps in tests", "^tests/.*\\.(h|cpp)$", thisTest, "\\bqWait\\s*\\(|\\bqSleep\\b|\\b[mun]?sleep\\s*\\(|\\bsleep_(for|until)\\b|\\bnanosleep\\b", "wait for a condition (QTRY_, QSignalSpy) or inject a clock",
     "QTest::qWait(200);", "QVERIFY(QTest::qWaitForWindowExposed(&window));"},

    // The project speaks of itself only.
    {"no paths of one machine", ".", thisTest, "(^|[^\\w.}])/(work|root|home/[a-z]+)/", "use a path relative to the project, or an environment variable",
     "cd /work/main", "engine/network/main"},
    {"headers of other rooms are named from the root", cpp, thisTest, "#include \"\\.\\./", "write \"room/header.h\"",
     "#include \"../core/fleet.h\"", "#include \"core/fleet.h\""},
};
// clang-format on

} // namespace

const std::vector<LineRule>& lineRules()
{
    return rules;
}

QRegularExpression pattern(const char* text)
{
    return QRegularExpression(QString::fromLatin1(text));
}

QStringList violations(const LineRule& rule, const std::vector<SourceFile>& files)
{
    const QRegularExpression where = pattern(rule.where);
    const QRegularExpression except = pattern(*rule.except ? rule.except : "^$");
    const QRegularExpression forbidden = pattern(rule.forbidden);
    QStringList found;
    for (const SourceFile& file : files) {
        if (!where.match(file.path).hasMatch() || except.match(file.path).hasMatch())
            continue;
        for (qsizetype i = 0; i < file.code.size(); ++i)
            if (forbidden.match(file.code[i]).hasMatch())
                found.append(QStringLiteral("%1:%2: %3")
                                 .arg(file.path)
                                 .arg(i + 1)
                                 .arg(file.code[i].trimmed()));
    }
    return found;
}

} // namespace tidy
