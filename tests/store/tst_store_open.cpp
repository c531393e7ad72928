// Opening: what is made, what is accepted, and what is refused with one sentence and left as it
// was.

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>
#include <unistd.h>

#include "store_fixture.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

/// A connection of another program.
class Other
{
public:
    explicit Other(const QString& path)
    {
        if (sqlite3_open(path.toUtf8().constData(), &m_database) != SQLITE_OK)
            qFatal("cannot open the other connection");
    }
    ~Other() { sqlite3_close(m_database); }
    Other(const Other&) = delete;
    Other& operator=(const Other&) = delete;
    void run(const char* sql)
    {
        if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("%s: %s", sql, sqlite3_errmsg(m_database));
    }

private:
    sqlite3* m_database = nullptr;
};

void write(const QString& path, const QByteArray& bytes, qint64 at = 0)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

void makeStore(const QString& path)
{
    auto store = sure(Store::open(path.toStdString()));
    const EntityKey key = someEntity(*store);
    History history;
    auto events = someEvents(11, 30);
    events.push_back({Deed::ReportSome, 0xfffff, 7}); // so that there are targets
    for (const Event& event : events) {
        history.apply(event);
        sure(store->commit(commitOf(key, history)));
    }
}

/// Every file of a folder with its bytes.
QMap<QString, QByteArray> contents(const QString& folder)
{
    QMap<QString, QByteArray> all;
    for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read");
        all[info.fileName()] = QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
    }
    return all;
}

using Prepare = void (*)(const QString& path);

} // namespace

Q_DECLARE_METATYPE(Prepare)

class TestStoreOpen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void createsThenFindsCurrent();
    void acceptsOddPaths_data();
    void acceptsOddPaths();
    void acceptsEmptyFile();
    void memoryIsPrivate();
    void createsItsOwnDefaultFolder();
    void refusesAndLeavesAsItWas_data();
    void refusesAndLeavesAsItWas();
    void refusesUrls_data();
    void refusesUrls();
    void refusesMissingFolder();
    void refusesUnwritableFolder();
    void saysThatItIsLocked();
    void readsBesideAnotherWriterAndSaysThatItCannotWrite();
    void failsWholeAtEveryStatement();
    void opensAfterAnUncleanEnd();
    void findsDamageAlsoBesideALog();
    void missesNoTarget_data();
    void missesNoTarget();
};

void TestStoreOpen::createsThenFindsCurrent()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(u"s.db"_s).toStdString();
    QCOMPARE(sure(Store::open(path))->opened(), Opened::Created);
    QCOMPARE(sure(Store::open("sqlite:" + path))->opened(), Opened::Current);
    QCOMPARE(contents(folder.path()).keys(), QStringList{u"s.db"_s});
}

void TestStoreOpen::acceptsOddPaths_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("space") << u"my store.db"_s;
    QTest::newRow("question mark") << u"what?mode=memory"_s;
    QTest::newRow("number sign") << u"a#b.db"_s;
    QTest::newRow("percent") << u"50%20.db"_s;
    QTest::newRow("letters beyond ASCII") << u"größe-倉.db"_s;
    QTest::newRow("SQLite's word for memory") << u":memory:"_s;
}

void TestStoreOpen::acceptsOddPaths()
{
    QFETCH(const QString, name);
    QTemporaryDir folder;
    const std::string path = (folder.path() + u'/' + name).toStdString();
    QCOMPARE(sure(Store::open(path))->opened(), Opened::Created);
    QCOMPARE(sure(Store::open(path))->opened(), Opened::Current);
    QCOMPARE(contents(folder.path()).keys(), QStringList{name});
}

void TestStoreOpen::acceptsEmptyFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    write(path, {});
    QCOMPARE(sure(Store::open(path.toStdString()))->opened(), Opened::Created);
}

void TestStoreOpen::memoryIsPrivate()
{
    auto first = memoryStore();
    auto second = memoryStore();
    someEntity(*first);
    QVERIFY(sure(second->entities()).empty());
}

void TestStoreOpen::createsItsOwnDefaultFolder()
{
    QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", folder.path().toUtf8());
    QCOMPARE(Store::defaultUrl(),
             "sqlite:" + folder.filePath(u"rollout-console/console.db"_s).toStdString());
    QCOMPARE(sure(Store::open(Store::defaultUrl()))->opened(), Opened::Created);
    qunsetenv("XDG_DATA_HOME");
}

