// Tables for other programs: what stands in a cell, and what a file is when writing it ended early.

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "io/journal_table.h"
#include "io/table_file.h"

using namespace rollout;

namespace {

const std::vector<TableColumn> columns{{"name", "name"},
                                       {"count (targets)", "count"},
                                       {"duration (s)", "durationSecs"},
                                       {"at (UTC)", "at"}};

TableFile mustCreate(const QString& path, TableFormat format)
{
    auto file = TableFile::create(path.toStdString(), format, columns);
    if (!file)
        qFatal("%s", file.error().message.c_str());
    return std::move(*file);
}

void addRow(TableFile& file, const std::string& name, std::int64_t count = 1,
            Milliseconds duration = Milliseconds(1500), std::optional<Time> at = std::nullopt)
{
    file.addText(name);
    file.addNumber(count);
    file.addSeconds(duration);
    file.addTime(at);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

} // namespace

class TestTableFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTexts_data();
    void writesTexts();
    void writesNumbersAndTimes();
    void hasAHeaderWithoutRows();
    void replacesAtTheEndOnly();
    void refusesPaths_data();
    void refusesPaths();
    void knowsFormats_data();
    void knowsFormats();
    void hasACellForEachColumn();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
};

void TestTableFile::writesTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const char* text, const char* csv, const char* json) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(csv) << QByteArray(json);
    };
    row("plain", "a", "a", R"("a")");
    row("empty", "", "", R"("")");
    row("comma", "a,b", R"("a,b")", R"("a,b")");
    row("quote", R"(a"b)", R"("a""b")", R"("a\"b")");
    row("line end", "a\nb", "\"a\nb\"", R"("a\nb")");
    row("beyond ASCII", "Ü→", "Ü→", R"("Ü→")");
    row("control character", "a\x01", "a\x01", R"("a\u0001")");
    row("equals", "=1+1", "'=1+1", R"("=1+1")");
    row("equals and quotes", "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"",
        R"x("=HYPERLINK(\"x\",\"y\")")x");
    row("plus", "+1", "'+1", R"("+1")");
    row("minus", "-1", "'-1", R"("-1")");
    row("at", "@SUM(A1)", "'@SUM(A1)", R"x("@SUM(A1)")x");
    row("tab", "\t=1", "'\t=1", R"("\u0009=1")");
    row("line end first", "\n=1", "\"'\n=1\"", R"("\n=1")");
    row("return first", "\r=1", "\"'\r=1\"", R"("\u000d=1")");
    row("full-width equals",
        "\xEF\xBC\x9D"
        "1",
        "'\xEF\xBC\x9D"
        "1",
        "\"\xEF\xBC\x9D"
        "1\"");
    row("apostrophe", "'a", "''a", R"("'a")");
    row("formula later", "v=1", "v=1", R"("v=1")");
}

void TestTableFile::writesTexts()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, csv);
    QFETCH(const QByteArray, json);
    for (const auto format : {TableFormat::Csv, TableFormat::JsonLines}) {
        auto file = mustCreate(path("texts"), format);
        addRow(file, text.toStdString());
        QVERIFY(file.finish());
        const QByteArray expected = format == TableFormat::Csv
            ? "name,count (targets),duration (s),at (UTC)\r\n" + csv + ",1,1.500,\r\n"
            : "{\"name\": " + json + ", \"count\": 1, \"durationSecs\": 1.500, \"at\": null}\n";
        QCOMPARE(contentOf(path("texts")), expected);
    }
    const auto parsed = QJsonDocument::fromJson(contentOf(path("texts")).trimmed());
    QCOMPARE(parsed.object().value(QStringLiteral("name")).toString().toUtf8(), text);
}

void TestTableFile::writesNumbersAndTimes()
{
    auto file = mustCreate(path("numbers.csv"), TableFormat::Csv);
    addRow(file, "a", -5, Milliseconds(-20), Time(Milliseconds(1'700'000'000'123)));
    addRow(file, "b", 0, Milliseconds(60'000), Time{});
    QVERIFY(file.finish());
    QVERIFY(contentOf(path("numbers.csv"))
                .endsWith(
                    "a,-5,-0.020,2023-11-14T22:13:20.123Z\r\nb,0,60,1970-01-01T00:00:00.000Z\r\n"));
}

void TestTableFile::hasAHeaderWithoutRows()
{
    QVERIFY(mustCreate(path("empty.csv"), TableFormat::Csv).finish());
    QCOMPARE(contentOf(path("empty.csv")), "name,count (targets),duration (s),at (UTC)\r\n");
    QVERIFY(mustCreate(path("empty.jsonl"), TableFormat::JsonLines).finish());
    QCOMPARE(contentOf(path("empty.jsonl")), "");
}

void TestTableFile::replacesAtTheEndOnly()
{
    QVERIFY(mustCreate(path("kept.jsonl"), TableFormat::JsonLines).finish());
    {
        auto file = mustCreate(path("kept.jsonl"), TableFormat::JsonLines);
        for (int i = 0; i < 10'000; ++i)
            addRow(file, "a");
    }
    QCOMPARE(contentOf(path("kept.jsonl")), "");
}

void TestTableFile::refusesPaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("device") << QStringLiteral("/dev/null");
    QTest::newRow("folder") << m_folder.path();
    QTest::newRow("no folder") << path("nowhere/a.csv");
}

void TestTableFile::refusesPaths()
{
    QFETCH(const QString, path);
    QVERIFY(!TableFile::create(path.toStdString(), TableFormat::Csv, columns));
}

void TestTableFile::knowsFormats_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("format");
    QTest::newRow("csv") << QStringLiteral("a.CSV") << int(TableFormat::Csv);
    QTest::newRow("jsonl") << QStringLiteral("a.jsonl") << int(TableFormat::JsonLines);
    QTest::newRow("ndjson") << QStringLiteral("a.ndjson") << int(TableFormat::JsonLines);
    QTest::newRow("other") << QStringLiteral("a.txt") << -1;
    QTest::newRow("none") << QStringLiteral("a") << -1;
}

void TestTableFile::knowsFormats()
{
    QFETCH(const QString, file);
    QFETCH(const int, format);
    const auto found = tableFormatOf(file.toStdString());
    QCOMPARE(found ? int(*found) : -1, format);
    QVERIFY(!tableFormatNamed("xlsx"));
}

void TestTableFile::hasACellForEachColumn()
{
    const auto check = [this](const std::vector<TableColumn>& all, const auto& add) {
        auto file =
            TableFile::create(path("cells.jsonl").toStdString(), TableFormat::JsonLines, all);
        QVERIFY(file);
        add(*file);
        QVERIFY(file->finish());
        const QByteArray line = contentOf(path("cells.jsonl"));
        QCOMPARE(line.count('\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object.size(), std::ssize(all));
    };
    check(journalColumns(), [](TableFile& file) { addRow(file, JournalRecord{}); });
    check(rolloutColumns(), [](TableFile& file) { addRow(file, RolloutRecord{}, {}, {}); });
}

QTEST_GUILESS_MAIN(TestTableFile)
#include "tst_table_file.moc"
