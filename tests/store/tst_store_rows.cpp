// One statement for many rows, on both databases: as many executions, one after the other.

#include <QTest>

#include <optional>
#include <string>
#include <vector>

#include "store/bulk_sql.h"
#include "store/connection.h"
#include "store/row_statement.h"
#include "store_fixture.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

struct Values
{
    std::optional<std::int64_t> number;
    std::optional<std::string> text;

    bool operator==(const Values&) const = default;
};
using Table = std::vector<Values>;

/// A table of the rows 1, 2 … with these values.
std::unique_ptr<Connection> connectionWith(const StorePlace& place, std::size_t rows)
{
    auto connection =
        sure(Connection::open(sure(parseStoreUrl(place.url())), Access::ReadWrite, {}));
    auto transaction = sure(Transaction::begin(*connection));
    sure(connection->run(u"CREATE TABLE t (id {key}, number BIGINT, text TEXT)"_s));
    for (std::size_t id = 1; id <= rows; ++id)
        sure(connection->run(u"INSERT INTO t (id, number, text) VALUES (?, 99, 'old')"_s,
                             {qlonglong(id)}));
    sure(transaction.commit());
    return connection;
}

Table tableOf(Connection& connection)
{
    auto rows = sure(connection.select(u"SELECT number, {bytes text} FROM t ORDER BY id"_s));
    Table table;
    while (rows.next()) {
        table.emplace_back();
        if (!rows.isNull(0))
            table.back().number = rows.integer(0);
        if (!rows.isNull(1))
            table.back().text = rows.text(1);
    }
    sure(rows.end());
    return table;
}

void update(RowStatement& statement, const Table& table)
{
    std::int64_t id = 0;
    for (const Values& row : table) {
        row.number ? statement.add(*row.number) : statement.addNull();
        row.text ? statement.add(std::string_view(*row.text)) : statement.addNull();
        statement.add(++id);
        sure(statement.execute());
    }
    sure(statement.finish());
}

} // namespace

Q_DECLARE_METATYPE(Table)

class TestStoreRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void updatesEachRowWithItsValues_data();
    void updatesEachRowWithItsValues();
    void spellsStatementsForManyRows_data();
    void spellsStatementsForManyRows();
};

void TestStoreRows::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
}

void TestStoreRows::updatesEachRowWithItsValues_data()
{
    QTest::addColumn<Table>("table");
    const auto null = std::nullopt;
    QTest::newRow("one row") << Table{{7, "a"}};
    QTest::newRow("one row of NULLs") << Table{{null, null}};
    QTest::newRow("all the same") << Table{{7, "a"}, {7, "a"}, {7, "a"}};
    QTest::newRow("all NULL") << Table{{null, null}, {null, null}};
    QTest::newRow("the last differs") << Table{{7, "a"}, {7, "a"}, {8, "b"}};
    QTest::newRow("the first differs") << Table{{8, "b"}, {7, "a"}, {7, "a"}};
    QTest::newRow("one column differs") << Table{{7, "a"}, {7, "b"}, {7, "c"}};
    QTest::newRow("values, then NULL") << Table{{7, "a"}, {7, "a"}, {null, null}};
    QTest::newRow("NULL, then values") << Table{{null, null}, {null, null}, {7, "a"}};
    QTest::newRow("an empty text is not NULL") << Table{{0, ""}, {0, null}, {0, ""}};
    QTest::newRow("a text begins another") << Table{{-1, "ab"}, {-1, "a"}, {-1, "abc"}};
    QTest::newRow("quotes and a byte order mark")
        << Table{{1, "it's \"{1,2}\" \\"}, {1, "\xEF\xBB\xBFü"}};
    QTest::newRow("extremes") << Table{{INT64_MIN, "a"}, {INT64_MAX, "a"}};
    QTest::newRow("more than go at once") << Table(10001, Values{5, "many"});
}

void TestStoreRows::updatesEachRowWithItsValues()
{
    QFETCH(const Table, table);
    const StorePlace place;
    const auto connection = connectionWith(place, table.size());
    const auto statement =
        RowStatement::make(*connection, "UPDATE t SET number = ?, text = {text} WHERE id = ?");
    auto transaction = sure(Transaction::begin(*connection));
    update(*statement, Table(table.rbegin(), table.rend()));
    update(*statement, table); // nothing is left of the time before
    sure(transaction.commit());
    QVERIFY(tableOf(*connection) == table);
}

void TestStoreRows::spellsStatementsForManyRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("forms"); ///< a letter a parameter: values or one
    QTest::addColumn<QByteArray>("bulk");
    const QByteArray update = "UPDATE t SET a = ?, b = {text} WHERE id = ?";
    QTest::newRow("values in all columns")
        << update << QByteArray("vvv")
        << QByteArray("UPDATE t SET a = r.p1, b = r.p2 FROM (SELECT unnest($1::bigint[]) AS p1,"
                      " unnest($2::text[]) AS p2, unnest($3::bigint[]) AS p3) AS r"
                      " WHERE id = r.p3");
    QTest::newRow("one value in one column")
        << update << QByteArray("vov")
        << QByteArray("UPDATE t SET a = r.p1, b = $2::text FROM (SELECT unnest($1::bigint[]) AS p1,"
                      " unnest($3::bigint[]) AS p3) AS r WHERE id = r.p3");
    QTest::newRow("nothing but keys differ")
        << update << QByteArray("oov")
        << QByteArray("UPDATE t SET a = $1::bigint, b = $2::text"
                      " FROM (SELECT unnest($3::bigint[]) AS p3) AS r WHERE id = r.p3");
    QTest::newRow("a deletion") << QByteArray("DELETE FROM t WHERE id = ?") << QByteArray("v")
                                << QByteArray("DELETE FROM t USING"
                                              " (SELECT unnest($1::bigint[]) AS p1) AS r"
                                              " WHERE id = r.p1");
    QTest::newRow("an insertion") << QByteArray("INSERT INTO t (a, id) VALUES (?, ?)")
                                  << QByteArray("ov")
                                  << QByteArray("INSERT INTO t (a, id) SELECT $1::bigint, r.p2"
                                                " FROM (SELECT unnest($2::bigint[]) AS p2) AS r");
}

void TestStoreRows::spellsStatementsForManyRows()
{
    QFETCH(const QByteArray, row);
    QFETCH(const QByteArray, forms);
    QFETCH(const QByteArray, bulk);
    std::vector<ColumnForm> all;
    for (const char letter : forms)
        all.push_back(letter == 'v' ? ColumnForm::Values : ColumnForm::OneValue);
    QCOMPARE(QByteArray::fromStdString(bulkSqlOf(row.toStdString(), all)), bulk);
}

QTEST_GUILESS_MAIN(TestStoreRows)
#include "tst_store_rows.moc"
