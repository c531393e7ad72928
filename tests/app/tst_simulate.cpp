// rolloutctl simulate as scripts use it: exact figures, names, exit codes.

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <sstream>

#include "ctl.h"

using namespace rollout;

namespace {

struct Ran
{
    int exitCode = -1;
    QString out;
    QString err;

    [[nodiscard]] QJsonObject json() const
    {
        return QJsonDocument::fromJson(out.toUtf8()).object();
    }
};

Ran simulate(const char* options)
{
    std::vector<std::string> words{"rolloutctl", "simulate"};
    const auto given = QByteArray(options).split(' ');
    for (const QByteArray& word : given)
        if (!word.isEmpty())
            words.push_back(word.toStdString());
    std::vector<const char*> argv;
    for (const auto& word : words)
        argv.push_back(word.c_str());
    std::ostringstream out;
    std::ostringstream err;
    ctl::Context context{out, err, ctl::Terminal::No, {}};
    const int exitCode = ctl::runCtl(static_cast<int>(argv.size()), argv.data(), context);
    return {exitCode, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

/// Follows "metrics.all.bad.mean" through the document.
QJsonValue at(const QJsonObject& document, const char* path)
{
    QJsonValue value = document;
    const auto keys = QString::fromLatin1(path).split(QLatin1Char('.'));
    for (const QString& key : keys) {
        if (!value.toObject().contains(key))
            return QJsonValue(QJsonValue::Undefined);
        value = value.toObject().value(key);
    }
    return value;
}

} // namespace

class TestSimulate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresOfABadVersion_data();
    void figuresOfABadVersion();
    void figuresOfAGoodVersion();
    void namesEveryMetricTwice();
    void threadsAndRunsAgree();
    void delaysAreDistributed();
    void expectationDecidesTheExitCode_data();
    void expectationDecidesTheExitCode();
    void endsWhenTold();
    void printsATable();
    void refuses_data();
    void refuses();
};

void TestSimulate::figuresOfABadVersion_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QJsonValue>("expected");
    const auto add = [](const char* path, const QJsonValue& expected) {
        QTest::newRow(path) << QByteArray(path) << expected;
    };
    add("runs", 1);
    add("seed", 1);
    add("policy.batchPercent", 10);
    add("policy.successPercent", 100);
    add("policy.successTimeoutSecs", 60);
    add("policy.durationTimeoutSecs", 120);
    add("policy.batch", 10);
    add("policy.needed", 100);
    add("policy.tolerated", 1);
    add("outcomes.completed", 0);
    add("outcomes.rolledBack", 1);
    add("outcomes.unfinished", 0);
    add("outcomes.badBecameGood", 0);
    add("metrics.all.timeToDetect.mean", 130);
    add("metrics.all.timeToDetect.n", 1);
    add("metrics.all.timeToDetect.stderr", QJsonValue());
    add("metrics.all.timeToDetect.p05", 130);
    add("metrics.all.timeToDetect.p50", 130);
    add("metrics.all.timeToDetect.p95", 130);
    add("metrics.rolledBack.assigned.mean", 10);
    add("metrics.rolledBack.bad.mean", 10);
    add("metrics.rolledBack.timeToRolledBack.mean", 150);
    add("metrics.rolledBack.badTargetSeconds.mean", 1400);
    add("metrics.rolledBack.targetsLost.mean", 0);
    add("metrics.all.timeToComplete.n", 0);
    add("metrics.all.timeToComplete.mean", QJsonValue());
    add("metrics.all.timeToLastKnownGood.p95", QJsonValue());
}

void TestSimulate::figuresOfABadVersion()
{
    QFETCH(QByteArray, path);
    QFETCH(QJsonValue, expected);
    const Ran ran = simulate("--batch-percent 10 --fail-probability 1 --json");
    QCOMPARE(ran.exitCode, 0);
    QCOMPARE(ran.err, QString());
    QCOMPARE(at(ran.json(), path.constData()), expected);
}

void TestSimulate::figuresOfAGoodVersion()
{
    const QJsonObject json = simulate("--batch-percent 10 --json").json();
    QCOMPARE(at(json, "outcomes.completed"), QJsonValue(1));
    QCOMPARE(at(json, "metrics.all.timeToLastKnownGood.mean"), QJsonValue(800));
    QCOMPARE(at(json, "metrics.all.timeToComplete.mean"), QJsonValue(800));
    QCOMPARE(at(json, "metrics.rolledBack.assigned.n"), QJsonValue(0));
}

