// rolloutctl lint and policy, and simulate --policy: exact figures, names, exit codes.

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "ctl_run.h"

using namespace rollout::test;

namespace {

/// Follows "predictions.allBad.exposed" through the document.
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

QStringList rulesOf(const QJsonObject& document)
{
    QStringList rules;
    const QJsonArray findings = document.value(QLatin1String("findings")).toArray();
    for (const QJsonValue& finding : findings)
        rules.append(finding[QLatin1String("severity")].toString() + QLatin1Char(' ')
                     + finding[QLatin1String("rule")].toString());
    return rules;
}

} // namespace

class TestPolicyCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lintsByTheFigures_data();
    void lintsByTheFigures();
    void lintFailsOnAnError();
    void lintForPeople();
    void fixIsAPolicyFile();
    void optionsOverrideThePolicy();
    void lintsAnEntity();
    void simulatesWaves();
    void lintPredictsWhatSimulateDoes_data();
    void lintPredictsWhatSimulateDoes();
    void listsAndShows();
    void setsAndExports();
    void savesAndDeletes();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] Ran onStore(const QString& words) const
    {
        return run(words.split(QLatin1Char(' ')) + QStringList{QStringLiteral("--store"), m_store});
    }
    [[nodiscard]] QString file(const char* name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    void write(const char* name, const char* text) const
    {
        QFile written(file(name));
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;
};

void TestPolicyCommands::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
    m_store = QStringLiteral("sqlite:") + m_folder->filePath(QStringLiteral("a.db"));
}

void TestPolicyCommands::lintsByTheFigures_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    const auto add = [](const char* options, const char* path, const QJsonValue& value) {
        QTest::addRow("%s of %s", path, options)
            << QString::fromLatin1(options) << QString::fromLatin1(path) << value;
    };
    add("", "limits.batch", 5);
    add("", "predictions.timeToComplete", 1600);
    add("", "predictions.allBad.timeToDetect", 130);
    add("", "predictions.rollBackAllSecs", 10 + 19 * 80 + 10);
    add("--batch-percent 20 --success-percent 50 --success-timeout 0 --duration-timeout 3600",
        "predictions.allBad.exposed", 60);
    add("--batch-percent 20 --success-percent 50 --success-timeout 0 --duration-timeout 3600",
        "predictions.allBad.timeToDetect", 10'830);
    add("--targets 1000 --batch-percent 10 --duration-timeout 3600", "predictions.leakFactor", 46);
    add("--duration-timeout 60", "predictions.isPossible", false);
    add("--duration-timeout 60", "predictions.goodRolledBack", 70);
    add("--duration-timeout 60", "predictions.timeToComplete", QJsonValue::Null);
    add("--adopt 45.5", "predictions.goodSlotSecs", 120);
    add("--tick 30", "predictions.goodSlotSecs", 120);
    add("--policy kubernetes-rolling-update", "limits.batch", 25);
    add("--policy aws-slow-forward-fast-back", "limits.rollbackBatch", 33);
    add("--policy nomad --targets 500", "predictions.allBad.exposed", 1);
    add("--policy argo-canary", "predictions.waitsForPeople", true);
    add("--policy argo-canary", "predictions.waves", QJsonArray{20, 20, 20, 20, 20});
}

void TestPolicyCommands::lintsByTheFigures()
{
    QFETCH(QString, options);
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    const Ran ran = run(qPrintable(QStringLiteral("lint --json ") + options));
    QVERIFY2(ran.err.isEmpty(), qPrintable(ran.err));
    QCOMPARE(at(ran.json(), qPrintable(path)), value);
}

void TestPolicyCommands::lintFailsOnAnError()
{
    const Ran bad = run("lint --json --duration-timeout 60");
    QCOMPARE(bad.exitCode, 1);
    QCOMPARE(rulesOf(bad.json()).front(), QStringLiteral("error H3"));
    const Ran warned = run("lint --json --success-percent 50");
    QCOMPARE(warned.exitCode, 0);
    QVERIFY(rulesOf(warned.json()).contains(QStringLiteral("warning H4")));
}

void TestPolicyCommands::lintForPeople()
{
    const QString out = run("lint --policy aws-waves --targets 1000").out;
    QVERIFY(out.contains(QLatin1String("batch 330, needed 1000, tolerated 1")));
    QVERIFY(out.contains(QLatin1String("waves of 1, 100, 300, 599 targets, and 0 after them")));
    QVERIFY(out.contains(QLatin1String("on 1 target, detected after 850 s")));
    const QString tail = run("lint --success-percent 50").out;
    QVERIFY(tail.contains(QLatin1String("\nwarning H4: Once 50 of 100 targets have succeeded")));
    QVERIFY(tail.contains(QLatin1String("\n  fix: Watch a good version for ")));
}