void TestStoreOpen::refusesAndLeavesAsItWas_data()
{
    QTest::addColumn<Prepare>("prepare");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, ErrorCode code, const QString& words, Prepare prepare) {
        QTest::newRow(name) << prepare << code << words;
    };
    row("text", ErrorCode::Corrupt, u"is not a database"_s,
        [](const QString& path) { write(path, QByteArray(5000, 'x')); });
    row("five bytes", ErrorCode::Corrupt, u"is not a database"_s,
        [](const QString& path) { write(path, "hello"); });
    row("zeros", ErrorCode::Corrupt, u"is not a database"_s,
        [](const QString& path) { write(path, QByteArray(8192, '\0')); });
    row("only the magic", ErrorCode::Corrupt, u"is damaged"_s,
        [](const QString& path) { write(path, QByteArray("SQLite format 3\0", 16)); });
    row("another program's", ErrorCode::InvalidArgument, u"of another program"_s,
        [](const QString& path) {
            Other(path).run("CREATE TABLE entity (id INTEGER PRIMARY KEY)");
        });
    row("another program's, in WAL mode", ErrorCode::InvalidArgument, u"of another program"_s,
        [](const QString& path) {
            Other(path).run("PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
        });
    row("newer", ErrorCode::TooNew, u"newer version of this program"_s, [](const QString& path) {
        makeStore(path);
        Other(path).run("PRAGMA user_version = 99");
    });
    row("without a schema", ErrorCode::Corrupt, u"no schema"_s, [](const QString& path) {
        makeStore(path);
        Other(path).run("PRAGMA user_version = 0");
    });
    row("cut off", ErrorCode::Corrupt, u"its end is missing"_s, [](const QString& path) {
        makeStore(path);
        QFile::resize(path, QFileInfo(path).size() - 4096);
    });
    row("cut off within its header", ErrorCode::Corrupt, u"is damaged"_s, [](const QString& path) {
        makeStore(path);
        QFile::resize(path, 60);
    });
    row("a page overwritten", ErrorCode::Corrupt, u"is damaged"_s, [](const QString& path) {
        makeStore(path);
        write(path, QByteArray(4096, '\x5a'), 5 * 4096);
    });
    row("the schema overwritten", ErrorCode::Corrupt, u"is damaged"_s, [](const QString& path) {
        makeStore(path);
        write(path, QByteArray(3900, '\x5a'), 150);
    });
}

void TestStoreOpen::refusesAndLeavesAsItWas()
{
    QFETCH(const Prepare, prepare);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, words);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    prepare(path);
    const auto before = contents(folder.path());
    const auto store = Store::open(path.toStdString());
    QVERIFY(!store);
    const QString said = QString::fromStdString(store.error().message);
    QVERIFY2(said.contains(words) && said.contains(path), qPrintable(said));
    QCOMPARE(store.error().code, code);
    QCOMPARE(contents(folder.path()), before);
}

void TestStoreOpen::refusesUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << u""_s << u"names no file"_s;
    QTest::newRow("no path") << u"sqlite:"_s << u"names no file"_s;
    QTest::newRow("unknown kind") << u"mysql://host/x"_s << u"unknown kind"_s;
    QTest::newRow("unknown kind without slashes") << u"postgres:x"_s << u"unknown kind"_s;
    QTest::newRow("memory with a name") << u"memory:x"_s << u"unknown kind"_s;
    QTest::newRow("letter case") << u"MEMORY:"_s << u"unknown kind"_s;
    QTest::newRow("host") << u"sqlite://s.db"_s << u"names a host"_s;
    QTest::newRow("folder") << QDir::tempPath() << u"is a folder"_s;
    QTest::newRow("device") << u"/dev/null"_s << u"not a regular file"_s;
}

void TestStoreOpen::refusesUrls()
{
    QFETCH(const QString, url);
    QFETCH(const QString, words);
    const auto store = Store::open(url.toStdString());
    QVERIFY(!store);
    const QString said = QString::fromStdString(store.error().message);
    QVERIFY2(said.contains(words), qPrintable(said));
    QCOMPARE(store.error().code, ErrorCode::InvalidArgument);
}

void TestStoreOpen::refusesMissingFolder()
{
    QTemporaryDir folder;
    const auto store = Store::open(folder.filePath(u"none/s.db"_s).toStdString());
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::Io);
    QVERIFY(QString::fromStdString(store.error().message).contains("there is no folder"_L1));
    QVERIFY(!QFile::exists(folder.filePath(u"none"_s)));
}

