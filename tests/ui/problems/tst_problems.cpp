// The dock "Problems": findings as a model, then the pane over an engine.

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTest>

#include "tests/ui/support/page_fixture.h"
#include "ui/problems/findings_model.h"
#include "ui/problems/problems_page.h"

using namespace rollout;

namespace {

const RolloutOptions sound{Percent(10), Percent(100), Seconds(60), Seconds(120)};
const RolloutOptions impossible{Percent(10), Percent(100), Seconds(60), Seconds(60)};

PolicyReviewPtr reviewOf(std::vector<LintFinding> findings)
{
    PolicyReview review;
    review.findings = std::move(findings);
    return std::make_shared<const PolicyReview>(std::move(review));
}

LintFinding finding(const char* rule, Severity severity, const char* sentence)
{
    return {rule, severity, sentence, std::nullopt};
}

int rowOf(const QAbstractItemModel& model, const QString& rule)
{
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.index(row, 0).data(FindingsModel::RuleRole).toString() == rule)
            return row;
    return -1;
}

struct Pane
{
    PageFixture fixture;
    ProblemsPage page{fixture.context()};
    QListView* list = page.findChild<QListView*>(QStringLiteral("problemsList"));
    QLabel* headline = page.findChild<QLabel*>(QStringLiteral("problemsHeadline"));

    Pane()
    {
        page.resize(500, 300);
        page.show();
    }
    /// The button below the row of a rule; null when it has none.
    [[nodiscard]] QPushButton* fixOf(const QString& rule) const
    {
        const int row = rowOf(*list->model(), rule);
        QWidget* bar = row < 0 ? nullptr : list->indexWidget(list->model()->index(row, 0));
        return bar ? bar->findChild<QPushButton*>(QStringLiteral("applyFix")) : nullptr;
    }
};

} // namespace

class ProblemsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void modelSaysWhatWasFound()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        LintFinding windows = finding("H3", Severity::Error, "windows are impossible");
        windows.fix = LintFix{"raise the duration time-out", {}};
        model.show(reviewOf({windows, finding("H5", Severity::Info, "60 are exposed")}));
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex first = model.index(0);
        QCOMPARE(first.data(FindingsModel::CaptionRole).toString(), QStringLiteral("Error · H3"));
        QCOMPARE(first.data(FindingsModel::SentenceRole).toString(),
                 QStringLiteral("Windows are impossible."));
        QCOMPARE(first.data(FindingsModel::FixRole).toString(),
                 QStringLiteral("Apply: raise the duration time-out"));
        QCOMPARE(first.data().toString(), QStringLiteral("Error · H3: Windows are impossible."));
        QVERIFY(model.index(1).data(FindingsModel::FixRole).toString().isEmpty());
    }

    void rowsOfTheSameRulesStay()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(reviewOf({finding("H5", Severity::Info, "60 are exposed")}));
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.show(reviewOf({finding("H5", Severity::Info, "61 are exposed")}));
        QCOMPARE(resets.size(), 0);
        QCOMPARE(changes.size(), 1);
        model.show(reviewOf({finding("H4", Severity::Warning, "the tail is unprotected")}));
        QCOMPARE(resets.size(), 1);
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void saysWhatToDoWithoutAnEntity()
    {
        const Pane pane;
        QVERIFY(!pane.list->isVisible());
        QCOMPARE(pane.page.windowTitle(), QStringLiteral("Problems"));
    }

    void soundPoliciesAreSaidToBeSound()
    {
        Pane pane;
        QVERIFY(pane.fixture.addFleet("web", 50, 10, sound, 0.0));
        QTRY_VERIFY(pane.fixOf(QStringLiteral("H6"))); // as slow back as forward
        pane.fixOf(QStringLiteral("H6"))->click();
        QTRY_VERIFY2(pane.headline->text().contains(
                         QStringLiteral("No problems: this policy is sound for 50 targets")),
                     qPrintable(pane.headline->text()));
        QVERIFY(pane.headline->text().contains(
            QStringLiteral("As simulated: a step every 10 s, a version adopted in 20 s")));
        QCOMPARE(pane.page.windowTitle(), QStringLiteral("Problems"));
    }

    void aFixIsAppliedAndUndone()
    {
        Pane pane;
        QVERIFY(pane.fixture.addFleet("web", 50, 10, impossible, 0.0));
        QTRY_VERIFY(pane.page.windowTitle().startsWith(QStringLiteral("✗ Problems (")));
        QVERIFY(pane.headline->text().contains(QStringLiteral("1 error")));
        QPushButton* fix = pane.fixOf(QStringLiteral("H3"));
        QVERIFY(fix);
        QVERIFY(fix->accessibleName().startsWith(QStringLiteral("Apply: ")));
        QVERIFY(fix->isEnabled());
        fix->click();
        QCOMPARE(pane.fixture.undo.count(), 1);
        QTRY_VERIFY(pane.fixture.snapshot()->state.options.durationTimeout > Seconds(60));
        QTRY_VERIFY(!pane.headline->text().contains(QStringLiteral("1 error")));
        pane.fixture.undo.undo();
        QTRY_COMPARE(pane.fixture.snapshot()->state.options, impossible);
        QTRY_VERIFY(pane.headline->text().contains(QStringLiteral("1 error")));
    }

    void lockedEntitiesAreNotChanged()
    {
        Pane pane;
        QVERIFY(pane.fixture.addFleet("web", 50, 10, impossible, 0.0));
        QTRY_VERIFY(pane.fixOf(QStringLiteral("H3")));
        const EntityKey key = *pane.fixture.focus.entity();
        QVERIFY(pane.fixture.run([key](Orchestrator& engine) {
            (void)engine.apply(key, verb::Lock{}, {"ada", "audit"});
        }));
        QTRY_VERIFY(!pane.fixOf(QStringLiteral("H3"))->isEnabled());
        QVERIFY(pane.fixOf(QStringLiteral("H3"))->toolTip().contains(QStringLiteral("locked")));
    }

    void assumptionsForLiveFleetsAreNamed()
    {
        Pane pane;
        QVERIFY(pane.fixture.addFleet("web", 50, 10, sound, 0.0));
        const EntityKey key = *pane.fixture.focus.entity();
        QVERIFY(pane.fixture.run(
            [key](Orchestrator& engine) { (void)engine.setSimulation(key, std::nullopt); }));
        QTRY_VERIFY2(
            pane.headline->text().contains(QStringLiteral(
                "Estimated for a live fleet: a step every 10 s, a version adopted in 5 s")),
            qPrintable(pane.headline->text()));
    }

    void reviewsOnlyWhatChanged()
    {
        Pane pane;
        QVERIFY(pane.fixture.addFleet("web", 50, 10, sound, 0.0));
        PolicyReviewer reviewer(pane.fixture.session, Milliseconds(0));
        QSignalSpy reviews(&reviewer, &PolicyReviewer::reviewed);
        const SnapshotPtr before = pane.fixture.snapshot();
        reviewer.review(before, before->state.policy());
        QVERIFY(reviews.wait());
        QVERIFY(pane.fixture.step(3));
        const SnapshotPtr after = pane.fixture.snapshot();
        reviewer.review(after, after->state.policy());
        QVERIFY(pane.fixture.run([](Orchestrator&) {}));
        QCOMPARE(reviews.size(), 1);
        reviewer.review(after, {impossible, {}, {}, {}});
        QVERIFY(reviews.wait());
    }
};

QTEST_MAIN(ProblemsTest)
#include "tst_problems.moc"
