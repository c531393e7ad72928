// What operators did, as JSON in a column: also as older programs wrote it.

#include <QTest>

#include "back_door.h"
#include "core/verbs.h"
#include "store/control_json.h"
#include "store_fixture.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;

namespace {

/// `more` goes into each window.
std::string window(int from, const std::string& more)
{
    return R"({"by":"ada","from":)" + std::to_string(from)
        + R"(,"periodMilliseconds":0,"reason":"holidays","to":)" + std::to_string(from + 1000)
        + more + "}";
}

std::string numbered(int number)
{
    return window(number * 10, R"(,"number":)" + std::to_string(number));
}

/// As of an entity whose rollout never began.
std::string control(const std::vector<std::string>& windows, const std::string& last = {})
{
    std::string list;
    for (const std::string& each : windows)
        list += (list.empty() ? "" : ",") + each;
    return R"({"clock":{"stoppedSince":null,"stops":[]},"freezes":[)" + list + "]" + last
        + R"(,"lock":null,"pause":null,"progress":{"goodSince":0,"previousGood":"","promoted":"",)"
        + R"("released":0,"rollingSince":0,"wave":0,"waveDoneSince":null,"waveHadTargets":false}})";
}

std::vector<std::uint64_t> numbersOf(const EntityState& state)
{
    std::vector<std::uint64_t> numbers;
    for (const FreezeWindow& each : state.control.freezes)
        numbers.push_back(each.number);
    return numbers;
}

using Numbers = std::vector<std::uint64_t>;

} // namespace

class TestStoreControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersFreezeWindows_data();
    void numbersFreezeWindows();
    void refusesMixedUpNumbers_data();
    void refusesMixedUpNumbers();
    void upgradesAnOldStore();
};

void TestStoreControl::numbersFreezeWindows_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<Numbers>("numbers");
    QTest::addColumn<std::uint64_t>("last");
    const auto row = [](const char* name, const std::string& json, const Numbers& numbers,
                        std::uint64_t last) { QTest::newRow(name) << json << numbers << last; };
    const auto old = [](int from) { return window(from, {}); };
    row("of an older program", control({old(10), old(5)}), {1, 2}, 2);
    row("of an older program, none", control({}), {}, 0);
    row("numbered", control({numbered(2), numbered(5)}, R"(,"lastFreezeNumber":6)"), {2, 5}, 6);
    row("all removed", control({}, R"(,"lastFreezeNumber":6)"), {}, 6);
    row("an older program added one to ours",
        control({numbered(2), old(7)}, R"(,"lastFreezeNumber":3)"), {2, 4}, 4);
}

void TestStoreControl::numbersFreezeWindows()
{
    QFETCH(const std::string, json);
    QFETCH(const Numbers, numbers);
    QFETCH(const std::uint64_t, last);
    EntityState state;
    sure(controlFromJson(json, state, "s"));
    QCOMPARE(numbersOf(state), numbers);
    QCOMPARE(state.control.lastFreezeNumber, last);
    EntityState again;
    if (const std::string written = controlToJson(state); !written.empty())
        sure(controlFromJson(written, again, "s"));
    QCOMPARE(stateText(again), stateText(state));
}

void TestStoreControl::refusesMixedUpNumbers_data()
{
    QTest::addColumn<std::string>("json");
    const std::string last = R"(,"lastFreezeNumber":6)";
    QTest::newRow("twice the same") << control({numbered(2), numbered(2)}, last);
    QTest::newRow("out of order") << control({numbered(3), numbered(2)}, last);
    QTest::newRow("never given") << control({numbered(7)}, last);
    QTest::newRow("below nothing") << control({numbered(-1)}, last);
}

void TestStoreControl::refusesMixedUpNumbers()
{
    QFETCH(const std::string, json);
    EntityState state;
    const auto refused = controlFromJson(json, state, "/some/where");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Corrupt);
    QCOMPARE(refused.error().message,
             std::string("the store \"/some/where\" is damaged (which freeze window is which cannot"
                         " be read); restore it from a backup or name another"));
}

void TestStoreControl::upgradesAnOldStore()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("s.db")).toStdString();
    const EntityKey key = someEntity(*sure(Store::open(file)));
    runInFile(file,
              "UPDATE entity SET control = '" + control({window(10, {}), window(20, {})}) + "'");
    const auto remove = [&](std::uint64_t number) {
        const auto store = sure(Store::open(file));
        const EntityState before = sure(store->load(key));
        EntityState after = before;
        ++after.revision;
        const auto journal = applyVerb(after, verb::Unfreeze{number}, {"ada", ""}, someTime);
        if (journal)
            sure(store->commit({key, before, after, *journal}));
        return journal.has_value();
    };
    QVERIFY(remove(1));
    QCOMPARE(numbersOf(sure(sure(Store::open(file))->load(key))), Numbers{2});
    QVERIFY(!remove(1)); // the other one did not move up
    QVERIFY(remove(2));
    QCOMPARE(sure(sure(Store::open(file))->load(key)).control.lastFreezeNumber, 2U);
}

QTEST_GUILESS_MAIN(TestStoreControl)
#include "tst_store_control.moc"
