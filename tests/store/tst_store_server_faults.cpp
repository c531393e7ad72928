// What can happen to a store on a PostgreSQL, and what it says of it.

#include <QDir>
#include <QTest>

#include <functional>

#include "store/store_url.h"
#include "survivor.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

/// A user of a place of its own, and what is done to them as the administrator.
class Bed
{
public:
    Bed()
        : m_admin(postgresUrl() + "?options=-csearch_path%3D" + m_place.schema())
        , m_user(m_place)
    {
    }
    [[nodiscard]] std::string url() const { return m_user.url(); }
    [[nodiscard]] std::string name() const { return "u_" + m_place.schema(); }
    [[nodiscard]] const std::string& schema() const { return m_place.schema(); }
    void run(const std::string& sql) { m_admin.run(sql); }
    /// So that what was set for the user holds.
    void reconnect() { m_place.killConnections(); }
    /// `sentence` with the store for %1, the user for %2 and the schema for %3.
    [[nodiscard]] QString filled(const QString& sentence) const
    {
        return QString(sentence)
            .replace("%1"_L1,
                     "the store \""_L1 + QString::fromStdString(sure(parseStoreUrl(url())).where())
                         + u'"')
            .replace("%2"_L1, QString::fromStdString(name()))
            .replace("%3"_L1, QString::fromStdString(schema()));
    }

private:
    StorePlace m_place;
    PostgresAdmin m_admin;
    TurnedAwayUser m_user;
};

using Doing = std::function<void(Bed&)>;

const QString takesNone = u"%1 takes no changes (cannot execute %4 in a read-only transaction); "
                          "name the server that is written to, or allow writing"_s;
const QString grantIt =
    u"%1 does not allow this user what is needed (permission denied for %4); grant it or use "
    "another user"_s;
const QString fullDisk =
    u"the disk of %1 is full (could not extend file \"%4\": No space left on device); make room "
    "there, nothing was changed"_s;
const QString noConnection = u"%1 has no connection left (too many connections for role \"%2\"); "
                             "close other programs or allow more connections"_s;

void refuseConnections(Bed& bed)
{
    bed.run("ALTER ROLE " + bed.name() + " CONNECTION LIMIT 0");
    bed.reconnect();
}

void takeNoChanges(Bed& bed)
{
    bed.run("ALTER ROLE " + bed.name() + " SET default_transaction_read_only = on");
    bed.reconnect();
}

/// The server's own words and code, raised where a row of the journal is written.
void pretendFullDisk(Bed& bed)
{
    bed.run("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
            "EXCEPTION 'could not extend file \"base/5/1\": No space left on device'"
            " USING ERRCODE = '53100'; END $$");
    bed.run("CREATE TRIGGER full_disk BEFORE INSERT ON journal EXECUTE FUNCTION full_disk()");
}

struct Fault
{
    QString sentence;
    ErrorCode code = ErrorCode::Io;
    Doing bring;
    Doing mend;
};

} // namespace

Q_DECLARE_METATYPE(Fault)

class TestStoreServerFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysWhyItCannotBeOpened_data();
    void saysWhyItCannotBeOpened();
    void aFailedCommitIsWhollyAbsent_data();
    void aFailedCommitIsWhollyAbsent();
    void aRealDiskRunsFull();
};

void TestStoreServerFaults::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
    if (!isOnPostgres())
        QSKIP("this is about PostgreSQL");
}

void TestStoreServerFaults::saysWhyItCannotBeOpened_data()
{
    QTest::addColumn<bool>("isOld"); // the store is there before
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char* name, bool isOld, const Fault& fault) {
        QTest::newRow(name) << isOld << fault;
    };
    const auto revoke = [](const char* what) {
        return [what](Bed& bed) {
            bed.run(
                QString::fromLatin1(what)
                    .arg(QString::fromStdString(bed.schema()), QString::fromStdString(bed.name()))
                    .toStdString());
        };
    };
    const Doing grant = [](Bed& bed) {
        bed.run("GRANT ALL ON SCHEMA " + bed.schema() + " TO " + bed.name());
        bed.run("GRANT ALL ON ALL TABLES IN SCHEMA " + bed.schema() + " TO " + bed.name());
    };
    const Doing takeChanges = [](Bed& bed) {
        bed.run("ALTER ROLE " + bed.name() + " RESET default_transaction_read_only");
    };
    row("the wrong password", true,
        {u"%1 does not let this user in (password authentication failed for user \"%2\"); give the "
         "right user and password, in the URL, PGPASSWORD or ~/.pgpass"_s,
         ErrorCode::Io,
         [](Bed& bed) { bed.run("ALTER ROLE " + bed.name() + " PASSWORD 'another'"); },
         [](Bed& bed) { bed.run("ALTER ROLE " + bed.name() + " PASSWORD '" + bed.name() + "'"); }});
    row("too many connections", true,
        {noConnection, ErrorCode::Unreachable, refuseConnections,
         [](Bed& bed) { bed.run("ALTER ROLE " + bed.name() + " CONNECTION LIMIT -1"); }});
    row("no right to create tables", false,
        {QString(grantIt).replace("%4"_L1, "schema %3"_L1), ErrorCode::Io,
         revoke("REVOKE CREATE ON SCHEMA %1 FROM %2"), grant});
    row("no right to use the schema", true,
        {u"%1 has no schema to put tables in that this user may use; create the first one of its "
         "search_path, or grant its use"_s,
         ErrorCode::InvalidArgument, revoke("REVOKE USAGE ON SCHEMA %1 FROM %2"), grant});
    row("no rights on the tables", true,
        {QString(grantIt).replace("%4"_L1, "table store_meta"_L1), ErrorCode::Io,
         revoke("REVOKE ALL ON ALL TABLES IN SCHEMA %1 FROM %2"), grant});
    row("the tables are another user's", true,
        {QString(grantIt).replace("%4"_L1, "table store_meta"_L1), ErrorCode::Io,
         [](Bed& bed) { bed.run("REASSIGN OWNED BY " + bed.name() + " TO rollout"); }, grant});
    row("no changes, and no store yet", false,
        {QString(takesNone).replace("%4"_L1, "CREATE TABLE"_L1), ErrorCode::Io, takeNoChanges,
         takeChanges});
}

