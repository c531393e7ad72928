// A store of an older schema is brought up to date whole, or stays as it was.

#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>

#include "store/dialect.h"
#include "store/migrations.h"
#include "store_fixture.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

void runAll(const QString& path, const QStringList& statements)
{
    sqlite3* database = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &database) != SQLITE_OK)
        qFatal("cannot open the database");
    for (const QString& sql : statements)
        if (sqlite3_exec(database, sqliteDialect().expand(sql).toUtf8().constData(), nullptr,
                         nullptr, nullptr)
            != SQLITE_OK)
            qFatal("%s: %s", qPrintable(sql), sqlite3_errmsg(database));
    sqlite3_close(database);
}

/// As the first version of the program left it: entity 1 with four slots, of which slot 1 is gone,
/// and slots 2 and 3 were last reported at times of their own.
void makeFirstSchema(const QString& path)
{
    const QString state =
        u"INSERT INTO target_state VALUES (4294967296 + %1, 1, 0, 1000, 2000, NULL, 'canary', 1, 0,"
        " 3000, 4000, 4, 61, 60, NULL)"_s;
    runAll(path, migrations().front());
    runAll(path,
           {u"INSERT INTO namespace (id, name) VALUES (1, 'prod')"_s,
            u"INSERT INTO namespace (id, name, deleted) VALUES (2, 'old', 1)"_s,
            u"INSERT INTO entity VALUES (1, 1, 'fleet', 0, 17, 9000, 10, 95, 60, 120, 1, 1, 1, 0, "
            u"8000,"
            " NULL)"_s,
            u"INSERT INTO version VALUES (1, 'v1')"_s,
            u"INSERT INTO target VALUES (4294967296, 'g', 'a'), (4294967297, 'g', 'b'),"
            " (4294967298, 'g', 'c'), (4294967299, 'g', 'd')"_s,
            state.arg(0), state.arg(2), state.arg(3),
            u"INSERT INTO report_exception VALUES (4294967298, 7000), (4294967299, 7500)"_s,
            u"PRAGMA application_id = %1"_s.arg(storeApplicationId), u"PRAGMA user_version = 1"_s});
}

void checkUpgraded(Store& store)
{
    const EntityState state = sure(store.load(EntityKey{1}));
    QCOMPARE(state.step, 17U);
    QCOMPARE(state.fleet.slots(), 4U);
    QCOMPARE(state.fleet.size(), 3U);
    const ReportTimes& times = state.fleet.reportTimes();
    QCOMPARE(times.at(TargetId{0}), Time(Milliseconds(8000)));
    QCOMPARE(times.at(TargetId{2}), Time(Milliseconds(7000)));
    QCOMPARE(times.at(TargetId{3}), Time(Milliseconds(7500)));
    QCOMPARE(state.fleet.target(TargetId{3}).expectedNote.seconds, 61);
}

} // namespace

class TestStoreUpgrade : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEverything();
    void isWholeOrNotAtAll();
};

void TestStoreUpgrade::keepsEverything()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    makeFirstSchema(path);
    {
        auto store = sure(Store::open(path.toStdString()));
        QCOMPARE(store->opened(), Opened::Upgraded);
        checkUpgraded(*store);
        // And it goes on from there.
        const EntityState before = sure(store->load(EntityKey{1}));
        EntityState after = before;
        ++after.revision;
        ++after.step;
        sure(store->commit({EntityKey{1}, before, after, {}}));
        // What was deleted then is restorable now.
        sure(store->restoreNamespace(NamespaceKey{2}, someTime));
    }
    QCOMPARE(sure(Store::open(path.toStdString()))->opened(), Opened::Current);
}

void TestStoreUpgrade::isWholeOrNotAtAll()
{
    int failures = 0;
    for (int n = 1;; ++n) {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"s.db"_s);
        makeFirstSchema(path);
        int countdown = n;
        const bool isOpened =
            openStore(path.toStdString(), {[&](std::string_view) { return --countdown != 0; }})
                .has_value();
        checkUpgraded(*sure(Store::open(path.toStdString())));
        if (isOpened)
            break;
        ++failures;
    }
    QVERIFY(failures > 10);
}

QTEST_GUILESS_MAIN(TestStoreUpgrade)
#include "tst_store_upgrade.moc"
