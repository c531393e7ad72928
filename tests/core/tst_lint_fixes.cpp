// That what lint offers as a fix is right, and what it looks at.

#include <QTest>
#include <rapidcheck.h>

#include "core/predict.h"
#include "lint_bed.h"
#include "testsupport/random_policy.h"

using namespace rollout;
using namespace rollout::test;

namespace {

std::ptrdiff_t countOf(const LintInput& input, const LintFinding& like)
{
    const auto findings = lint(input);
    return std::count_if(findings.begin(), findings.end(), [&](const LintFinding& f) {
        return f.rule == like.rule && f.severity == like.severity;
    });
}

} // namespace

class TestLintFixes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixesAreRight();
    void gravestFirst();
    void invalidPolicyIsOneFinding();
    void entityTellsItsFacts();
    void wavesOfGroupsNeedAFleet();
};

// A fix changes something, is allowed, and does away with one finding of its kind.
void TestLintFixes::fixesAreRight()
{
    const bool holds = rc::check("every fix does away with its finding", [] {
        LintInput input;
        input.policy = *anyPolicy();
        input.policy.approval = {*rc::gen::inRange(0, 2), Seconds(*rc::gen::element(0, 5, 600)),
                                 *rc::gen::element(OnTimeout::Reject, OnTimeout::Approve),
                                 *rc::gen::arbitrary<bool>()};
        input.targets = *rc::gen::inRange<std::int64_t>(1, 300);
        input.adopt = Seconds(*rc::gen::inRange(0, 90));
        input.facts.hasMonitoring = *rc::gen::arbitrary<bool>();
        input.facts.hasApprovalHook = *rc::gen::arbitrary<bool>();
        for (const LintFinding& finding : lint(input)) {
            RC_ASSERT(!finding.sentence.empty() && finding.sentence.back() != '.');
            if (!finding.fix)
                continue;
            RC_LOG() << finding.rule << ": " << finding.sentence << '\n';
            RC_ASSERT(finding.fix->policy != input.policy);
            LintInput after = input;
            after.policy = finding.fix->policy;
            RC_ASSERT(countOf(after, finding) < countOf(input, finding));
        }
    });
    QVERIFY(holds);
}

void TestLintFixes::gravestFirst()
{
    LintInput input = calm();
    setOptions(input, 100, 10, 50, 900, 900);
    const auto findings = lint(input);
    QVERIFY(hasError(findings));
    QCOMPARE(findings.front().rule, std::string("H3"));
    QVERIFY(std::is_sorted(findings.begin(), findings.end(),
                           [](const auto& a, const auto& b) { return a.severity < b.severity; }));
    QVERIFY(!hasError(lint(calm())));
}

void TestLintFixes::invalidPolicyIsOneFinding()
{
    LintInput input = calm();
    input.policy.options.batch = Percent(101);
    const auto findings = lint(input);
    QCOMPARE(findings.size(), std::size_t(1));
    QCOMPARE(findings.front().rule, std::string("range"));
    QVERIFY(hasError(findings));
}

void TestLintFixes::entityTellsItsFacts()
{
    EntityState state;
    const VersionId v1 = state.fleet.versions().intern("v1");
    std::vector<Fleet::Addition> additions;
    for (const char* name : {"a", "b", "c"})
        additions.push_back({"eu", name, Target{}});
    state.fleet.add(additions);
    state.rollout = {v1, v1, VersionId::None, v1};
    state.waves = {waveOf({true, 50}), waveOf({true, 100})};
    state.waves[1].group = "us";
    const LintInput input = lintInputOf(state, Seconds(30), Seconds(45));
    QCOMPARE(input.targets, 3);
    QCOMPARE(input.tick, Seconds(30));
    QCOMPARE(input.adopt, Milliseconds(45'000));
    QVERIFY(!*input.facts.hasLastKnownGood && *input.facts.isKnownBad);
    QVERIFY(*input.facts.waveSizes == (std::vector<std::int64_t>{1, 0, 2}));
    state.simulation = SimulationSettings{};
    QCOMPARE(lintInputOf(state, Seconds(30), Seconds(45)).tick, state.simulation->tick);
}

void TestLintFixes::wavesOfGroupsNeedAFleet()
{
    LintInput input = calm();
    input.policy.waves = {waveOf({true, 100})};
    input.policy.waves[0].group = "eu";
    QVERIFY(predict(input).needsFleet);
    QVERIFY(!predict(input).lastKnownGood);
    QVERIFY(!findingOf(input, "wave-empty"));
    input.facts.waveSizes = std::vector<std::int64_t>{20, 80};
    QVERIFY(!predict(input).needsFleet);
    QCOMPARE(*predict(input).lastKnownGood, Seconds(800));
}

QTEST_GUILESS_MAIN(TestLintFixes)
#include "tst_lint_fixes.moc"
