// The tab "What-if", by the names of what is in it.

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "tests/ui/support/page_fixture.h"
#include "ui/inspector/inspector_page.h"
#include "ui/whatif/whatif_export.h"
#include "ui/whatif/whatif_page.h"

using namespace rollout;

namespace {

const RolloutOptions options{Percent(20), Percent(95), Seconds(60), Seconds(120)};

template <typename Widget>
Widget* in(const QWidget& page, const char* name)
{
    return page.findChild<Widget*>(QLatin1String(name));
}

void tick(const QWidget& page, const QStringList& names)
{
    auto* list = in<QListWidget>(page, "whatIfPolicies");
    for (int row = 0; row < list->count(); ++row)
        list->item(row)->setCheckState(names.contains(list->item(row)->text()) ? Qt::Checked
                                                                               : Qt::Unchecked);
}

/// 200 runs of two policies on the fixture's fleet.
bool compare(WhatIfPage& page)
{
    in<QComboBox>(page, "whatIfRuns")->setCurrentIndex(0);
    tick(page, {QStringLiteral("current policy"), QStringLiteral("default")});
    in<QPushButton>(page, "whatIfRun")->click();
    return QTest::qWaitFor([&] { return in<QPushButton>(page, "whatIfRun")->isVisible(); }, 60000);
}

} // namespace

class WhatIfPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        QVERIFY(m_fixture->addFleet("web", 50, 10, options, 0.5));
        m_page = std::make_unique<WhatIfPage>(m_fixture->context());
        m_page->resize(900, 700);
        m_page->show();
        m_page->showSnapshot(m_fixture->snapshot());
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void showsNothingBeforeTheFirst()
    {
        QVERIFY(!in<QToolButton>(*m_page, "viewAsTable")->isEnabled());
        QVERIFY(!in<QLabel>(*m_page, "whatIfCaption")->isVisible());
        QVERIFY(!in<QPushButton>(*m_page, "whatIfCancel")->isVisible());
    }

    void comparesTheEntitysPolicy()
    {
        QVERIFY(compare(*m_page));
        const QString caption = in<QLabel>(*m_page, "whatIfCaption")->text();
        QVERIFY2(caption.startsWith(QStringLiteral("200 runs")), qPrintable(caption));
        QVERIFY2(caption.contains(QStringLiteral("seed 1"))
                     && caption.contains(QStringLiteral("prod / web, 50 targets")),
                 qPrintable(caption));
        const auto* outcomes = in<QWidget>(*m_page, "outcomeChart");
        QVERIFY(outcomes->isVisible());
        QVERIFY2(outcomes->accessibleDescription().contains(QStringLiteral("default: a good")),
                 qPrintable(outcomes->accessibleDescription()));
        for (const auto& [button, face] :
             {std::pair("showFans", "fanChart"), std::pair("showTrade", "tradeChart"),
              std::pair("showDistribution", "distributionChart"),
              std::pair("showDifferences", "differenceChart"),
              std::pair("viewAsTable", "whatIfTable"), std::pair("showOutcomes", "outcomeChart")}) {
            in<QToolButton>(*m_page, button)->click();
            QVERIFY2(in<QWidget>(*m_page, face)->isVisible(), face);
        }
    }

    void aFigureIsShownRunByRun()
    {
        QVERIFY(compare(*m_page));
        auto* metric = in<QComboBox>(*m_page, "whatIfMetric");
        QVERIFY(!metric->isVisible());
        in<QToolButton>(*m_page, "showDistribution")->click();
        QVERIFY(metric->isVisible());
        const auto* distribution = in<QWidget>(*m_page, "distributionChart");
        QVERIFY2(distribution->accessibleDescription().startsWith(
                     QStringLiteral("Exposure, target-minutes: current policy: at most")),
                 qPrintable(distribution->accessibleDescription()));
        const QImage exposure = m_page->grab().toImage();
        metric->setCurrentIndex(metric->findText(QStringLiteral("To detect")));
        QVERIFY(distribution->accessibleDescription().startsWith(QStringLiteral("To detect:")));
        QVERIFY(m_page->grab().toImage() != exposure);
        in<QToolButton>(*m_page, "showDifferences")->click();
        const auto* differences = in<QWidget>(*m_page, "differenceChart");
        QVERIFY2(differences->accessibleDescription().startsWith(
                     QStringLiteral("To detect. default less current policy: ")),
                 qPrintable(differences->accessibleDescription()));
        QCOMPARE(metric->findText(QStringLiteral("False rollback")), -1); // a share of runs
        in<QToolButton>(*m_page, "showOutcomes")->click();
        QVERIFY(!metric->isVisible());
    }

    void rowsAreCopied()
    {
        QVERIFY(compare(*m_page));
        in<QToolButton>(*m_page, "viewAsTable")->click();
        in<QTableView>(*m_page, "whatIfTable")->selectRow(1);
        m_page->findChild<QAction*>(QStringLiteral("copyRows"))->trigger();
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QVERIFY(lines[0].startsWith(QStringLiteral("Figure\tVersion\tcurrent policy\tdefault")));
        QVERIFY(lines[1].startsWith(QStringLiteral("Until complete\tgood\t")));
    }

    void exportsWhatIsShown_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("picture") << QStringLiteral("png") << QByteArray("\x89PNG");
        QTest::newRow("drawing") << QStringLiteral("svg") << QByteArray("<?xml");
        QTest::newRow("document") << QStringLiteral("pdf") << QByteArray("%PDF");
        QTest::newRow("table") << QStringLiteral("csv") << QByteArray("metric,unit");
        QTest::newRow("report") << QStringLiteral("html") << QByteArray("<!doctype html>");
    }
    void exportsWhatIsShown()
    {
        QFETCH(QString, ending);
        QFETCH(QByteArray, begins);
        QVERIFY(compare(*m_page));
        const QString path = m_fixture->folder.filePath(QStringLiteral("x.") + ending);
        m_fixture->prompts.answers.push_back(path);
        m_page->findChild<QAction*>(QStringLiteral("export_") + ending)->trigger();
        auto* note = in<QLabel>(*m_page, "whatIfNote");
        QTRY_COMPARE(note->text(), QStringLiteral("Wrote %1.").arg(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.startsWith(begins) && bytes.size() > 1000);
        if (ending == u"pdf")
            QCOMPARE(bytes.count("/Type /Page\n"), 6); // the five charts and the table
    }

    void aPolicyGoesIntoTheEditor()
    {
        InspectorPage inspector(m_fixture->context());
        inspector.show();
        inspector.showSnapshot(m_fixture->snapshot());
        QVERIFY(compare(*m_page));
        QSignalSpy asked(&m_fixture->focus, &Focus::pageAsked);
        m_page->findChild<QAction*>(QStringLiteral("use_default"))->trigger();
        QCOMPARE(asked.size(), 1);
        const auto* note = in<QLabel>(inspector, "libraryNote");
        QVERIFY2(
            note->text().startsWith(QStringLiteral("default is in the editor, not applied yet.")),
            qPrintable(note->text()));
        in<QPushButton>(inspector, "applyOptions")->click();
        QTRY_COMPARE(m_fixture->snapshot()->state.options.batch.value(), 5);
        QCOMPARE(m_fixture->undo.count(), 1);
        QCOMPARE(m_page->commands().size(), std::size_t(2));
    }

    void cancelKeepsWhatThereIs()
    {
        in<QComboBox>(*m_page, "whatIfRuns")->setCurrentIndex(2);
        in<QPushButton>(*m_page, "whatIfRun")->click();
        auto* caption = in<QLabel>(*m_page, "whatIfCaption");
        QTRY_VERIFY_WITH_TIMEOUT(caption->isVisible(), 60000);
        in<QPushButton>(*m_page, "whatIfCancel")->click();
        QVERIFY(in<QPushButton>(*m_page, "whatIfRun")->isVisible());
        QVERIFY(in<QLabel>(*m_page, "whatIfNote")->text().startsWith(QStringLiteral("Cancelled")));
        QVERIFY2(caption->text().contains(QStringLiteral("of 10,000 runs")),
                 qPrintable(caption->text()));
    }

    void noPolicyIsComplainedOf()
    {
        tick(*m_page, {});
        in<QPushButton>(*m_page, "whatIfRun")->click();
        QCOMPARE(in<QLabel>(*m_page, "whatIfNote")->text(),
                 QStringLiteral("⚠ Tick at least one policy."));
        QVERIFY(in<QPushButton>(*m_page, "whatIfRun")->isVisible());
    }

    void savedPoliciesAreOffered()
    {
        NamedPolicy named{"night", {}, {}};
        QVERIFY(m_fixture->run([&](Orchestrator& engine) { (void)engine.savePolicy(named); }));
        m_page->hide();
        m_page->show();
        const auto* list = in<QListWidget>(*m_page, "whatIfPolicies");
        QTRY_VERIFY(!list->findItems(QStringLiteral("night"), Qt::MatchExactly).isEmpty());
        QCOMPARE(list->item(0)->text(), QStringLiteral("current policy"));
        QCOMPARE(list->item(0)->checkState(), Qt::Checked);
    }

    void aFileThatIsNoScenarioIsComplainedOf()
    {
        const QString path = m_fixture->folder.filePath(QStringLiteral("broken.yaml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("fleet: 3\n") > 0);
        file.close();
        m_fixture->prompts.answers.push_back(path);
        auto* fleet = in<QComboBox>(*m_page, "whatIfFleet");
        Q_EMIT fleet->activated(fleet->count() - 1);
        QCOMPARE(fleet->currentText(), QStringLiteral("broken.yaml"));
        QVERIFY(!in<QComboBox>(*m_page, "whatIfModel")->isEnabled());
        in<QPushButton>(*m_page, "whatIfRun")->click();
        auto* note = in<QLabel>(*m_page, "whatIfNote");
        QTRY_VERIFY2(note->text().contains(QStringLiteral("broken.yaml:1:8")),
                     qPrintable(note->text()));
    }

    void anotherEntityBeginsAnew()
    {
        QVERIFY(compare(*m_page));
        QVERIFY(m_fixture->addFleet("db", 10, 10, options, 0.5));
        m_page->showSnapshot(m_fixture->snapshot());
        QVERIFY(!in<QLabel>(*m_page, "whatIfCaption")->isVisible());
        QVERIFY(!in<QToolButton>(*m_page, "whatIfExport")->isEnabled());
    }

private:
    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<WhatIfPage> m_page;
};

QTEST_MAIN(WhatIfPageTest)
#include "tst_whatif_page.moc"
