// Fleets as values, and how reports are recorded in them.

#include <QTest>

#include <algorithm>

#include "core/fleet.h"
#include "core/names.h"
#include "core/record.h"

using namespace rollout;
using namespace std::chrono_literals;

namespace {

Time at(std::int64_t seconds)
{
    return Time(Seconds(seconds));
}

ClientState state(std::string group, std::string name, std::string version, bool isError = false)
{
    ClientState s;
    s.name = std::move(name);
    s.group = std::move(group);
    s.version = std::move(version);
    s.isError = isError;
    return s;
}

RecordContext context(std::int64_t seconds)
{
    return {at(seconds), 60s, VersionId::None};
}

RecordChanges record(Fleet& fleet, std::int64_t seconds, const std::vector<ClientState>& report)
{
    const auto changes = recordReport(fleet, report, context(seconds));
    if (!changes)
        qFatal("%s", changes.error().message.c_str());
    return *changes;
}

std::vector<std::string> visited(const Fleet& fleet)
{
    std::vector<std::string> names;
    for (const TargetId id : fleet.order())
        names.push_back(std::string(fleet.group(id)) + "/" + std::string(fleet.name(id)));
    return names;
}

std::vector<ClientState> manyTargets(int count)
{
    std::vector<ClientState> states;
    for (int i = 0; i < count; ++i)
        states.push_back(state("g" + std::to_string(i % 7), "target-" + std::to_string(i), "v1"));
    return states;
}

} // namespace

class Fleets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void longReportIsRecordedAsItsRows();
    void visitsInBytewiseOrder();
    void newTargetCountsAsHealthyForTheTimeout();
    void healthyWindowStartsAnew_data();
    void healthyWindowStartsAnew();
    void lastOfTwoEntriesStands();
    void refusedReportChangesNothing_data();
    void refusedReportChangesNothing();
    void namesAreCheckedAsUtf8_data();
    void namesAreCheckedAsUtf8();
    void silentTargetsAreForgotten_data();
    void silentTargetsAreForgotten();
    void reportTimesAreExact_data();
    void reportTimesAreExact();
    void copiesAreIndependent();
    void changedTargetsFindsEveryChange();
    void onlyReportTimesSharesEveryBlock();
    void sameNameInTwoGroupsIsTwoTargets();
    void renamedTargetIsFound();
    void unusedTextsAreDropped();
};

void Fleets::visitsInBytewiseOrder()
{
    Fleet fleet;
    record(fleet, 0,
           {state("b", "1", "v"), state("a", "é", "v"), state("", "z", "v"), state("a", "Z", "v")});
    record(fleet, 1, {state("a", "a", "v"), state("B", "x", "v")});
    QCOMPARE(visited(fleet), (std::vector<std::string>{"/z", "B/x", "a/Z", "a/a", "a/é", "b/1"}));
}

void Fleets::newTargetCountsAsHealthyForTheTimeout()
{
    Fleet fleet;
    const VersionId good = fleet.versions().intern("good");
    QVERIFY(recordReport(fleet, std::vector{state("", "a", "v1", true)},
                         RecordContext{at(1000), 60s, good}));
    const Target target = fleet.target(*fleet.find("", "a"));
    QCOMPARE(target.currentChangedAt, at(940));
    QCOMPARE(target.currentMessageAt, at(1000));
    QCOMPARE(target.expectedChangedAt, at(940));
    QCOMPARE(target.expectedMessageAt, at(1000));
    QVERIFY(target.expectedVersion == good && !target.expectedIsError);
    QVERIFY(target.reported.isError == 1);
    QCOMPARE(expectedState(fleet, *fleet.find("", "a")).message, std::string("new target"));
}

void Fleets::healthyWindowStartsAnew_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("isError");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("windowStarts");
    QTest::addColumn<bool>("versionChanged");
    QTest::newRow("nothing new") << "v1" << false << "" << false << false;
    QTest::newRow("a message alone") << "v1" << false << "hello" << false << false;
    QTest::newRow("an error") << "v1" << true << "" << true << false;
    QTest::newRow("another version") << "v2" << false << "" << true << true;
    QTest::newRow("case matters") << "V1" << false << "" << true << true;
}

void Fleets::healthyWindowStartsAnew()
{
    QFETCH(QString, version);
    QFETCH(bool, isError);
    QFETCH(QString, message);
    Fleet fleet;
    record(fleet, 0, {state("", "a", "v1")});
    ClientState next = state("", "a", version.toStdString(), isError);
    next.message = message.toStdString();
    record(fleet, 30, {next});
    const Target target = fleet.target(*fleet.find("", "a"));
    QTEST(target.currentMessageAt == at(30), "windowStarts");
    QTEST(target.currentChangedAt == at(30), "versionChanged");
    QCOMPARE(fleet.texts().at(target.reported.message), std::string_view(next.message));
}

