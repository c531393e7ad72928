// The command line of rollout-console: its demos.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/console/options.h"

using namespace rollout;

class DemoOptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demosAreNamed_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("demo"); // its name; empty: none
        QTest::addColumn<QString>("store");
        QTest::newRow("none") << "--store memory:" << QString() << "memory:";
        QTest::newRow("the first") << "--demo"
                                   << "a-bad-release" << QString();
        QTest::newRow("by name") << "--demo small-batches"
                                 << "small-batches" << QString();
        QTest::newRow("and a store") << "--store x.db --demo small-batches"
                                     << "small-batches"
                                     << "x.db";
        QTest::newRow("name first") << "small-batches --demo"
                                    << "small-batches" << QString();
        QTest::newRow("a file") << "--demo FILE"
                                << "mine" << QString();
    }
    void demosAreNamed()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, demo);
        const QTemporaryDir folder;
        const QString path = QDir(folder.path()).filePath(QStringLiteral("mine.yaml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("scenario: brick\nscenes: [{caption: a}]\n");
        file.close();
        arguments.replace(QStringLiteral("FILE"), path);
        const auto options =
            parseConsoleOptions(QStringLiteral("rollout-console %1").arg(arguments).split(u' '));
        QVERIFY2(options, options ? "" : options.error().message.c_str());
        QCOMPARE(options->demo.has_value(), !demo.isEmpty());
        if (options->demo)
            QCOMPARE(QString::fromStdString(options->demo->name), demo);
        QTEST(options->storeUrl, "store");
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("error"); // begins so
        QTest::newRow("no such demo") << "--demo nowhere"
                                      << "there is no demo \"nowhere\"; right would be one of "
                                         "a-bad-release, small-batches, or a file";
        QTest::newRow("two") << "--demo small-batches another"
                             << "another: what is this?";
        QTest::newRow("a name without --demo") << "small-batches"
                                               << "small-batches: what is this?";
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, error);
        const auto options =
            parseConsoleOptions(QStringLiteral("rollout-console %1").arg(arguments).split(u' '));
        QVERIFY(!options);
        QVERIFY2(QString::fromStdString(options.error().message).startsWith(error),
                 options.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(DemoOptionTest)
#include "tst_demo_option.moc"
