// Which policies lint speaks of, and in what words.

#include <QTest>
#include <algorithm>
#include <functional>

#include "lint_bed.h"

using namespace rollout;
using namespace rollout::test;

namespace {

using Change = std::function<void(LintInput&)>;

QString severityName(Severity severity)
{
    constexpr const char* names[] = {"error", "warning", "hint", "info"};
    return QString::fromLatin1(names[static_cast<std::size_t>(severity)]);
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestLint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void calmPolicySaysOnlyWhatItComesTo();
    void says_data();
    void says();
    void saysNothing_data();
    void saysNothing();
};

void TestLint::calmPolicySaysOnlyWhatItComesTo()
{
    for (const LintFinding& finding : lint(calm()))
        QVERIFY2(finding.severity == Severity::Info, finding.sentence.c_str());
}

void TestLint::says_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("part");
    QTest::addColumn<bool>("hasFix");
    const auto add = [](const char* name, const char* rule, const char* severity, const char* part,
                        bool hasFix, Change change) {
        QTest::newRow(name) << std::move(change) << QString::fromLatin1(rule)
                            << QString::fromLatin1(severity) << QString::fromUtf8(part) << hasFix;
    };
    add("silence before a long deadline", "H1", "warning",
        "forgotten 910 s after it was told, before the duration time-out counts it as failed "
        "(3,610 s)",
        true, [](LintInput& i) { setOptions(i, 100, 10, 100, 900, 3600); });
    add("silence and the deadline in one tick", "H1", "warning", "hardly later", true,
        [](LintInput& i) {
            i.adopt = Seconds(20);
            setOptions(i, 20, 10, 100, 60, 900);
        });
    add("just too long", "H1", "warning", "under 890 s", true,
        [](LintInput& i) { i.policy.options.durationTimeout = Seconds(890); });
    add("impossible", "H3", "error", "every healthy version is rolled back after 70 s", true,
        [](LintInput& i) { i.policy.options.durationTimeout = Seconds(60); });
    add("impossible, and yet it comes through", "H3", "error",
        "every healthy target fails at first", true,
        [](LintInput& i) { setOptions(i, 100, 10, 50, 60, 60); });
    add("no room for a late report", "H3", "hint", "a step late fails", true,
        [](LintInput& i) { i.policy.options.durationTimeout = Seconds(75); });
    add("room for one late report", "H3", "hint", "two steps late fails", true,
        [](LintInput& i) { i.policy.options.durationTimeout = Seconds(80); });
    add("tail", "H4", "warning", "50 of 100 targets have succeeded (400 s)", true,
        [](LintInput& i) { setOptions(i, 100, 10, 50, 60, 120); });
    add("exposure in rounds", "H5", "warning",
        "60 targets of 100 are on it before it is rolled back, after 10,830 s", true,
        [](LintInput& i) { setOptions(i, 100, 20, 50, 0, 3600); });
    add("bound of bad targets", "H5", "warning", "at most 69 bad ones", true,
        [](LintInput& i) { setOptions(i, 100, 20, 50, 0, 3600); });
    add("exposure of one batch", "H5", "info", "10 targets of 100 are on it", false,
        [](LintInput&) {});
    add("back by the same batch", "H6", "warning", "taking all 100 back takes 740 s", true,
        [](LintInput& i) { i.policy.guards.rollbackBatch.reset(); });
    add("closed approval hook", "H6", "warning", "The approval hook holds rolling back", true,
        [](LintInput& i) { i.facts.hasApprovalHook = true; });
    add("closed monitoring", "H6", "warning", "External monitoring holds rolling back", true,
        [](LintInput& i) { i.facts.hasMonitoring = true; });
    add("monitoring holds", "H7", "hint", "never rolls back", true,
        [](LintInput& i) { i.facts.hasMonitoring = true; });
    add("nothing needed", "H8", "warning", "99 % of 1 target round down to 0", true,
        [](LintInput& i) { setOptions(i, 1, 5, 99, 60, 120); });
    add("rounded", "H8", "info", "99 % are 2 needed, so that 1 failure rolls back", false,
        [](LintInput& i) { setOptions(i, 3, 34, 99, 60, 120); });
    add("leak", "H9", "warning",
        "1,000 of 1,000 targets are assigned before the first failure counts (all of them, within "
        "800 "
        "s)",
        true, [](LintInput& i) { setOptions(i, 1000, 10, 95, 60, 3600); });
    add("small leak", "H9", "warning", "up to 37 of 100 targets", true,
        [](LintInput& i) { i.policy.options.durationTimeout = Seconds(319); });
    add("leak in a wave", "H9", "warning", "37 of 80 targets in wave 2", true, [](LintInput& i) {
        i.policy.options.durationTimeout = Seconds(319);
        i.policy.waves = {waveOf({false, 20}), waveOf({true, 100})};
    });
    add("nobody", "no-targets", "info", "fleet of one", false, [](LintInput& i) { i.targets = 0; });
    add("bad before", "H10", "info", "retry", false,
        [](LintInput& i) { i.facts.isKnownBad = true; });
    add("first rollout", "H11", "warning", "no version at all", false,
        [](LintInput& i) { i.facts.hasLastKnownGood = false; });