void Fleets::lastOfTwoEntriesStands()
{
    Fleet fleet;
    const auto changes =
        record(fleet, 0, {state("", "a", "v1"), state("", "a", "v2", true), state("", "a", "v3")});
    QCOMPARE(changes.created.size(), std::size_t(1));
    QCOMPARE(fleet.versions().at(fleet.target(*fleet.find("", "a")).reported.version),
             std::string_view("v3"));
    record(fleet, 5, {state("", "a", "v4"), state("", "a", "v3")});
    // It was v4 for a moment: the window starts anew although it is v3 again.
    QCOMPARE(fleet.target(*fleet.find("", "a")).currentChangedAt, at(5));
}

void Fleets::refusedReportChangesNothing_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QString>("says");
    QTest::newRow("no name") << QByteArray() << QByteArray("v") << "target name is empty";
    QTest::newRow("long name") << QByteArray(1025, 'x') << QByteArray("v")
                               << "has 1025 bytes; at most 1024";
    QTest::newRow("bad UTF-8") << QByteArray("\xff") << QByteArray("v") << "not valid UTF-8";
    QTest::newRow("zero in version")
        << QByteArray("n") << QByteArray("v\0w", 3) << "version of target \"n\"";
}

void Fleets::refusedReportChangesNothing()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, version);
    QFETCH(QString, says);
    Fleet fleet;
    record(fleet, 0, {state("", "a", "v1")});
    const Fleet before = fleet;
    const auto refused = recordReport(
        fleet,
        std::vector{state("", "a", "v2"), state("", name.toStdString(), version.toStdString())},
        context(10));
    QVERIFY(!refused);
    QVERIFY2(QString::fromStdString(refused.error().message).contains(says),
             refused.error().message.c_str());
    QVERIFY(changedTargets(before, fleet).empty());
    QVERIFY(before.reportTimes() == fleet.reportTimes());
    QCOMPARE(fleet.size(), std::size_t(1));
}

void Fleets::namesAreCheckedAsUtf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isClean");
    QTest::newRow("empty") << QByteArray("") << true;
    QTest::newRow("ascii, slash, quotes") << QByteArray("a/b\"c'd\n") << true;
    QTest::newRow("two bytes") << QByteArray("\xc3\xa9") << true;
    QTest::newRow("largest") << QByteArray("\xf4\x8f\xbf\xbf") << true;
    QTest::newRow("beyond the largest") << QByteArray("\xf4\x90\x80\x80") << false;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << false;
    QTest::newRow("overlong three") << QByteArray("\xe0\x80\xaf") << false;
    QTest::newRow("cut short") << QByteArray("a\xe2\x82") << false;
    QTest::newRow("lone continuation") << QByteArray("\x80") << false;
    QTest::newRow("zero") << QByteArray("a\0b", 3) << false;
}

void Fleets::namesAreCheckedAsUtf8()
{
    QFETCH(QByteArray, text);
    QTEST(isCleanUtf8(std::string_view(text.constData(), std::size_t(text.size()))), "isClean");
}

void Fleets::silentTargetsAreForgotten_data()
{
    QTest::addColumn<int>("after");
    QTest::addColumn<bool>("isForgotten");
    QTest::newRow("at 900 s") << 900 << false;
    QTest::newRow("after 900 s") << 901 << true;
}

void Fleets::silentTargetsAreForgotten()
{
    QFETCH(int, after);
    QFETCH(bool, isForgotten);
    Fleet fleet;
    record(fleet, 0, {state("", "a", "v1"), state("", "b", "v1"), state("", "c", "v1")});
    const auto changes = record(fleet, after, {state("", "a", "v1")});
    QCOMPARE(changes.forgotten.size(), std::size_t(isForgotten ? 2 : 0));
    QCOMPARE(fleet.size(), std::size_t(isForgotten ? 1 : 3));
    QCOMPARE(fleet.find("", "b").has_value(), !isForgotten);
    if (isForgotten) { // who comes back is a new target
        QCOMPARE(record(fleet, after + 1, {state("", "b", "v9")}).created.size(), std::size_t(1));
        QCOMPARE(fleet.slots(), std::size_t(4));
    }
}

void Fleets::reportTimesAreExact_data()
{
    QTest::addColumn<int>("modulus");
    QTest::newRow("nearly all report") << 10;
    QTest::newRow("half") << 2;
    QTest::newRow("each in turn") << 1;
}

void Fleets::reportTimesAreExact()
{
    QFETCH(int, modulus);
    Fleet fleet;
    const auto all = manyTargets(300);
    record(fleet, 0, all);
    std::vector<Time> expected(all.size(), at(0));
    for (int step = 1; step <= 40; ++step) {
        std::vector<ClientState> report;
        for (int i = 0; i < 300; ++i) {
            const bool reports = modulus == 1 ? i % 40 == step - 1 : i % modulus != step % modulus;
            if (reports) {
                report.push_back(all[std::size_t(i)]);
                expected[std::size_t(i)] = at(step);
            }
        }
        record(fleet, step, report);
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(fleet.reportTimes().at(*fleet.find(all[i].group, all[i].name)), expected[i]);
    }
    record(fleet, 100, all);
    QVERIFY(fleet.reportTimes().exceptions().empty());
}

