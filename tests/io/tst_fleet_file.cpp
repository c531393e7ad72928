// Fleets in and out: what is read, how mistakes are named, that nothing is half done, and that
// export and import are each other's inverse.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <rapidcheck.h>
#include <set>

#include "io/fleet_file.h"

using namespace rollout;

namespace {

QString outcome(const Result<std::vector<ClientState>>& result)
{
    if (!result)
        return QString::fromStdString(result.error().message);
    QStringList names;
    for (const auto& state : *result)
        names += QString::fromStdString(state.group + '/' + state.name + '=' + state.version + '['
                                        + state.tags + ']');
    return names.join(QLatin1Char(' '));
}

rc::Gen<std::string> text(std::size_t least)
{
    const auto piece = rc::gen::element<std::string>(
        "a", "Z", "0", " ", ",", "\"", "\n", "\r", "\r\n", "\t", "/", "\\", "'", "{", "]", ":",
        "\x01", "\x7f", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x9A\x80", "\xEF\xBB\xBF", "name");
    const auto pieces = rc::gen::container<std::vector<std::string>>(piece);
    const auto joined = rc::gen::map(pieces, [](const std::vector<std::string>& all) {
        std::string whole;
        for (const auto& one : all)
            whole += one;
        return whole;
    });
    return rc::gen::suchThat(joined, [least](const std::string& whole) {
        return whole.size() >= least && whole.size() <= 1024;
    });
}

rc::Gen<ClientState> target()
{
    return rc::gen::build<ClientState>(
        rc::gen::set(&ClientState::name, text(1)), rc::gen::set(&ClientState::group, text(0)),
        rc::gen::set(&ClientState::tags, text(0)), rc::gen::set(&ClientState::version, text(0)),
        rc::gen::set(&ClientState::message, text(0)), rc::gen::set(&ClientState::isError));
}

// A fleet as one can be: no target twice.
std::vector<ClientState> withoutDuplicates(const std::vector<ClientState>& states)
{
    std::set<std::pair<std::string, std::string>> seen;
    std::vector<ClientState> fleet;
    for (const auto& state : states)
        if (seen.insert({state.group, state.name}).second)
            fleet.push_back(state);
    return fleet;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class TestFleetFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsFleets_data();
    void readsFleets();
    void keepsMessagesOfJson();
    void tellsFormats();
    void writesAFile();
    void skipsAByteOrderMark();
    void exportThenImportIsIdentity_data();
    void exportThenImportIsIdentity();
    void isCancelled_data();
    void isCancelled();
    void failedExportLeavesTheOldFile();
    void readsManyTargets_data();
    void readsManyTargets();
};

void TestFleetFile::readsFleets_data()
{
    QTest::addColumn<FleetFormat>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, FleetFormat format, const QByteArray& text,
                        const char* expected) {
        QTest::newRow(name) << format << text << QString::fromUtf8(expected);
    };
    const auto csv = [&](const char* name, const QByteArray& text, const char* expected) {
        row(name, FleetFormat::Csv, text, expected);
    };
    csv("csv all columns", "name,group,tags,version\r\na,g,\"x,y\",v1\r\nb,,,\r\n",
        "g/a=v1[x,y] /b=[]");
    csv("csv other order", "version,name\nv1,a\nv2,b", "/a=v1[] /b=v2[]");
    csv("csv quotes", "name\n\"a \"\"b\"\"\"\n\"c\nd\"\n", "/a \"b\"=[] /c\nd=[]");
    csv("csv spaces belong to the field", "name,group\n a ,g \n", "g / a =[]");
    csv("csv empty lines", "\r\nname\r\n\r\na\r\n\r\n\r\nb\r\n", "/a=[] /b=[]");
    csv("csv lone CR", "name\ra\rb\r", "/a=[] /b=[]");
    csv("csv same name in two groups", "name,group\na,g\na,h\n", "g/a=[] h/a=[]");
    csv("csv header only", "name,group\n", "");
    csv("csv empty", "",
        "f: the file is empty; a fleet file is CSV (.csv), JSON (.json) or NDJSON (.ndjson, "
        ".jsonl)");
    csv("csv no header", "web1,east\n",
        "f:1:1: \"web1\" is not a column; the first line names the columns: name, and if wanted "
        "group, tags, version");
    csv("csv no name", "group,tags\n",
        "f:1:1: there is no column \"name\"; the first line names the columns: name, and if wanted "
        "group, tags, version");
    csv("csv column twice", "name,group,name\n",
        "f:1:12: column \"name\" is there twice; once is right");
    csv("csv too few", "name,group\na,b\n\nc\n",
        "f:4:1: this line has 1 field, the header has 2; a field with a comma in it has to be in "
        "quotes");
    csv("csv too many", "name\na,b\n",
        "f:2:1: this line has 2 fields, the header has 1; a field with a comma in it has to be in "
        "quotes");
    csv("csv open quote", "name,group\r\na,b\r\nab,\"c\r\nd",
        "f:3:4: a quote is not closed; a field that begins with a quote ends with one, and quotes "
        "in it are doubled");
    csv("csv quote inside", "name,group\na,b\"c\n",
        "f:2:4: a quote inside a field that does not begin with one; put the whole field in quotes "
        "and double those in it");
    csv("csv after quote", "name,group\n\"a\nb\"x,c\n",
        "f:3:3: after the closing quote of a field that began 1 line above comes a comma or the "
        "end of the line; a quote in "
        "a field is doubled");
    csv("csv duplicate", "name,group\na,g\n\"b\nc\",g\na,g\n",
        "f:5:1: target \"a\" of group \"g\" is in line 2 already; name and group together have to "
        "be unique");
    csv("csv no target name", "group,name\ng,\n", "f:2:3: name is empty; it needs 1 to 1024 bytes");
    csv("csv not UTF-8", "name,group\n\xC3\xA9\xC3\xA9,g\xFF\n",
        "f:2:4: group is not valid UTF-8 text without the character U+0000");
    csv("csv long version", "name,version\na," + QByteArray(1025, 'v') + "\n",
        "f:2:3: version has 1025 bytes; at most 1024 are allowed");

    const auto json = [&](const char* name, const QByteArray& text, const char* expected) {
        row(name, FleetFormat::Json, text, expected);
    };
    json("json",
         R"([{"name": "a", "version": "v1", "group": "g", "tags": "t"}, {"name": "\u00e9"}])",
         "g/a=v1[t] /\xC3\xA9=[]");
    json("json no targets", "[]", "");
    json("json empty", " \n",
         "f: the file is empty; a fleet file is CSV (.csv), JSON (.json) or NDJSON (.ndjson, "
         ".jsonl)");
    json("json object", R"({"name": "a"})",
         "f:1:1: has to be an array of targets, [{…}, {…}]; one object a line is NDJSON");
    json(
        "json no object", "[\n  7]",
        R"(f:2:3: a target has to be an object like {"name": "web1", "group": "east", "version": "v1"})");
    json("json number", "[{\"name\": \"a\"},\n {\"name\": 1}]",
         "f:2:11: \"name\" has to be a string in quotes");
    json("json flag", R"([{"name": "a", "isError": 1}])",
         "f:1:27: \"isError\" has to be true or false");
    json("json unknown", R"([{"name": "a", "vresion": "v1"}])",
         "f:1:16: \"vresion\" is not known; a target has name, group, tags, version, message and "
         "isError");
    json("json twice", R"([{"name": "a", "name": "b"}])",
         "f:1:16: \"name\" is there twice; once is right");
    json("json no name", R"([{"group": "a"}])", "f:1:2: \"name\" is missing; every target has one");
    json("json comma missing", "[{\"name\": \"a\"}\n{\"name\": \"b\"}]",
         "f:2:1: a comma or ] has to come here");
    json("json comma too many", "[{\"name\": \"a\"},\n]",
         "f:2:1: a comma before ] is one too many");
    json("json not closed", R"([{"name": "a"})", "f:1:15: the text ends too early; a ] is missing");
    json("json open string", R"([{"name": "a}])",
         "f:1:11: a string is not closed; a quote is missing");
    json("json escape", R"([{"name": "a\q"}])",
         R"(f:1:13: an escape that JSON does not know; a backslash itself is written \\)");
    json("json surrogate", R"([{"name": "\ud800"}])",
         "f:1:12: half of a surrogate pair; both halves have to be there");
    json("json not UTF-8", "[{\"name\": \"\xFF\"}]",
         "f:1:12: not UTF-8; the file has to be in that encoding");
    json("json null character", R"([{"name": "\u0000"}])",
         "f:1:11: name is not valid UTF-8 text without the character U+0000");
    json("json goes on", R"([{"name": "a"}] [])",
         "f:1:17: the document has ended before this; nothing may follow");
    json("json deep", QByteArray(100000, '['),
         "f:1:100001: the text ends where a value has to come");
    json("json duplicate", "[{\"name\": \"a\"},\n{\"name\": \"a\"}]",
         "f:2:1: target \"a\" is in line 1 already; name and group together have to be unique");

    const auto lines = [&](const char* name, const QByteArray& text, const char* expected) {
        row(name, FleetFormat::Ndjson, text, expected);
    };
    lines("ndjson", "{\"name\": \"a\"}\n\n{\"name\": \"b\", \"version\": \"v\"}\r\n",
          "/a=[] /b=v[]");
    lines(
        "ndjson array", "[{\"name\": \"a\"}]",
        R"(f:1:1: every line has to be one object like {"name": "web1"}; an array of them is JSON)");
    lines("ndjson not closed", "{\"name\": \"a\"}\n{\"name\": \"b\"\n{\"name\": \"c\"}",
          "f:2:13: the text ends too early; a } is missing");
    lines("ndjson word cut off", "{\"name\": \"a\", \"isError\": tru\n{\"name\": \"c\"}",
          "f:1:26: not a value; it is a string in quotes, a number, true, false, null, [ or {");
    lines("ndjson two in a line", "{\"name\": \"a\"} {\"name\": \"b\"}",
          "f:1:15: the document has ended before this; nothing may follow");
    lines("ndjson duplicate", "{\"name\": \"a\"}\n {\"name\": \"a\"}",
          "f:2:1: target \"a\" is in line 1 already; name and group together have to be unique");
}

