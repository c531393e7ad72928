// What takes long, in the dock of jobs: progress, cancel, outcome.

#include <QDockWidget>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStatusBar>
#include <QTest>
#include <QToolButton>

#include "tests/ui/shell/window_bench.h"
#include "ui/common/icons.h"
#include "ui/common/jobs.h"

using namespace rollout;

class JobsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void anEndIsListed_data()
    {
        QTest::addColumn<Jobs::Listed>("listed");
        QTest::addColumn<JobState>("state");
        QTest::addColumn<int>("count");
        QTest::newRow("done") << Jobs::Listed::AtOnce << JobState::Done << 1;
        QTest::newRow("failed") << Jobs::Listed::AtOnce << JobState::Failed << 1;
        QTest::newRow("short and done") << Jobs::Listed::WhenLong << JobState::Done << 0;
        QTest::newRow("short and failed") << Jobs::Listed::WhenLong << JobState::Failed << 1;
    }
    void anEndIsListed()
    {
        QFETCH(const Jobs::Listed, listed);
        QFETCH(const JobState, state);
        QFETCH(const int, count);
        Jobs jobs;
        const int id = jobs.begin(QStringLiteral("work"), {}, listed);
        jobs.end(id, state, QStringLiteral("That was it."));
        QCOMPARE(std::ssize(jobs.entries()), count);
        if (count > 0)
            QVERIFY(jobs.entries().front().state == state);
        jobs.end(id, JobState::Cancelled); // it is over
        jobs.clearFinished();
        QVERIFY(jobs.entries().empty());
    }

    void longWorkIsListedInTheEnd()
    {
        Jobs jobs;
        const int id = jobs.begin(QStringLiteral("work"), {}, Jobs::Listed::WhenLong);
        QVERIFY(jobs.entries().empty());
        QTRY_COMPARE(jobs.running(), 1);
        jobs.end(id, JobState::Done);
        QCOMPARE(jobs.running(), 0);
    }

    void theOldestGo()
    {
        Jobs jobs;
        const int first = jobs.begin(QStringLiteral("runs on"), {});
        for (int i = 0; i < 60; ++i)
            jobs.end(jobs.begin(QString::number(i), {}), JobState::Done);
        QCOMPARE(jobs.entries().size(), std::size_t(50));
        QCOMPARE(jobs.entries().back().id, first);
        QCOMPARE(jobs.entries().front().title, QStringLiteral("59"));
    }

    void anImportIsAJob()
    {
        WindowBench bench;
        auto* dock = bench.find<QDockWidget>("dock_jobs");
        QVERIFY(!dock->isVisible() && !dock->toggleViewAction()->isEnabled());
        QVERIFY(!bench.window->statusBar()->isVisible());
        bench.importFleet(3);
        QTRY_COMPARE(bench.session.jobs().running(), 0);
        QCOMPARE(bench.session.jobs().entries().front().title, QStringLiteral("Reading shop.csv"));
        QVERIFY(!dock->isVisible()); // only who wants to see it does
        bench.find<QToolButton>("jobsInShort")->click();
        QVERIFY(dock->isVisible());
        QCOMPARE(bench.find<QLabel>("jobOutcome")->text(), QStringLiteral("✓ done"));
        bench.find<QToolButton>("clearJobs")->click();
        QVERIFY(!dock->isVisible() && !bench.window->statusBar()->isVisible());
    }

    void aFailureHasItsSentence()
    {
        WindowBench bench;
        bench.window->commands().importFile(bench.writeFleet(0));
        bench.find<QPushButton>("importVerb")->click();
        QTRY_VERIFY(!bench.session.jobs().entries().empty() && bench.session.jobs().running() == 0);
        const JobEntry& entry = bench.session.jobs().entries().front();
        QVERIFY(entry.state == JobState::Failed);
        QVERIFY2(entry.outcome.contains(QStringLiteral("names no target")),
                 qPrintable(entry.outcome));
    }

    void progressIsShownAndWorkCancelled()
    {
        WindowBench bench;
        Jobs& jobs = bench.session.jobs();
        bool isCancelled = false;
        int id = 0;
        id = jobs.begin(QStringLiteral("Counting"), [&] {
            isCancelled = true;
            jobs.end(id, JobState::Cancelled);
        });
        bench.find<QToolButton>("jobsInShort")->click();
        auto* bar = bench.find<QProgressBar>("jobProgress");
        QCOMPARE(bar->maximum(), 0); // not known yet
        jobs.progress(id, 0.25);
        QCOMPARE(bar->value() * 4, bar->maximum());
        bench.find<QPushButton>("cancelJob")->click();
        QVERIFY(isCancelled);
        QCOMPARE(jobs.running(), 0);
    }

    void aStoreThatCannotBeOpenedIsListed()
    {
        WindowBench bench;
        bench.open(QStringLiteral("sqlite:/nowhere/at/all.db"));
        QTRY_VERIFY(!bench.session.jobs().entries().empty());
        const JobEntry& entry = bench.session.jobs().entries().front();
        QVERIFY(entry.state == JobState::Failed && !entry.outcome.isEmpty());
        QVERIFY(entry.title.startsWith(QStringLiteral("Opening ")));
    }
};

QTEST_MAIN(JobsTest)
#include "tst_jobs.moc"