// What a fix says is a file that lint has nothing to say of in that respect.
void TestPolicyCommands::fixIsAPolicyFile()
{
    const Ran ran = run("lint --json --duration-timeout 60");
    const QJsonValue finding = ran.json().value(QLatin1String("findings")).toArray().first();
    QCOMPARE(finding[QLatin1String("fix")][QLatin1String("label")].toString(),
             QStringLiteral("Raise the duration time-out to 90 s"));
    write("fixed.yaml",
          finding[QLatin1String("fix")][QLatin1String("policy")].toString().toUtf8().constData());
    const Ran fixed = run({QStringLiteral("lint"), QStringLiteral("--json"),
                           QStringLiteral("--policy"), file("fixed.yaml")});
    QCOMPARE(fixed.exitCode, 0);
    QVERIFY(!rulesOf(fixed.json()).join(QLatin1Char(' ')).contains(QLatin1String("H3")));
}

void TestPolicyCommands::optionsOverrideThePolicy()
{
    const QJsonObject json = run("lint --json --policy aws-waves --batch-percent 7").json();
    QCOMPARE(at(json, "options.batchPercent"), QJsonValue(7));
    QCOMPARE(at(json, "options.successTimeoutSecs"), QJsonValue(600));
    QVERIFY(at(json, "policy").toString().contains(QLatin1String("name: one box")));
}

void TestPolicyCommands::lintsAnEntity()
{
    write("fleet.csv", "name,group\na,eu\nb,eu\nc,us\n");
    QCOMPARE(onStore(QStringLiteral("import ") + file("fleet.csv")
                     + QStringLiteral(" --namespace n --entity e"))
                 .exitCode,
             0);
    write("mine.yaml", "batch: 50 %\nwaves:\n  - {group: eu, size: 100 %}\n  - group: mars\n");
    const Ran set = onStore(QStringLiteral("policy set n e ") + file("mine.yaml"));
    QCOMPARE(set.exitCode, 0);
    QVERIFY(set.out.startsWith(QLatin1String("n/e: policy is mine now\nlint finds ")));
    const QJsonObject json = onStore(QStringLiteral("lint n e --json")).json();
    QCOMPARE(at(json, "targets"), QJsonValue(3));
    QCOMPARE(at(json, "predictions.waves"), QJsonValue(QJsonArray{2, 0, 1}));
    QVERIFY(rulesOf(json).contains(QStringLiteral("warning wave-empty")));
    QVERIFY(rulesOf(json).contains(QStringLiteral("warning H11")));
    // Another policy on the same fleet; the entity keeps its own.
    const QJsonObject other = onStore(QStringLiteral("lint n e --json --policy nomad")).json();
    QCOMPARE(at(other, "predictions.waves"), QJsonValue(QJsonArray{3, 0}));
    QCOMPARE(onStore(QStringLiteral("lint n e --json")).json(), json);
}

void TestPolicyCommands::simulatesWaves()
{
    const QJsonObject bad = run("simulate --json --policy aws-waves --fail-probability 1").json();
    QCOMPARE(at(bad, "metrics.all.assigned.mean"), QJsonValue(1.0));
    QVERIFY(at(bad, "policy.guards").toString().contains(QLatin1String("wave=[1]")));
    // A policy that asks nothing is the four options.
    const QJsonObject plain = run("simulate --json --fail-probability 0.01 --runs 20").json();
    const QJsonObject named =
        run("simulate --json --policy default --fail-probability 0.01 --runs 20").json();
    QCOMPARE(named, plain);
    QVERIFY(at(plain, "policy.guards").isUndefined());
}

void TestPolicyCommands::lintPredictsWhatSimulateDoes_data()
{
    QTest::addColumn<QString>("options");
    const QJsonArray rows =
        run("policy list --json").json().value(QLatin1String("policies")).toArray();
    QVERIFY(rows.size() >= 12);
    for (const QJsonValue& row : rows)
        for (const char* targets : {"7", "100", "250"})
            QTest::addRow("%s of %s", targets, qPrintable(row[QLatin1String("name")].toString()))
                << QStringLiteral(" --json --policy %1 --targets %2 --adopt 25")
                       .arg(row[QLatin1String("name")].toString(), QLatin1String(targets));
}

void TestPolicyCommands::lintPredictsWhatSimulateDoes()
{
    QFETCH(QString, options);
    const QJsonObject lint = run(qPrintable(QStringLiteral("lint") + options)).json();
    const QJsonObject good = run(qPrintable(QStringLiteral("simulate") + options)).json();
    const QJsonObject bad =
        run(qPrintable(QStringLiteral("simulate --fail-probability 1") + options)).json();
    for (const char* time : {"timeToLastKnownGood", "timeToComplete"})
        QCOMPARE(
            at(lint, qPrintable(QStringLiteral("predictions.") + QLatin1String(time))),
            at(good, qPrintable(QStringLiteral("metrics.all.%1.mean").arg(QLatin1String(time)))));
    QCOMPARE(at(lint, "predictions.allBad.exposed").toDouble(),
             at(bad, "metrics.all.assigned.mean").toDouble());
    for (const char* figure : {"timeToDetect", "timeToRolledBack", "badTargetSeconds"})
        QCOMPARE(
            at(lint, qPrintable(QStringLiteral("predictions.allBad.") + QLatin1String(figure))),
            at(bad, qPrintable(QStringLiteral("metrics.all.%1.mean").arg(QLatin1String(figure)))));
}

