// rolloutctl fork: what it says, and what it refuses.

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "ctl_run.h"

using namespace rollout;
using namespace rollout::test;

class CtlFork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void simulatesOnFromALiveEntity();
    void refuses_data();
    void refuses();

private:
    Ran ctl(const char* text) { return run(words(text) + m_store); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QStringList m_store;
};

void CtlFork::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString csv = m_folder->filePath(QStringLiteral("fleet.csv"));
    write(csv, "group,name,version\neast,a,v1\neast,b,v1\n,c,v1\n");
    m_store = {QStringLiteral("--store"), m_folder->filePath(QStringLiteral("s.db"))};
    QCOMPARE(run(words("import --namespace n --entity e") + QStringList{csv} + m_store).exitCode,
             0);
    QCOMPARE(ctl("set-version n e v1").exitCode, 0);
    QCOMPARE(ctl("step n e").exitCode, 0);
}

void CtlFork::simulatesOnFromALiveEntity()
{
    QCOMPARE(ctl("fork n e rehearsal --into test --scenario crash-30").out,
             QStringLiteral("test/rehearsal goes on as a simulation from step 1 of n/e, with 3"
                            " targets\n"));
    // The fork's own fleet reports, step by step; the original has no steps of its own.
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ctl("step test rehearsal").exitCode, 0);
    const QJsonObject fork = ctl("status test rehearsal --json").json();
    const QJsonObject original = ctl("status n e --json").json();
    const auto stepOf = [](const QJsonObject& status) {
        return status[QStringLiteral("entities")]
            .toArray()
            .first()
            .toObject()[QStringLiteral("step")]
            .toInt();
    };
    QCOMPARE(stepOf(fork), 4);
    QCOMPARE(stepOf(original), 1);
    // A fork can be forked, with its own behaviour.
    const QJsonObject again = ctl("fork test rehearsal again --json").json();
    QCOMPARE(again[QStringLiteral("namespace")].toString(), QStringLiteral("test"));
    QCOMPARE(again[QStringLiteral("step")].toInt(), 4);
    QCOMPARE(again[QStringLiteral("targets")].toInt(), 3);
}

void CtlFork::refuses_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a live one without a scenario")
        << QStringLiteral("fork n e f")
        << QStringLiteral("\"n/e\" is live; say how the fork's fleet is to be simulated");
    QTest::newRow("a name that is taken")
        << QStringLiteral("fork n e e --scenario good")
        << QStringLiteral("namespace \"n\" has an entity \"e\" already");
    QTest::newRow("no such entity") << QStringLiteral("fork n x f --scenario good")
                                    << QStringLiteral("namespace \"n\" has no entity \"x\"");
    QTest::newRow("no such scenario")
        << QStringLiteral("fork n e f --scenario godo") << QStringLiteral("\"godo\"");
}

void CtlFork::refuses()
{
    QFETCH(QString, command);
    QFETCH(QString, sentence);
    const Ran refused = ctl(command.toUtf8().constData());
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains(sentence), qPrintable(refused.err));
}

QTEST_GUILESS_MAIN(CtlFork)
#include "tst_ctl_fork.moc"