    add("stop never rolls back", "stop-stalls", "warning", "at least 90 %", true, [](LintInput& i) {
        i.policy.options.success = Percent(50);
        i.policy.guards.stopWhileUnhealthy = true;
    });
    add("stop may stand still", "stop-stalls", "hint", "with fewer the rollout stands still", false,
        [](LintInput& i) {
            i.policy.options.success = Percent(90);
            i.policy.guards.stopWhileUnhealthy = true;
        });
    add("watch ends before the tail", "watch-too-short", "warning", "judged 450 s after", true,
        [](LintInput& i) {
            i.policy.options.success = Percent(50);
            i.policy.guards.watchAfterGood = Seconds(449);
        });
    add("watch without a way back", "watch-first-rollout", "info", "nothing to go back to", false,
        [](LintInput& i) {
            i.policy.guards.watchAfterGood = Seconds(600);
            i.facts.hasLastKnownGood = false;
        });
    add("minimum time", "minimum-time", "info", "at 800 s until 3,590 s", false,
        [](LintInput& i) { i.policy.guards.minimumTime = Seconds(3600); });
    add("minimum time in vain", "minimum-time", "hint", "takes 800 s anyway", false,
        [](LintInput& i) { i.policy.guards.minimumTime = Seconds(600); });
    add("minimum of targets", "minimum-targets", "hint", "more than the fleet's 100", true,
        [](LintInput& i) { i.policy.guards.minimumTargets = 101; });
    add("forgets between steps", "forget-early", "warning", "a single missed report", true,
        [](LintInput& i) { i.policy.guards.forgetAfter = Seconds(9); });
    add("forgets while adopting", "forget-early", "warning", "adopting takes", true,
        [](LintInput& i) {
            i.adopt = Seconds(40);
            i.policy.guards.forgetAfter = Seconds(39);
        });
    add("forgets before success", "forget-early", "warning", "success time-out of 60 s", true,
        [](LintInput& i) { i.policy.guards.forgetAfter = Seconds(59); });
    add("slow way back", "rollback-batch", "warning", "5 targets at a time, forward 10", true,
        [](LintInput& i) { i.policy.guards.rollbackBatch = Percent(5); });

    add("wave of nobody", "wave-empty", "warning", "Wave 2 (late) has no target: earlier waves",
        true, [](LintInput& i) {
            i.policy.waves = {waveOf({true, 100}), waveOf({true, 10})};
            i.policy.waves[1].name = "late";
        });
    add("wave of a group that is not there", "wave-empty", "warning", "group and tag", true,
        [](LintInput& i) {
            i.policy.waves = {waveOf({true, 100})};
            i.policy.waves[0].group = "mars";
            i.facts.waveSizes = std::vector<std::int64_t>{0, 100};
        });
    add("wave that needs nothing", "wave-needs-nothing", "warning", "1 target of wave 1", true,
        [](LintInput& i) {
            i.policy.waves = {waveOf({false, 1}, 0)};
        });
    add("wave that stands still", "wave-stalls", "warning",
        "cannot be over once 1 fails, but it takes 10 to roll back", true, [](LintInput& i) {
            i.policy.options.success = Percent(90);
            i.policy.waves = {waveOf({true, 5})};
        });
    add("error percent above what succeeds", "wave-stalls", "warning", "once 3 fail", true,
        [](LintInput& i) {
            i.policy.options.success = Percent(50);
            i.policy.waves = {waveOf({false, 20}, 90)};
            i.policy.waves[0].error = Percent(20);
        });
    add("manual wave", "wave-manual", "info", "After 1 of 2 waves", false, [](LintInput& i) {
        i.policy.waves = {waveOf({false, 5}), waveOf({false, 20})};
        i.policy.waves[0].isManual = true;
    });
    add("nobody can answer in time", "approval-rejects", "error", "less than the 10 s", true,
        [](LintInput& i) {
            i.policy.approval = {1, Seconds(9), OnTimeout::Reject, false};
        });
    add("nobody answers in time", "approval-rejects", "warning", "within 3,600 s", true,
        [](LintInput& i) {
            i.policy.approval = {1, Seconds(3600), OnTimeout::Reject, false};
        });
    add("silence approves", "approval-is-delay", "hint", "within 3,600 s is approved", false,
        [](LintInput& i) {
            i.policy.approval = {1, Seconds(3600), OnTimeout::Approve, false};
        });
    add("approval of the way back", "approval-rollback", "warning", "waits for 2 approvals", true,
        [](LintInput& i) {
            i.policy.approval = {2, Seconds(0), OnTimeout::Reject, true};
        });
    add("rounds of approval", "approval-rounds", "info", "about 10 rounds", false,
        [](LintInput& i) { i.policy.approval.required = 1; });
    add("freeze without end", "freeze", "error", "never over", false, [](LintInput& i) {
        i.facts.freezes = {{Time{}, Time{} + Seconds(3600), Seconds(3600), {}}};
    });
    add("freezes closer than a rollout", "freeze", "hint", "there are 600 s", false,
        [](LintInput& i) {
            i.facts.freezes = {{Time{}, Time{} + Seconds(3000), Seconds(3600), {}}};
        });
}