void TestFleetFile::readsFleets()
{
    QFETCH(FleetFormat, format);
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QCOMPARE(outcome(parseFleet(text.toStdString(), format, "f")), expected);
}

void TestFleetFile::keepsMessagesOfJson()
{
    const auto fleet = parseFleet(R"([{"name": "a", "message": "disk full", "isError": true}])",
                                  FleetFormat::Json, "f");
    QVERIFY(fleet && fleet->front().message == "disk full" && fleet->front().isError);
}

void TestFleetFile::tellsFormats()
{
    QVERIFY(fleetFormatOf("a/b.CSV") == FleetFormat::Csv);
    QVERIFY(fleetFormatOf("b.json") == FleetFormat::Json);
    QVERIFY(fleetFormatOf("b.tar.ndjson") == FleetFormat::Ndjson);
    QVERIFY(fleetFormatOf("b.jsonl") == FleetFormat::Ndjson);
    QVERIFY(fleetFormatNamed("csv") == FleetFormat::Csv);
    QCOMPARE(outcome(importFleet("fleet.xls")),
             QStringLiteral("fleet.xls: the extension tells no format; a fleet file is CSV (.csv), "
                            "JSON (.json) or NDJSON "
                            "(.ndjson, .jsonl)"));
    QCOMPARE(outcome(importFleet("/nowhere/fleet.csv")),
             QStringLiteral("/nowhere/fleet.csv: there is no such file; check the name"));
}

