// Filtering and sorting of targets as values.

#include <QTest>

#include "core/record.h"
#include "ui/common/target_words.h"
#include "ui/common/text_search.h"
#include "ui/targets/target_query.h"
#include "ui/targets/target_text.h"

using namespace rollout;

namespace {

const Time start{std::chrono::hours(1)};

ClientState client(std::string name, std::string group, std::string version,
                   std::string message = {}, bool isError = false)
{
    return {std::move(name),    std::move(group),   "linux",
            std::move(version), std::move(message), isError};
}

SnapshotPtr snapshotOf(const std::vector<ClientState>& report)
{
    auto snapshot = std::make_shared<EntitySnapshot>();
    snapshot->now = start;
    const RecordContext context{start, Seconds(60), VersionId::None};
    if (!recordReport(snapshot->state.fleet, report, context))
        return nullptr;
    return snapshot;
}

SnapshotPtr sample()
{
    return snapshotOf({client("web-10", "a", "v1"), client("web-9", "a", "v2"),
                       client("db-1", "b", "v1", "Disk FULL", true), client("Zürich", "", "v3")});
}

QStringList namesOf(const Arrangement& arrangement)
{
    QStringList names;
    for (const TargetId id : *arrangement.rows)
        names << targetCell(*arrangement.snapshot, id, TargetColumn::Name);
    return names;
}

QStringList ask(const SnapshotPtr& snapshot, const TargetQuery& query)
{
    const std::atomic<bool> cancelled{false};
    return namesOf(*arrange(snapshot, query, nullptr, cancelled));
}

TargetQuery textQuery(const char* text)
{
    TargetQuery query;
    query.text = text;
    return query;
}

} // namespace

class TargetQueryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void filtersByText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("names");
        const QStringList webs{QStringLiteral("web-10"), QStringLiteral("web-9")};
        QTest::newRow("name") << QStringLiteral("WEB") << webs;
        QTest::newRow("version") << QStringLiteral("v3") << QStringList{QStringLiteral("Zürich")};
        QTest::newRow("message") << QStringLiteral("disk full")
                                 << QStringList{QStringLiteral("db-1")};
        QTest::newRow("group") << QStringLiteral("b")
                               << QStringList{QStringLiteral("web-10"), QStringLiteral("web-9"),
                                              QStringLiteral("db-1")};
        QTest::newRow("letters beyond ASCII, any case")
            << QStringLiteral("ZÜR") << QStringList{QStringLiteral("Zürich")};
        QTest::newRow("nothing fits") << QStringLiteral("nowhere") << QStringList{};
    }
    void filtersByText()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, names);
        QCOMPARE(ask(sample(), textQuery(text.toUtf8().constData())), names);
    }

    void searchesTheEnginesWordsWhenNothingWasReported()
    {
        const auto snapshot = sample();
        const TargetId web{0};
        const QString words = messageWords(*snapshot, web);
        QVERIFY(!words.isEmpty());
        QVERIFY(ask(snapshot, textQuery(words.toUtf8().constData()))
                    .contains(QStringLiteral("web-10")));
    }

    void filtersByGroup()
    {
        TargetQuery query;
        query.group = "";
        QCOMPARE(ask(sample(), query), QStringList{QStringLiteral("Zürich")});
        query.group = "none such";
        QCOMPARE(ask(sample(), query), QStringList{});
    }

    void filtersByPhase()
    {
        const auto snapshot = sample();
        TargetQuery query;
        query.phases.set(static_cast<std::size_t>(phaseOf(snapshot->state, TargetId(0), start)));
        QVERIFY(!ask(snapshot, query).isEmpty());
        query.phases.reset();
        query.phases.set(static_cast<std::size_t>(TargetPhase::RollingBack));
        QCOMPARE(ask(snapshot, query), QStringList{});
    }

    void sortsNamesAsPeopleDo()
    {
        TargetQuery query;
        query.order = TargetOrder::ByColumn;
        query.column = TargetColumn::Name;
        QCOMPARE(ask(sample(), query),
                 (QStringList{QStringLiteral("db-1"), QStringLiteral("web-9"),
                              QStringLiteral("web-10"), QStringLiteral("Zürich")}));
        query.direction = Direction::Descending;
        QCOMPARE(ask(sample(), query).first(), QStringLiteral("Zürich"));
    }

    void keepsTheFleetsOrderAmongEquals()
    {
        TargetQuery query;
        query.order = TargetOrder::ByColumn;
        query.column = TargetColumn::Current;
        const auto names = ask(sample(), query);
        QVERIFY(names.indexOf(QStringLiteral("web-10")) < names.indexOf(QStringLiteral("db-1")));
        query.column = TargetColumn::Health;
        QCOMPARE(ask(sample(), query).first(), QStringLiteral("db-1")); // in error
    }

    void everyColumnSortsEveryTarget_data()
    {
        QTest::addColumn<int>("column");
        for (int column = 0; column < targetColumnCount; ++column)
            QTest::addRow("column %d", column) << column;
    }
    void everyColumnSortsEveryTarget()
    {
        QFETCH(int, column);
        TargetQuery query;
        query.order = TargetOrder::ByColumn;
        query.column = TargetColumn(column);
        auto names = ask(sample(), query);
        names.sort();
        auto all = ask(sample(), {});
        all.sort();
        QCOMPARE(names, all);
    }

    void lendsRowsThatAreTheSame()
    {
        const std::atomic<bool> cancelled{false};
        const auto first = arrange(sample(), {}, nullptr, cancelled);
        const auto second = arrange(sample(), {}, first, cancelled);
        QCOMPARE_EQ(second->rows.get(), first->rows.get());
        const auto filtered = arrange(sample(), textQuery("web"), first, cancelled);
        QVERIFY(filtered->rows != first->rows);
        const TargetId database = *filtered->snapshot->state.fleet.find("b", "db-1");
        QCOMPARE((*filtered->rowOf)[raw(database)], Arrangement::noRow);
    }

    void cancelledGivesNothing()
    {
        const std::atomic<bool> cancelled{true};
        QVERIFY(arrange(sample(), {}, nullptr, cancelled) == nullptr);
    }

    void comparesNumbersWithinNames_data()
    {
        QTest::addColumn<QByteArray>("less");
        QTest::addColumn<QByteArray>("more");
        QTest::newRow("shorter number") << QByteArray("a9") << QByteArray("a10");
        QTest::newRow("leading zeros") << QByteArray("a009b") << QByteArray("a10a");
        QTest::newRow("prefix") << QByteArray("a") << QByteArray("a1");
        QTest::newRow("very long numbers")
            << QByteArray("99999999999999999999998") << QByteArray("99999999999999999999999");
        QTest::newRow("same to a person") << QByteArray("A1") << QByteArray("a01");
    }
    void comparesNumbersWithinNames()
    {
        QFETCH(QByteArray, less);
        QFETCH(QByteArray, more);
        const auto view = [](const QByteArray& bytes) {
            return std::string_view(bytes.constData(), std::size_t(bytes.size()));
        };
        QVERIFY(naturalCompare(view(less), view(more)) < 0 || less == "A1");
        QVERIFY(naturalCompare(view(less), view(more)) != 0);
        QCOMPARE_EQ(naturalCompare(view(less), view(more)) < 0,
                    naturalCompare(view(more), view(less)) > 0);
    }

    void copiesCleanTables()
    {
        const auto snapshot = snapshotOf({client("a\tb", "g", "v1", "two\nlines")});
        const QString table = targetsAsTsv(*snapshot, {TargetId(0)});
        QCOMPARE(table.count(u'\n'), 2);
        QCOMPARE(table.count(u'\t'), 2 * (targetColumnCount - 1));
    }
};

QTEST_GUILESS_MAIN(TargetQueryTest)
#include "tst_target_query.moc"