void TestStoreServerFaults::saysWhyItCannotBeOpened()
{
    QFETCH(const bool, isOld);
    QFETCH(const Fault, fault);
    Bed bed;
    if (isOld)
        (void)someEntity(*sure(Store::open(bed.url())));
    fault.bring(bed);
    const auto refused = Store::open(bed.url());
    QVERIFY(!refused);
    QCOMPARE(QString::fromStdString(refused.error().message), bed.filled(fault.sentence));
    QCOMPARE(refused.error().code, fault.code);
    fault.mend(bed);
    const auto store = sure(Store::open(bed.url()));
    QCOMPARE(store->opened(), isOld ? Opened::Current : Opened::Created);
    QCOMPARE(sure(store->entities()).size(), isOld ? 1U : 0U);
}

void TestStoreServerFaults::aFailedCommitIsWhollyAbsent_data()
{
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char* name, const Fault& fault) { QTest::newRow(name) << fault; };
    row("the disk is full",
        {QString(fullDisk).replace("%4"_L1, "base/5/1"_L1), ErrorCode::Io, pretendFullDisk,
         [](Bed& bed) { bed.run("DROP TRIGGER full_disk ON journal"); }});
    row("a right was taken away",
        {QString(grantIt).replace("%4"_L1, "table journal"_L1), ErrorCode::Io,
         [](Bed& bed) { bed.run("REVOKE INSERT ON journal FROM " + bed.name()); },
         [](Bed& bed) { bed.run("GRANT INSERT ON journal TO " + bed.name()); }});
    row("changes are taken no more",
        {QString(takesNone).replace("%4"_L1, "INSERT"_L1), ErrorCode::Io, takeNoChanges,
         [](Bed& bed) {
             bed.run("ALTER ROLE " + bed.name() + " RESET default_transaction_read_only");
             bed.reconnect();
         }});
    row("connections are refused",
        {noConnection, ErrorCode::Unreachable, refuseConnections,
         [](Bed& bed) { bed.run("ALTER ROLE " + bed.name() + " CONNECTION LIMIT -1"); }});
}

void TestStoreServerFaults::aFailedCommitIsWhollyAbsent()
{
    QFETCH(const Fault, fault);
    Bed bed;
    Survivor survivor(bed.url());
    fault.bring(bed);
    const auto refused = survivor.commit();
    QVERIFY(!refused);
    QCOMPARE(QString::fromStdString(refused.error().message), bed.filled(fault.sentence));
    QCOMPARE(refused.error().code, fault.code);
    fault.mend(bed);
    QTRY_COMPARE_WITH_TIMEOUT(survivor.whatIsWrong(), "", 20000); // it is not asked all the time
    sure(survivor.commit());
    QCOMPARE(survivor.whatIsWrong(), "");
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
}

void TestStoreServerFaults::aRealDiskRunsFull()
{
    const QString folder = qEnvironmentVariable("ROLLOUT_TEST_POSTGRES_SOCKET") + "/full-disk"_L1;
    QVERIFY(QDir().mkpath(folder));
    SmallDisk disk(folder, 4096);
    if (!disk.isThere())
        QSKIP("this user may not mount a small file system to fill");
    const QFileInfo owner(qEnvironmentVariable("ROLLOUT_TEST_POSTGRES_SOCKET"));
    QCOMPARE(chown(folder.toUtf8().constData(), owner.ownerId(), owner.groupId()), 0);
    PostgresAdmin().run("CREATE TABLESPACE full_disk LOCATION '" + folder.toStdString() + "'");
    {
        Bed bed;
        Survivor survivor(bed.url());
        bed.run("ALTER TABLE journal SET TABLESPACE full_disk");
        const auto refused = survivor.commit(8000);
        QVERIFY(!refused);
        const QString said = QString::fromStdString(refused.error().message);
        const QString begin = bed.filled(fullDisk.section(u'"', 0, 0));
        QVERIFY2(said.startsWith(begin)
                     && said.endsWith("No space left on device); make room there, nothing was "
                                      "changed"_L1),
                 qPrintable(said));
        QCOMPARE(survivor.whatIsWrong(), "");
        disk.grow(64 * 1024);
        sure(survivor.commit(8000));
        QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
    }
    PostgresAdmin().run("DROP TABLESPACE full_disk");
}

QTEST_GUILESS_MAIN(TestStoreServerFaults)
#include "tst_store_server_faults.moc"