void TestFleetFile::writesAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("f.csv"));
    QVERIFY(exportFleet(path.toStdString(),
                        std::vector<ClientState>{{"a,b", "g", "", "v1", "gone", true}}));
    QCOMPARE(contentOf(path), QByteArray("name,group,tags,version\r\n\"a,b\",g,,v1\r\n"));
}

void TestFleetFile::skipsAByteOrderMark()
{
    const QTemporaryDir folder;
    for (const auto& [name, text] :
         {std::pair("f.csv", "name\na\n"), std::pair("f.json", "[{\"name\": \"a\"}]"),
          std::pair("f.ndjson", "{\"name\": \"a\"}\n")}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("\xEF\xBB\xBF") + text);
        file.close();
        QCOMPARE(outcome(importFleet(file.fileName().toStdString())), QStringLiteral("/a=[]"));
    }
}

void TestFleetFile::exportThenImportIsIdentity_data()
{
    QTest::addColumn<QString>("name");
    for (const auto* name : {"f.csv", "f.json", "f.ndjson"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestFleetFile::exportThenImportIsIdentity()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const std::string path = folder.filePath(name).toStdString();
    const bool isCsv = name.endsWith(QLatin1String("csv"));
    const bool holds = rc::check([&] {
        auto fleet = withoutDuplicates(
            *rc::gen::nonEmpty(rc::gen::container<std::vector<ClientState>>(target())));
        if (isCsv) // has no columns for these
            for (auto& state : fleet) {
                state.message.clear();
                state.isError = false;
            }
        RC_ASSERT(exportFleet(path, fleet).has_value());
        const auto read = importFleet(path);
        if (!read)
            RC_FAIL(read.error().message);
        RC_ASSERT(*read == fleet);
    });
    QVERIFY(holds);
}

namespace {

std::vector<ClientState> manyTargets(int count)
{
    std::vector<ClientState> fleet(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        fleet[static_cast<std::size_t>(i)] = {"target-" + std::to_string(i),
                                              "group-" + std::to_string(i % 20),
                                              "linux,x86",
                                              "v1",
                                              "",
                                              false};
    return fleet;
}

} // namespace

void TestFleetFile::isCancelled_data()
{
    exportThenImportIsIdentity_data();
}

void TestFleetFile::isCancelled()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    const auto fleet = manyTargets(20000);
    QVERIFY(exportFleet(path.toStdString(), fleet));
    std::vector<double> fractions;
    FleetFileWatch watch{[&](double fraction) { fractions.push_back(fraction); }, {}};
    QVERIFY(importFleet(path.toStdString(), watch) == fleet);
    QCOMPARE(fractions.size(), std::size_t(5)); // every 4,096 targets, and at the end
    QVERIFY(std::is_sorted(fractions.begin(), fractions.end()) && fractions.back() == 1.0);

    fractions.clear();
    watch.isCancelled = [&] { return fractions.size() >= 2; };
    const auto cancelled = importFleet(path.toStdString(), watch);
    QVERIFY(!cancelled && cancelled.error().code == ErrorCode::Cancelled);
    QCOMPARE(fractions.size(), std::size_t(2));

    const QByteArray before = contentOf(path);
    fractions.clear();
    const auto notWritten = exportFleet(path.toStdString(), manyTargets(10000), watch);
    QVERIFY(!notWritten && notWritten.error().code == ErrorCode::Cancelled);
    QVERIFY(contentOf(path) == before);
}

void TestFleetFile::failedExportLeavesTheOldFile()
{
    const auto result = exportFleet("/nowhere/at/all.csv", std::vector<ClientState>{});
    QVERIFY(!result && result.error().code == ErrorCode::Io);
    QVERIFY(QString::fromStdString(result.error().message)
                .startsWith(QLatin1String("/nowhere/at/all.csv: ")));
}

void TestFleetFile::readsManyTargets_data()
{
    exportThenImportIsIdentity_data();
}

void TestFleetFile::readsManyTargets()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const std::string path = folder.filePath(name).toStdString();
    QVERIFY(exportFleet(path, manyTargets(100000)));
    QBENCHMARK_ONCE
    {
        const auto fleet = importFleet(path);
        QVERIFY(fleet && fleet->size() == 100000);
    }
}

QTEST_GUILESS_MAIN(TestFleetFile)
#include "tst_fleet_file.moc"
