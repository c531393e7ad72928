// Times of reports as rows: little is written however many targets a report names, and every time
// comes back exactly.

#include <QTest>
#include <rapidcheck.h>

#include "store/report_rows.h"
#include "store_fixture.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

using Exceptions = std::vector<std::pair<std::uint32_t, int>>; ///< target, seconds

ReportTimes timesOf(const Exceptions& exceptions)
{
    std::vector<ReportException> all;
    for (const auto& [target, seconds] : exceptions)
        all.push_back({TargetId{target}, Time(Seconds(seconds))});
    return ReportTimes(Time{}, std::move(all));
}

QString textOf(const std::vector<ReportRow>& rows)
{
    QStringList lines;
    for (const ReportRow& row : rows)
        lines.append(
            (row.at ? QString::number(row.at->time_since_epoch().count() / 1000) : u"base"_s)
            + u": "_s + QString::fromStdString(row.slots));
    return lines.join(u"; "_s);
}

} // namespace

Q_DECLARE_METATYPE(Exceptions)

class TestStoreReports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void rowsBetween_data();
    void rowsBetween();
    void rowsAddUp();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void halvesThatReportInTurnTakeFewRows();
    void oneByOneTakesARowEach();
};

void TestStoreReports::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
}

void TestStoreReports::rowsBetween_data()
{
    QTest::addColumn<Exceptions>("before");
    QTest::addColumn<Exceptions>("after");
    QTest::addColumn<QString>("rows");
    QTest::newRow("nothing") << Exceptions{} << Exceptions{} << u""_s;
    QTest::newRow("the same") << Exceptions{{3, 5}} << Exceptions{{3, 5}} << u""_s;
    QTest::newRow("new") << Exceptions{} << Exceptions{{3, 5}, {4, 5}, {5, 5}, {9, 5}}
                         << u"5: 3-5,9"_s;
    QTest::newRow("gone") << Exceptions{{0, 5}, {1, 5}, {7, 6}} << Exceptions{} << u"base: 0-1,7"_s;
    QTest::newRow("moved") << Exceptions{{1, 5}, {2, 5}} << Exceptions{{1, 5}, {2, 8}} << u"8: 2"_s;
    QTest::newRow("all at once") << Exceptions{{1, 5}, {2, 5}, {4, 5}}
                                 << Exceptions{{0, 7}, {2, 6}, {3, 7}}
                                 << u"base: 1,4; 6: 2; 7: 0,3"_s;
}

void TestStoreReports::rowsBetween()
{
    QFETCH(const Exceptions, before);
    QFETCH(const Exceptions, after);
    QFETCH(const QString, rows);
    QCOMPARE(textOf(reportRowsBetween(timesOf(before), timesOf(after))), rows);
}

void TestStoreReports::rowsAddUp()
{
    const bool holds = rc::check("rows of any changes, read in order, give the last times", [] {
        constexpr std::uint32_t slots = 40;
        ReportTimes times;
        ReportRowReader reader(slots);
        const auto rounds = *rc::gen::inRange(1, 12);
        for (int i = 0; i < rounds; ++i) {
            std::vector<ReportException> exceptions;
            for (std::uint32_t slot = 0; slot < slots; ++slot)
                if (*rc::gen::arbitrary<bool>())
                    exceptions.push_back({TargetId{slot}, Time(Seconds(*rc::gen::inRange(0, 5)))});
            const ReportTimes next(Time{}, std::move(exceptions));
            for (const ReportRow& row : reportRowsBetween(times, next))
                RC_ASSERT(reader.take(row.at, row.slots));
            times = next;
        }
        RC_ASSERT(reader.exceptions() == times.exceptions());
    });
    QVERIFY(holds);
}

void TestStoreReports::refusesWhatIsNoList_data()
{
    QTest::addColumn<QString>("slots_");
    for (const char* text :
         {"", ",", "1,", "-1", "1-", "5-3", "1;2", "10", "3-10", " 1", "99999999999"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestStoreReports::refusesWhatIsNoList()
{
    QFETCH(const QString, slots_);
    QVERIFY(!ReportRowReader(10).take(Time{}, slots_.toStdString()));
}

/// Counts rows that a commit writes.
struct WriteCount
{
    int writes = 0;
    [[nodiscard]] StatementObserver observer()
    {
        return [this](std::string_view sql) {
            writes +=
                sql.starts_with("INSERT") || sql.starts_with("UPDATE") || sql.starts_with("DELETE");
            return true;
        };
    }
};

/// A fleet in a store of which some report, step after step, that all is as it was.
class QuietFleet
{
public:
    explicit QuietFleet(int count)
        : m_store(memoryStore({m_count.observer()}))
        , m_key(someEntity(*m_store))
    {
        for (int i = 0; i < count; ++i)
            m_all.push_back({"t" + std::to_string(100000 + i), "", "", "v1", "", false});
        report(m_all);
    }
    /// How many rows were written.
    int report(std::span<const ClientState> states)
    {
        EntityState after = m_state;
        m_now += Seconds(1); // nobody may be silent for so long that it is forgotten
        (void)sure(recordReport(after.fleet, states, {m_now, Seconds(60), VersionId::None}));
        after.lastChangedAt = m_now;
        ++after.step;
        ++after.revision;
        m_count.writes = 0;
        sure(m_store->commit({m_key, m_state, after, {}}));
        m_state = after;
        return m_count.writes;
    }
    [[nodiscard]] std::span<const ClientState> part(std::size_t first, std::size_t count) const
    {
        return std::span(m_all).subspan(first, count);
    }
    [[nodiscard]] bool isStoredExactly() const
    {
        return stateText(sure(m_store->load(m_key))) == stateText(m_state);
    }

private:
    WriteCount m_count;
    std::shared_ptr<Store> m_store;
    EntityKey m_key;
    EntityState m_state;
    std::vector<ClientState> m_all;
    Time m_now = someTime;
};

void TestStoreReports::halvesThatReportInTurnTakeFewRows()
{
    QuietFleet fleet(2000);
    for (int i = 0; i < 200; ++i) {
        const int writes = fleet.report(fleet.part(i % 2 == 0 ? 0 : 1000, 1000));
        QVERIFY2(writes <= 6, qPrintable(QString::number(writes)));
    }
    QVERIFY(fleet.isStoredExactly());
}

void TestStoreReports::oneByOneTakesARowEach()
{
    QuietFleet fleet(500);
    int writes = 0;
    for (std::size_t i = 0; i < 1500; ++i)
        writes += fleet.report(fleet.part(i * 7 % 500, 1));
    QVERIFY2(writes < 1500 * 5, qPrintable(QString::number(writes)));
    QVERIFY(fleet.isStoredExactly());
}

QTEST_GUILESS_MAIN(TestStoreReports)
#include "tst_store_reports.moc"
