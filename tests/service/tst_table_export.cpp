// Exports of the journal and the history on a running engine.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "engine_bed.h"
#include "service/table_export.h"

using namespace rollout;
using namespace rollout::test;

namespace {

QList<QByteArray> linesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().trimmed().split('\n');
}

} // namespace

class TestTableExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void writesEveryRow();
    void writesOneEntity();
    void tellsProgress();
    void canBeCancelled();
    void writesHistories();

private:
    [[nodiscard]] std::string path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    QTemporaryDir m_folder;
    EngineBed m_bed;
    EntityKey m_key{};
    std::int64_t m_rows = 0;
};

void TestTableExport::initTestCase()
{
    Orchestrator& engine = m_bed.engine();
    must(engine.record("prod", "large", targetsOn("v1", 12'000)));
    must(engine.record("prod", "small", targetsOn("v1", 3)));
    m_key = must(engine.snapshot("prod", "small"))->key;
    must(engine.setTargetVersion("prod", "small", "=v2", {"ada", "because"}));
    must(engine.orchestrate("prod", "small", targetsOn("v1", 3)));
    m_rows = std::ssize(must(engine.journalAfter({}, 0, 1'000'000)));
    QVERIFY(m_rows > 12'000);
}

void TestTableExport::writesEveryRow()
{
    QCOMPARE(must(exportJournal(m_bed.engine(), {}, path("all.jsonl"), TableFormat::JsonLines)),
             m_rows);
    QCOMPARE(linesOf(m_folder.filePath(QStringLiteral("all.jsonl"))).size(), m_rows);
}

void TestTableExport::writesOneEntity()
{
    JournalFilter filter;
    filter.entity = m_key;
    const auto count =
        must(exportJournal(m_bed.engine(), filter, path("one.csv"), TableFormat::Csv));
    const auto lines = linesOf(m_folder.filePath(QStringLiteral("one.csv")));
    QCOMPARE(lines.size(), count + 1);
    const auto asked = std::find_if(lines.begin(), lines.end(), [](const QByteArray& line) {
        return line.contains("version-asked");
    });
    QVERIFY(asked != lines.end());
    QVERIFY2(asked->contains(",'=v2,") && asked->trimmed().endsWith(",because,ada"),
             asked->constData());
}

void TestTableExport::tellsProgress()
{
    std::vector<double> told;
    must(exportJournal(m_bed.engine(), {}, path("all.csv"), TableFormat::Csv,
                       {[&](double part) { told.push_back(part); }, {}}));
    QVERIFY(told.size() >= 3);
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QCOMPARE(told.back(), 1.0);
}

void TestTableExport::canBeCancelled()
{
    const auto cancelled = exportJournal(m_bed.engine(), {}, path("none.csv"), TableFormat::Csv,
                                         {{}, [] { return true; }});
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("none.csv"))));
}

void TestTableExport::writesHistories()
{
    QCOMPARE(
        must(exportHistory(m_bed.engine(), std::nullopt, path("h.jsonl"), TableFormat::JsonLines)),
        1);
    QVERIFY(linesOf(m_folder.filePath(QStringLiteral("h.jsonl")))
                .front()
                .contains(R"("version": "=v2", "previous": "", "outcome": "under-way")"));
    QCOMPARE(must(exportHistory(m_bed.engine(), m_key, path("h.csv"), TableFormat::Csv)), 1);
}

QTEST_GUILESS_MAIN(TestTableExport)
#include "tst_table_export.moc"
