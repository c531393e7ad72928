// The operator's verbs as rolloutctl has them.

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "ctl_run.h"

using namespace rollout;
using namespace rollout::test;

class TestCtlVerbs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operates();
    void refusesVerbs_data();
    void refusesVerbs();
    void setsAController();
};

void TestCtlVerbs::operates()
{
    QTemporaryDir folder;
    const QString csv = folder.filePath(QStringLiteral("fleet.csv"));
    write(csv, "group,name,version\neast,a,v1\neast,b,v1\n,c,v1\n");
    const QStringList store{QStringLiteral("--store"), folder.filePath(QStringLiteral("s.db"))};
    QCOMPARE(run(words("import --namespace n --entity e") + QStringList{csv} + store).exitCode, 0);
    QCOMPARE(run(words("pause n e --by ada --reason migration") + store).out,
             QStringLiteral("n/e: paused; reports go on being recorded\n"));
    const auto status = [&] {
        return run(words("status n e --json") + store)
            .json()[QStringLiteral("entities")]
            .toArray()
            .first()
            .toObject();
    };
    QCOMPARE(status()[QStringLiteral("paused")][QStringLiteral("by")].toString(),
             QStringLiteral("ada"));
    QVERIFY(run(words("status n e") + store).out.contains(QStringLiteral("paused by ada")));
    QCOMPARE(run(words("resume n e") + store).exitCode, 0);
    QVERIFY(status()[QStringLiteral("paused")].isNull());
    QCOMPARE(run(words("exclude n e --group east a b") + store).exitCode, 0);
    QCOMPARE(status()[QStringLiteral("phases")][QStringLiteral("excluded")].toInt(), 2);
    QCOMPARE(run(words("include n e --group east a") + store).exitCode, 0);
    QCOMPARE(status()[QStringLiteral("phases")][QStringLiteral("excluded")].toInt(), 1);
    QCOMPARE(run(words("freeze n e --from 2026-12-24T18:00:00Z --to 2126-12-27T06:00:00+01:00"
                       " --reason holidays")
                 + store)
                 .exitCode,
             0);
    const QJsonObject window =
        status()[QStringLiteral("freezeWindows")].toArray().first().toObject();
    QCOMPARE(window[QStringLiteral("to")].toString(), QStringLiteral("2126-12-27T05:00:00.000Z"));
    QCOMPARE(window[QStringLiteral("number")].toInt(), 1);
    QCOMPARE(run(words("freeze n e --remove 1") + store).exitCode, 0);
    QVERIFY(status()[QStringLiteral("freezeWindows")].toArray().isEmpty());
    QCOMPARE(run(words("freeze n e --from 2126-12-24T18:00:00Z --to 2126-12-27T06:00:00Z") + store)
                 .exitCode,
             0);
    QVERIFY(run(words("status n e") + store).out.contains(QStringLiteral("freeze window 2: ")));
    const Ran gone = run(words("freeze n e --remove 1") + store);
    QCOMPARE(gone.exitCode, 2);
    QCOMPARE(gone.err, QStringLiteral("rolloutctl: there is no freeze window number 1; the numbers"
                                      " are 2\n"));
    QCOMPARE(run(words("lock n e --by eve --reason audit") + store).exitCode, 0);
    const Ran refused = run(words("set-version n e v2") + store);
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.err,
             QStringLiteral("rolloutctl: the entity is locked by eve: audit; unlock"
                            " it first\n"));
    QCOMPARE(run(words("unlock n e") + store).exitCode, 0);
    QCOMPARE(run(words("set-version n e v2") + store).exitCode, 0);
}

void TestCtlVerbs::refusesVerbs_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("message");
    QTest::newRow("not paused") << "resume n e"
                                << "the rollout is not paused; there is nothing to resume";
    QTest::newRow("no such target") << "exclude n e nobody"
                                    << "entity \"n/e\" has no target \"nobody\" in group \"\"";
    QTest::newRow("promote without yes")
        << "promote n e"
        << "promote goes past batches and waves for up to 1 target at once; add"
           " --yes to do so";
    QTest::newRow("half a window") << "freeze n e --from 2026-12-24T18:00:00Z"
                                   << "a freeze window needs --from and --to (or --remove NUMBER)";
    QTest::newRow("no zone") << "freeze n e --from 2026-12-24T18:00:00 --to 2026-12-25T18:00:00Z"
                             << "--from is \"2026-12-24T18:00:00\"; it must be a time like"
                                " 2026-12-24T18:00:00Z or with +01:00";
    QTest::newRow("over") << "freeze n e --from 2001-12-24T18:00:00Z --to 2001-12-25T18:00:00Z"
                          << "the freeze window is over already";
}

void TestCtlVerbs::refusesVerbs()
{
    QFETCH(const QString, command);
    QFETCH(const QString, message);
    QTemporaryDir folder;
    const QString csv = folder.filePath(QStringLiteral("fleet.csv"));
    write(csv, "name,version\nc,v1\n");
    const QStringList store{QStringLiteral("--store"), folder.filePath(QStringLiteral("s.db"))};
    QCOMPARE(run(words("import --namespace n --entity e") + QStringList{csv} + store).exitCode, 0);
    const Ran refused = run(command.split(u' ') + store);
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.err, QStringLiteral("rolloutctl: ") + message + u'\n');
}

void TestCtlVerbs::setsAController()
{
    QTemporaryDir folder;
    const QString csv = folder.filePath(QStringLiteral("fleet.csv"));
    write(csv, "name,version\na,v1\nb,v1\n");
    const QStringList store{QStringLiteral("--store"), folder.filePath(QStringLiteral("s.db"))};
    QCOMPARE(run(words("import --namespace n --entity e") + QStringList{csv} + store).exitCode, 0);
    const auto controller = [&](const QStringList& arguments) {
        return run(words("controller n e") + store + arguments);
    };
    QCOMPARE(controller({}).out,
             QStringLiteral("n/e: no program answers; hooks have their default answers\n"));
    QCOMPARE(controller(words("-- cat")).exitCode, 2);
    // Approves nobody: an answer of no targets.
    QCOMPARE(controller(words("--hooks approval --timeout 5 -- echo {\"targets\":[]}")).out,
             QStringLiteral("n/e: echo {\"targets\":[]} answers approval, time-out 5 s\n"));
    QCOMPARE(run(words("set-version n e v2") + store).exitCode, 0);
    QCOMPARE(run(words("step n e") + store).exitCode, 0);
    const Ran held = run(words("step n e --json") + store);
    QCOMPARE(held.json()[QStringLiteral("figures")][QStringLiteral("selected")].toInt(), 1);
    QCOMPARE(held.json()[QStringLiteral("figures")][QStringLiteral("assigned")].toInt(), 0);
    QCOMPARE(controller(words("--none")).exitCode, 0);
    const Ran free = run(words("step n e --json") + store);
    QCOMPARE(free.json()[QStringLiteral("figures")][QStringLiteral("assigned")].toInt(), 1);
}

QTEST_GUILESS_MAIN(TestCtlVerbs)
#include "tst_ctl_verbs.moc"