void Fleets::copiesAreIndependent()
{
    Fleet one;
    record(one, 0, manyTargets(2000));
    Fleet two = one;
    record(one, 1, {state("g0", "target-0", "left"), state("x", "only-left", "v")});
    record(two, 1, {state("g0", "target-0", "right"), state("x", "only-right", "v")});
    const auto version = [](const Fleet& fleet) {
        return std::string(
            fleet.versions().at(fleet.target(*fleet.find("g0", "target-0")).reported.version));
    };
    QCOMPARE(version(one), std::string("left"));
    QCOMPARE(version(two), std::string("right"));
    QVERIFY(one.find("x", "only-left") && !one.find("x", "only-right"));
    QVERIFY(two.find("x", "only-right") && !two.find("x", "only-left"));
}

void Fleets::changedTargetsFindsEveryChange()
{
    Fleet before;
    record(before, 0, manyTargets(2000));
    Fleet after = before;
    const TargetId reported = *after.find("g3", "target-17");
    const TargetId removed = *after.find("g1", "target-1002");
    const TargetId renamed = *after.find("g6", "target-1000");
    record(after, 1, {state("g3", "target-17", "v2")});
    after.remove(std::vector{removed});
    after.rename(renamed, "g6", "other");
    record(after, 2, {state("zz", "new", "v1")});
    std::vector<TargetId> expected{reported, removed, renamed, *after.find("zz", "new")};
    std::sort(expected.begin(), expected.end());
    QCOMPARE(changedTargets(before, after), expected);
}

void Fleets::onlyReportTimesSharesEveryBlock()
{
    Fleet before;
    record(before, 0, manyTargets(2000));
    Fleet after = before;
    record(after, 10, manyTargets(2000));
    for (std::size_t i = 0; i < after.blockCount(); ++i)
        QCOMPARE(after.blockIdentity(i), before.blockIdentity(i));
    QCOMPARE(after.reportTimes().base(), at(10));
}

void Fleets::sameNameInTwoGroupsIsTwoTargets()
{
    Fleet fleet;
    record(fleet, 0, {state("a", "n", "v1"), state("b", "n", "v2"), state("", "an", "v3")});
    QCOMPARE(fleet.size(), std::size_t(3));
    QVERIFY(*fleet.find("a", "n") != *fleet.find("b", "n"));
    QVERIFY(!fleet.find("", "n"));
}

void Fleets::renamedTargetIsFound()
{
    Fleet fleet;
    record(fleet, 0, manyTargets(1500));
    const TargetId id = *fleet.find("g4", "target-11");
    fleet.rename(id, "aaa", "a much longer name than it had before, so that others move");
    QCOMPARE(fleet.order().front(), id);
    QVERIFY(!fleet.find("g4", "target-11"));
    QCOMPARE(fleet.find("aaa", "a much longer name than it had before, so that others move"),
             std::optional(id));
    QVERIFY(fleet.find("g5", "target-12") && fleet.find("g3", "target-10"));
}

void Fleets::unusedTextsAreDropped()
{
    Fleet fleet;
    for (int i = 0; i < 500; ++i) {
        ClientState chatty = state("", "a", "v1");
        chatty.message = "uptime " + std::to_string(i);
        record(fleet, i, {chatty});
    }
    QVERIFY(fleet.texts().size() > 500);
    fleet.dropUnusedTexts();
    QCOMPARE(fleet.texts().size(), 2U);
    QCOMPARE(fleet.texts().at(fleet.target(*fleet.find("", "a")).reported.message),
             std::string_view("uptime 499"));
}

/// A report so long that several threads look its rows up, with targets named twice and unknown
/// ones among them, against the same rows one by one.
void Fleets::longReportIsRecordedAsItsRows()
{
    constexpr int count = 50000;
    std::vector<ClientState> known;
    for (int i = 0; i < count; ++i)
        known.push_back(state(i % 3 == 0 ? "g" : "", "t" + std::to_string(i), "v1"));
    std::vector<ClientState> report = known;
    for (int i = 0; i < count; i += 7)
        report[std::size_t(i)].version = "v2";
    for (int i = 0; i < count; i += 14) // changed and changed back
        report.push_back(known[std::size_t(i)]);
    for (int i = 0; i < 100; ++i)
        report.push_back(state("", "new" + std::to_string(i % 50), "v" + std::to_string(i / 50)));

    Fleet atOnce;
    record(atOnce, 0, known);
    Fleet oneByOne = atOnce;
    record(atOnce, 500, report);
    for (std::size_t first = 0; first < report.size(); first += 1000) {
        const std::size_t size = std::min<std::size_t>(1000, report.size() - first);
        const auto part = std::span(report).subspan(first, size);
        record(oneByOne, 500, {part.begin(), part.end()});
    }
    QCOMPARE(atOnce.size(), oneByOne.size());
    for (const TargetId id : atOnce.order()) {
        const auto other = oneByOne.find(atOnce.group(id), atOnce.name(id));
        QVERIFY(other && atOnce.target(id) == oneByOne.target(*other));
        QCOMPARE(atOnce.reportTimes().at(id), oneByOne.reportTimes().at(*other));
    }
}

QTEST_GUILESS_MAIN(Fleets)
#include "tst_fleet.moc"