void TestSimulate::namesEveryMetricTwice()
{
    const QJsonObject json = simulate("--json").json();
    const QStringList names{QStringLiteral("assigned"),
                            QStringLiteral("bad"),
                            QStringLiteral("badTargetSeconds"),
                            QStringLiteral("targetsLost"),
                            QStringLiteral("timeToComplete"),
                            QStringLiteral("timeToDetect"),
                            QStringLiteral("timeToLastKnownGood"),
                            QStringLiteral("timeToRolledBack")};
    QCOMPARE(at(json, "metrics.all").toObject().keys(), names);
    QCOMPARE(at(json, "metrics.rolledBack").toObject().keys(), names);
    QCOMPARE(json.keys().join(QLatin1Char(' ')),
             QStringLiteral("digest metrics outcomes policy runs seed"));
}

void TestSimulate::threadsAndRunsAgree()
{
    const char* const options = "--fail-probability 0.02 --runs 50 --seed 7 --json --threads 1";
    const Ran one = simulate(options);
    const Ran three = simulate("--fail-probability 0.02 --runs 50 --seed 7 --json --threads 3");
    QCOMPARE(one.out, three.out);
    QCOMPARE(at(one.json(), "seed"), QJsonValue(7));
    const Ran other = simulate("--fail-probability 0.02 --runs 50 --seed 8 --json --threads 3");
    QVERIFY(at(other.json(), "digest") != at(one.json(), "digest"));
}

void TestSimulate::delaysAreDistributed()
{
    const auto complete = [](const char* options) {
        return at(simulate(options).json(), "metrics.all.timeToLastKnownGood.mean").toDouble();
    };
    // Without spread both ways of saying it are the same.
    QCOMPARE(complete("--json --adopt-median 20 --adopt-sigma 0"), complete("--json --adopt 20"));
    QVERIFY(complete("--json --adopt-median 20 --adopt-sigma 0.5 --duration-timeout 900")
            > complete("--json --adopt 20 --duration-timeout 900"));
}

void TestSimulate::expectationDecidesTheExitCode_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<int>("exitCode");
    const auto add = [](const char* options, int exitCode) {
        QTest::newRow(options) << QByteArray(options) << exitCode;
    };
    add("--fail-probability 1", 0);
    add("--fail-probability 1 --expect success", 1);
    add("--fail-probability 1 --expect rollback", 0);
    add("--expect success", 0);
    add("--expect rollback", 1);
    add("--expect success --until 100", 1);
    add("--expect success --fail-probability 0.005 --runs 50", 1); // only some of them succeed
}

void TestSimulate::expectationDecidesTheExitCode()
{
    QFETCH(QByteArray, options);
    QFETCH(int, exitCode);
    QCOMPARE(simulate(options.constData()).exitCode, exitCode);
}

void TestSimulate::endsWhenTold()
{
    const QJsonObject json = simulate("--json --batch-percent 10 --until 790").json();
    QCOMPARE(at(json, "outcomes.unfinished"), QJsonValue(1));
    QCOMPARE(at(json, "metrics.all.assigned.mean"), QJsonValue(100));
}

void TestSimulate::printsATable()
{
    const Ran ran = simulate("--batch-percent 10 --fail-probability 1");
    QCOMPARE(ran.exitCode, 0);
    QVERIFY(ran.out.contains(QStringLiteral("rolled back 1, unfinished 0")));
    QVERIFY(ran.out.contains(QRegularExpression(QStringLiteral("bad target-seconds +1 +1400"))));
}

void TestSimulate::refuses_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("reason");
    const auto add = [](const char* options, const char* reason) {
        QTest::newRow(options) << QByteArray(options) << QByteArray(reason);
    };
    add("--targets abc", "--targets: \"abc\" should be a whole number from 1 to 10000000");
    add("--targets 0", "--targets: \"0\" should be a whole number from 1");
    add("--batch-percent 101", "--batch-percent: \"101\" should be a whole number from 0 to 100");
    add("--success-percent -1", "--success-percent: \"-1\" should be");
    add("--fail-probability 1.01", "should be a probability from 0 to 1");
    add("--false-positive nan", "should be a probability from 0 to 1");
    add("--tick 0", "--tick: \"0\" should be whole seconds from 1");
    add("--success-timeout 999999999", "--success-timeout: \"999999999\" should be whole seconds");
    add("--adopt -1", "--adopt: \"-1\" should be seconds from 0");
    add("--adopt-sigma 1", "--adopt-sigma requires --adopt-median");
    add("--adopt 1 --adopt-median 1", "--adopt-median");
    add("--expect luck", "\"luck\" should be success or rollback");
    add("--groups 101", "the number of groups is 101, right would be 1 to 100");
    add("--runs 1.5", "--runs: \"1.5\" should be a whole number from 1");
}

void TestSimulate::refuses()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, reason);
    const Ran ran = simulate(options.constData());
    QCOMPARE(ran.exitCode, 2);
    QCOMPARE(ran.out, QString());
    QCOMPARE(ran.err.count(QLatin1Char('\n')), 1);
    QVERIFY2(ran.err.contains(QString::fromUtf8(reason)), qPrintable(ran.err));
}

QTEST_GUILESS_MAIN(TestSimulate)
#include "tst_simulate.moc"