void TestStoreOpen::refusesUnwritableFolder()
{
    if (geteuid() == 0)
        QSKIP("root may write anywhere");
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    makeStore(path);
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
    const auto store = Store::open(path.toStdString());
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::Io);
}

void TestStoreOpen::saysThatItIsLocked()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    makeStore(path);
    Other other(path);
    other.run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE entity SET step = step");
    const auto before = contents(folder.path());
    const auto store = Store::open(path.toStdString());
    QVERIFY(!store);
    const QString said = QString::fromStdString(store.error().message);
    QVERIFY2(said.contains("locked by another program"_L1) && said.contains(path),
             qPrintable(said));
    QCOMPARE(store.error().code, ErrorCode::Busy);
    QCOMPARE(contents(folder.path()), before);
}

void TestStoreOpen::readsBesideAnotherWriterAndSaysThatItCannotWrite()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    makeStore(path);
    Other other(path);
    other.run("BEGIN IMMEDIATE");
    auto store = sure(Store::open(path.toStdString()));
    const EntityState state = sure(store->load(sure(store->entities()).front().key));
    const auto created = store->createNamespace("dev", someTime);
    QVERIFY(!created);
    QCOMPARE(created.error().code, ErrorCode::Busy);
    other.run("COMMIT");
    QVERIFY(store->createNamespace("dev", someTime).has_value());
}

void TestStoreOpen::failsWholeAtEveryStatement()
{
    int failures = 0;
    for (int n = 1;; ++n) {
        QTemporaryDir folder;
        const std::string path = folder.filePath(u"s.db"_s).toStdString();
        int countdown = n;
        const bool isOpened =
            openStore(path, {[&](std::string_view) { return --countdown != 0; }}).has_value();
        auto store = sure(Store::open(path));
        QVERIFY(sure(store->entities()).empty());
        someEntity(*store);
        if (isOpened)
            break;
        ++failures;
    }
    QVERIFY(failures > 10);
}

void TestStoreOpen::opensAfterAnUncleanEnd()
{
    QTemporaryDir folder;
    QTemporaryDir copy;
    const QString path = folder.filePath(u"s.db"_s);
    auto store = sure(Store::open(path.toStdString()));
    const EntityKey key = someEntity(*store); // in the log only, until the store is closed
    for (const QString& end : {u""_s, u"-wal"_s})
        QVERIFY(QFile::copy(path + end, copy.filePath(u"s.db"_s) + end));
    auto again = sure(Store::open(copy.filePath(u"s.db"_s).toStdString()));
    QCOMPARE(again->opened(), Opened::Current);
    QCOMPARE(sure(again->entities()).front().key, key);
}

void TestStoreOpen::findsDamageAlsoBesideALog()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    makeStore(path);
    write(path, QByteArray(4096, '\x5a'), 5 * 4096);
    write(path + u"-wal"_s, ""); // as kill -9 leaves one
    const auto store = Store::open(path.toStdString());
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::Corrupt);
}

void TestStoreOpen::missesNoTarget_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("the last target")
        << QByteArray("DELETE FROM target WHERE id = (SELECT max(id) FROM target)");
    QTest::newRow("a state") << QByteArray(
        "DELETE FROM target_state WHERE id = (SELECT min(id) FROM target_state)");
    QTest::newRow("a version") << QByteArray("DELETE FROM version WHERE id > 0");
    QTest::newRow("options out of range") << QByteArray("UPDATE entity SET batch_percent = 500");
    QTest::newRow("a note of no kind") << QByteArray("UPDATE target_state SET note = 77");
    QTest::newRow("an error mark") << QByteArray("UPDATE target_state SET is_error = 5");
    QTest::newRow("a time of no target")
        << QByteArray("INSERT INTO report_time (entity, at, slots) VALUES (1, 0, '4000')");
}

void TestStoreOpen::missesNoTarget()
{
    QFETCH(const QByteArray, damage);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    makeStore(path);
    Other(path).run(damage.constData());
    auto store = sure(Store::open(path.toStdString()));
    const auto state = store->load(sure(store->entities()).front().key);
    QVERIFY(!state);
    QCOMPARE(state.error().code, ErrorCode::Corrupt);
}

QTEST_GUILESS_MAIN(TestStoreOpen)
#include "tst_store_open.moc"
