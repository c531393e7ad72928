// What operators do: asked for a reason, done by the engine, undone where it is a definition.

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QWidget>

#include "tests/ui/support/page_fixture.h"
#include "ui/common/settings.h"
#include "ui/operate/moment_edit.h"
#include "ui/operate/operator_desk.h"

using namespace rollout;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(100), Seconds(60), Seconds(120)};

struct Bench
{
    explicit Bench(int targets = 20)
        : desk(fixture.context(), &window)
    {
        setOperatorName(fixture.settings, QStringLiteral("ada"));
        isReady = fixture.addFleet("web", targets, 10, tenPercent, 0.0);
        (void)fixture.snapshot();
        key = *fixture.focus.entity();
        window.show();
    }
    [[nodiscard]] SnapshotPtr known() { return fixture.session.snapshot(key); }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name)
    {
        return window.findChild<Widget*>(QLatin1String(name));
    }
    bool makeWait()
    {
        return fixture.run([this](Orchestrator& engine) {
            Policy policy = engine.snapshot(key).value()->state.policy();
            policy.approval.required = 1;
            (void)engine.setPolicy(key, policy);
            (void)engine.setTargetVersion("prod", "web", "v2");
        }) && fixture.step(2);
    }

    PageFixture fixture;
    QWidget window;
    OperatorDesk desk;
    EntityKey key{};
    bool isReady = false;
};

} // namespace

class OperatorDeskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void pausesWithAReasonAndResumesAtOnce()
    {
        Bench bench;
        QVERIFY(bench.isReady);
        bench.fixture.prompts.answers = {QString()}; // cancelled
        bench.desk.act(Act::Pause, bench.key);
        QVERIFY(bench.fixture.run([](Orchestrator&) {}));
        QVERIFY(!bench.known()->state.control.pause);
        bench.fixture.prompts.answers = {QStringLiteral("database migration")};
        bench.desk.act(Act::Pause, bench.key);
        QTRY_VERIFY(bench.known()->state.control.pause);
        QCOMPARE(bench.known()->state.control.pause->signature,
                 (Signature{"ada", "database migration"}));
        bench.desk.act(Act::Resume, bench.key); // asks nothing
        QTRY_VERIFY(!bench.known()->state.control.pause);
        QCOMPARE(bench.fixture.prompts.asked.size(), 2);
        QCOMPARE(bench.fixture.undo.count(), 0);
    }

    void excludingIsUndone()
    {
        Bench bench;
        QVERIFY(bench.isReady);
        bench.fixture.prompts.answers = {QStringLiteral("disks")};
        const std::vector selected{TargetId(1), TargetId(2), TargetId(99)};
        bench.desk.act(Act::Exclude, bench.key, selected);
        QTRY_COMPARE(bench.known()->state.fleet.excluded(), std::size_t(2));
        QTRY_COMPARE(bench.fixture.undo.count(), 1);
        QVERIFY(bench.fixture.undo.undoText().contains(QStringLiteral("2 targets")));
        bench.fixture.undo.undo();
        QTRY_COMPARE(bench.known()->state.fleet.excluded(), std::size_t(0));
        bench.fixture.undo.redo();
        QTRY_COMPARE(bench.known()->state.fleet.excluded(), std::size_t(2));
    }

    void freezeWindowsAreAddedRemovedAndUndone()
    {
        Bench bench;
        QVERIFY(bench.isReady);
        bench.desk.act(Act::Freezes, bench.key);
        auto* table = bench.find<QTableWidget>("freezeTable");
        auto* add = bench.find<QPushButton>("addFreeze");
        auto* until = bench.find<ClockSpin>("freezeTo");
        QVERIFY(table && add && until);
        QVERIFY(add->isEnabled());
        until->setValue(0); // before it begins
        QVERIFY(!add->isEnabled());
        QVERIFY(!bench.find<QLabel>("freezeWrong")->text().isEmpty());
        until->setValue(36000);
        bench.find<QLineEdit>("freezeReason")->setText(QStringLiteral("holidays"));
        bench.find<QComboBox>("freezeAgain")->setCurrentIndex(1);
        add->click();
        QTRY_COMPARE(table->rowCount(), 1);
        const FreezeWindow window = bench.known()->state.control.freezes.front();
        QCOMPARE(window.signature, (Signature{"ada", "holidays"}));
        QCOMPARE(window.period, Milliseconds(std::chrono::hours(24)));
        table->selectRow(0);
        bench.find<QPushButton>("removeFreeze")->click();
        QTRY_COMPARE(table->rowCount(), 0);
        QTRY_COMPARE(bench.fixture.undo.count(), 2);
        bench.fixture.undo.undo();
        QTRY_COMPARE(table->rowCount(), 1);
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("1")); // what comes back is the same one
        bench.fixture.undo.undo();
        QTRY_COMPARE(table->rowCount(), 0);
        bench.fixture.undo.redo();
        QTRY_COMPARE(table->rowCount(), 1);
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("1"));
        add->click();
        QTRY_COMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(1, 0)->text(), QStringLiteral("2"));
    }

    void clockFacesAreTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("seconds");
        QTest::newRow("minutes") << QStringLiteral("0:02:10") << 130;
        QTest::newRow("days") << QStringLiteral("3 d 4:05:06") << 3 * 86400 + 4 * 3600 + 306;
        QTest::newRow("half a face stays what it was") << QStringLiteral("0:02:") << 7;
    }
    void clockFacesAreTyped()
    {
        QFETCH(QString, typed);
        QFETCH(int, seconds);
        ClockSpin spin;
        spin.setValue(7);
        spin.show();
        spin.selectAll();
        QTest::keyClicks(&spin, typed);
        QTest::keyClick(&spin, Qt::Key_Return);
        QCOMPARE(spin.value(), seconds);
    }

    void liveMomentsAreUtc()
    {
        MomentEdit edit(TimeKind::Live, QStringLiteral("at"), QStringLiteral("At"));
        const Time moment(std::chrono::hours(24 * 365 * 56));
        edit.setMoment(moment);
        QCOMPARE(edit.moment(), moment);
        QVERIFY(edit.findChild<QDateTimeEdit*>()->text().endsWith(QStringLiteral("UTC")));
    }

    void decidesOnThoseThatStillWait()
    {
        Bench bench;
        QVERIFY(bench.isReady);
        QVERIFY(bench.makeWait());
        QTRY_COMPARE(bench.known()->state.approvals.requests.size(), std::size_t(2));
        const TargetId first = bench.known()->state.approvals.requests.front().target;
        bench.desk.decide(bench.key, {first, TargetId(19)}, true, {"grace", "fine"});
        QTRY_COMPARE(bench.known()->state.approvals.requests.front().votes.size(), std::size_t(1));
        QCOMPARE(bench.known()->state.approvals.requests.front().votes.front().remark,
                 std::string("fine"));
        QSignalSpy failed(&bench.fixture.session, &Session::failed);
        bench.desk.decide(bench.key, {first}, true, {"bob", ""}); // is approved already
        QTRY_COMPARE(failed.count(), 1);
    }

    void anotherNameIsKept()
    {
        Bench bench;
        QVERIFY(bench.isReady);
        bench.fixture.prompts.answers = {QStringLiteral("grace")};
        bench.desk.askName();
        QCOMPARE(bench.desk.signature(), (Signature{"grace", {}}));
    }

    void whatIsDoneUnseenIsSaid()
    {
        Bench bench;
        QVERIFY(bench.isReady);
        QVERIFY(bench.fixture.ask("web", "v2"));
        QVERIFY(bench.fixture.step(2));
        (void)bench.fixture.snapshot();
        QSignalSpy done(&bench.desk, &OperatorDesk::done);
        bench.fixture.prompts.answers = {QStringLiteral("")}; // no reason is no obstacle
        bench.desk.act(Act::Promote, bench.key);
        QTRY_COMPARE(done.count(), 1);
        QVERIFY(done.front().back().toString().contains(QStringLiteral("18 targets")));
    }
};

QTEST_MAIN(OperatorDeskTest)
#include "tst_operator_desk.moc"