void TestLint::says()
{
    QFETCH(Change, change);
    QFETCH(QString, rule);
    QFETCH(QString, severity);
    QFETCH(QString, part);
    QFETCH(bool, hasFix);
    LintInput input = calm();
    change(input);
    const auto findings = lint(input);
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const LintFinding& f) {
        return f.rule == rule.toStdString()
            && f.sentence.find(part.toStdString()) != std::string::npos;
    });
    QStringList all;
    for (const LintFinding& f : findings)
        all.append(QString::fromStdString(f.rule + ": " + f.sentence));
    QVERIFY2(found != findings.end(), qPrintable(all.join(QLatin1Char('\n'))));
    QCOMPARE(severityName(found->severity), severity);
    QCOMPARE(found->fix.has_value(), hasFix);
}

void TestLint::saysNothing_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("rule");
    const auto add = [](const char* name, const char* rule, Change change) {
        QTest::newRow(name) << std::move(change) << QString::fromLatin1(rule);
    };
    add("deadline before silence", "H1",
        [](LintInput& i) { i.policy.options.durationTimeout = Seconds(889); });
    add("silence counts", "H1", [](LintInput& i) {
        i.policy.options.durationTimeout = Seconds(3600);
        i.policy.guards.silentCountsAsFailed = true;
    });
    add("patience with silence", "H1", [](LintInput& i) {
        i.policy.options.durationTimeout = Seconds(3600);
        i.policy.guards.forgetAfter = Seconds(3611);
    });
    add("two ticks to spare", "H3",
        [](LintInput& i) { i.policy.options.durationTimeout = Seconds(90); });
    add("all needed", "H4", [](LintInput&) {});
    add("tail is watched", "H4", [](LintInput& i) {
        i.policy.options.success = Percent(50);
        i.policy.guards.watchAfterGood = Seconds(1);
    });
    add("watched long enough", "watch-too-short", [](LintInput& i) {
        i.policy.options.success = Percent(50);
        i.policy.guards.watchAfterGood = Seconds(450);
    });
    add("stops at the first", "H5",
        [](LintInput& i) { i.policy.guards.stopWhileUnhealthy = true; });
    add("a batch of its own back", "H6", [](LintInput&) {});
    add("all at once", "H6", [](LintInput& i) {
        i.policy.options.batch = Percent(100);
        i.policy.guards.rollbackBatch.reset();
    });
    add("gates are open", "H6", [](LintInput& i) {
        i.facts.hasMonitoring = i.facts.hasApprovalHook = true;
        i.policy.guards.openForRollback = true;
    });
    add("monitoring reports", "H7", [](LintInput& i) {
        i.facts.hasMonitoring = true;
        i.policy.guards.monitoring = MonitoringAction::Report;
    });
    add("a minimum of targets", "H8", [](LintInput& i) {
        i.policy.options.success = Percent(0);
        i.policy.guards.minimumTargets = 1;
    });
    add("leak is stopped", "H9", [](LintInput& i) {
        setOptions(i, 1000, 10, 95, 60, 3600);
        i.policy.guards.stopWhileUnhealthy = true;
    });
    add("twice as long", "H9",
        [](LintInput& i) { i.policy.options.durationTimeout = Seconds(159); });
    add("one at a time", "H9", [](LintInput& i) { setOptions(i, 100, 1, 100, 60, 3600); });
    add("one batch is all", "H9", [](LintInput& i) { setOptions(i, 100, 100, 100, 60, 3600); });
    add("nothing known", "H11", [](LintInput&) {});
    add("one failure rolls back", "stop-stalls",
        [](LintInput& i) { i.policy.guards.stopWhileUnhealthy = true; });
    add("wave with an error percent", "wave-stalls", [](LintInput& i) {
        i.policy.options.success = Percent(90);
        i.policy.waves = {waveOf({true, 5})};
        i.policy.waves[0].error = Percent(0);
    });
    add("wave that must succeed whole", "wave-stalls", [](LintInput& i) {
        i.policy.waves = {waveOf({true, 5})};
    });
    add("nobody is asked", "approval-rejects",
        [](LintInput& i) { i.policy.approval.timeout = Seconds(5); });
    add("one freeze", "freeze", [](LintInput& i) {
        i.facts.freezes = {{Time{}, Time{} + Seconds(3600), Seconds(0), {}}};
    });
}

void TestLint::saysNothing()
{
    QFETCH(Change, change);
    QFETCH(QString, rule);
    LintInput input = calm();
    change(input);
    const auto finding = findingOf(input, rule.toStdString());
    QVERIFY2(!finding, finding ? finding->sentence.c_str() : "");
}

QTEST_GUILESS_MAIN(TestLint)
#include "tst_lint.moc"
