// For how long the journal is kept, chosen in the window.

#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSpinBox>

#include "tests/ui/shell/window_bench.h"
#include "ui/common/icons.h"
#include "ui/shell/retention_dialog.h"

using namespace rollout;

class RetentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void theJournalIsKeptForAsLongAsChosen();
    void whatWouldGoIsCounted_data();
    void whatWouldGoIsCounted();
};

void RetentionTest::theJournalIsKeptForAsLongAsChosen()
{
    using Kept = std::optional<std::chrono::days>;
    WindowBench bench;
    bench.importFleet(3);
    const auto stored = [&] {
        std::optional<Kept> kept;
        bench.session.attempt(
            bench.window.get(), [](Orchestrator& engine) { return engine.retention(); },
            [&](const Kept& answer) { kept = answer; });
        [&] { QTRY_VERIFY(kept); }();
        return kept.value_or(std::chrono::days(-1));
    };
    QCOMPARE(stored(), Kept());
    bench.trigger(Command::Retention);
    QTRY_VERIFY(bench.find<QRadioButton>("keepForEver"));
    QVERIFY(bench.find<QRadioButton>("keepForEver")->isChecked()); // off by default
    QVERIFY(!bench.find<QPushButton>("retentionVerb")->isEnabled());
    bench.find<QRadioButton>("keepSome")->setChecked(true);
    bench.find<QSpinBox>("keepDays")->setValue(30);
    QVERIFY(!bench.find<QPushButton>("retentionVerb")->isEnabled()); // what goes is not known yet
    QTRY_VERIFY(bench.find<QPushButton>("retentionVerb")->isEnabled());
    QCOMPARE(bench.find<QLabel>("retentionForecast")->text(),
             QStringLiteral("No event is older than 30 days: nothing is deleted now."));
    bench.find<QPushButton>("retentionCancel")->click();
    QCOMPARE(stored(), Kept());
    QTRY_VERIFY(!bench.find<QPushButton>("retentionVerb"));
    bench.trigger(Command::Retention);
    QTRY_VERIFY(bench.find<QRadioButton>("keepSome"));
    bench.find<QRadioButton>("keepSome")->setChecked(true);
    bench.find<QSpinBox>("keepDays")->setValue(30);
    QTRY_VERIFY(bench.find<QPushButton>("retentionVerb")->isEnabled());
    QCOMPARE(bench.find<QPushButton>("retentionVerb")->text(), QStringLiteral("Keep for 30 days"));
    bench.find<QPushButton>("retentionVerb")->click();
    QTRY_COMPARE(bench.window->messages().sentence(),
                 QStringLiteral("The journal is kept for 30 days."));
    QCOMPARE(stored(), Kept(std::chrono::days(30)));
    bench.find<QPushButton>("messageButton")->click(); // undo
    QCOMPARE(stored(), Kept());
    bench.trigger(Command::Redo);
    QCOMPARE(stored(), Kept(std::chrono::days(30)));
}

void RetentionTest::whatWouldGoIsCounted_data()
{
    QTest::addColumn<RetentionForecast>("forecast");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing") << RetentionForecast{}
                             << QStringLiteral("No event is older than 7 days");
    QTest::newRow("some") << RetentionForecast{1200, 2, false}
                          << QStringLiteral("Up to 1,200 events of 2 entities are older");
    QTest::newRow("many") << RetentionForecast{5000, 1, true}
                          << QStringLiteral("More than 5,000 events of 1 entity are older");
}

void RetentionTest::whatWouldGoIsCounted()
{
    QFETCH(const RetentionForecast, forecast);
    QFETCH(const QString, sentence);
    const QString words = forecastText(forecast, std::chrono::days(7));
    QVERIFY2(words.startsWith(sentence), qPrintable(words));
    // A live entity's rows are as old as the clock says.
    WindowBench bench;
    bench.importFleet(3, true);
    std::int64_t counted = -1;
    bench.session.attempt(
        bench.window.get(),
        [](Orchestrator& engine) {
            return forecastRetention(engine, std::chrono::days(7),
                                     SystemClock().now() + std::chrono::days(8));
        },
        [&](const RetentionForecast& answer) { counted = answer.rows; });
    QTRY_VERIFY(counted > 3); // the targets, and the entity itself
}

QTEST_MAIN(RetentionTest)
#include "tst_retention.moc"