void TestPolicyCommands::listsAndShows()
{
    const Ran list = run("policy list");
    QCOMPARE(list.exitCode, 0);
    QVERIFY(list.out.contains(QLatin1String("\nnomad ")));
    QVERIFY(!QFile::exists(file("rollout-console/console.db"))); // looking makes no store
    const Ran shown = run("policy show nomad");
    QVERIFY(shown.out.startsWith(QLatin1String("# update {")));
    QVERIFY(shown.out.contains(QLatin1String("\nbatch: 1 %\n")));
    QCOMPARE(at(run("policy show nomad --json").json(), "policy").toString(), shown.out);
}

void TestPolicyCommands::setsAndExports()
{
    const Ran set = onStore(QStringLiteral("policy set n e aws-waves --by ann --reason careful"));
    QCOMPARE(set.out, QStringLiteral("n/e: policy is aws-waves now\n"));
    QVERIFY(onStore(QStringLiteral("status n e")).out.contains(QLatin1String("33 %")));
    const QString path = file("out.yaml");
    QCOMPARE(onStore(QStringLiteral("policy export n e ") + path).exitCode, 0);
    const Ran exported = onStore(QStringLiteral("policy export n e"));
    QFile written(path);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(written.readAll()), exported.out);
    // It is what was set, whole.
    QCOMPARE(onStore(QStringLiteral("policy set n other ") + path).exitCode, 0);
    const auto afterNames = [](const QString& yaml) {
        return yaml.section(QLatin1String("batch:"), 1);
    };
    QCOMPARE(afterNames(onStore(QStringLiteral("policy export n other")).out),
             afterNames(exported.out));
}

void TestPolicyCommands::savesAndDeletes()
{
    write("mine.yaml", "description: ours\nbatch: 3 %\n");
    QCOMPARE(onStore(QStringLiteral("policy save ") + file("mine.yaml")).out,
             QStringLiteral("policy mine is saved\n"));
    QCOMPARE(onStore(QStringLiteral("policy save mine --name nomad")).exitCode, 0);
    const QString list = onStore(QStringLiteral("policy list")).out;
    QVERIFY(list.startsWith(QLatin1String("mine                         saved   ours\nnomad ")));
    // A saved policy comes before a preset of its name.
    QVERIFY(onStore(QStringLiteral("policy show nomad")).out.contains(QLatin1String("batch: 3 %")));
    QCOMPARE(onStore(QStringLiteral("policy set n e mine")).exitCode, 0);
    QCOMPARE(onStore(QStringLiteral("policy delete nomad")).exitCode, 0);
    QVERIFY(onStore(QStringLiteral("policy show nomad")).out.contains(QLatin1String("batch: 1 %")));
    QCOMPARE(onStore(QStringLiteral("policy delete nomad")).exitCode, 2);
}

void TestPolicyCommands::refuses_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("part");
    const auto add = [](const char* arguments, const char* part) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << QString::fromLatin1(part);
    };
    add("lint --policy nomat", "there is no policy \"nomat\"; right would be one of argo-canary");
    add("lint --policy no/such.yaml", "no/such.yaml: there is no such file");
    add("lint --batch-percent 101", "\"101\" should be a whole number from 0 to 100");
    add("lint n", "needs NAMESPACE and ENTITY");
    add("lint n e --targets 5", "an entity knows its own");
    add("lint n e", "there is no such store");
    add("simulate --policy nomat", "there is no policy \"nomat\"");
    add("policy", "subcommand is required");
    add("policy lst", "policy: there is no command lst");
    add("policy show nomat", "there is no policy \"nomat\"");
    add("policy export n e", "there is no such store");
    add("policy delete x", "there is no such store");
    add("policy set n e nomat", "there is no policy \"nomat\"");
}

void TestPolicyCommands::refuses()
{
    QFETCH(QString, arguments);
    QFETCH(QString, part);
    const Ran ran = run(qPrintable(arguments));
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QCOMPARE(ran.err.count(QLatin1Char('\n')), 1);
    QVERIFY(ran.out.isEmpty());
    QVERIFY(!QFile::exists(file("rollout-console/console.db"))); // nothing is made for an error
}

QTEST_GUILESS_MAIN(TestPolicyCommands)
#include "tst_policy_commands.moc"
