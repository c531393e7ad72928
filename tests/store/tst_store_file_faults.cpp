// What can happen to a store in a file while it is open, and what it says of it.

#include <QTest>

#include <map>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "survivor.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

constexpr uid_t nobody = 65534;

/// What SQLite's writing and syncing of any file answers instead of doing it; SQLITE_OK: it does.
struct Faults
{
    int write = SQLITE_OK;
    int sync = SQLITE_OK;
};
Faults faults;

std::map<const sqlite3_io_methods*, sqlite3_io_methods> patchedMethods;
std::map<const sqlite3_io_methods*, const sqlite3_io_methods*> ownMethods;
sqlite3_vfs* system = nullptr;

int writeOrFail(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at)
{
    return faults.write != SQLITE_OK ? faults.write
                                     : ownMethods[file->pMethods]->xWrite(file, bytes, count, at);
}

int syncOrFail(sqlite3_file* file, int flags)
{
    return faults.sync != SQLITE_OK ? faults.sync : ownMethods[file->pMethods]->xSync(file, flags);
}

/// Files of the system's own, with these two in the place of theirs.
int openPatched(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    const int code = system->xOpen(system, name, file, flags, outFlags);
    if (file->pMethods == nullptr)
        return code;
    sqlite3_io_methods& patched = patchedMethods[file->pMethods];
    patched = *file->pMethods;
    patched.xWrite = &writeOrFail;
    patched.xSync = &syncOrFail;
    ownMethods[&patched] = file->pMethods;
    file->pMethods = &patched;
    return code;
}

void useFaultyFiles()
{
    system = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs faulty = *system;
    faulty.zName = "faulty";
    faulty.pNext = nullptr;
    faulty.xOpen = &openPatched;
    if (sqlite3_vfs_register(&faulty, 1) != SQLITE_OK)
        qFatal("SQLite takes no files of ours");
}

/// What Store::open() says to a user who may not do everything; empty: it opens.
std::string saidToOrdinaryUser(const std::string& path)
{
    int pipe[2];
    if (::pipe(pipe) != 0)
        qFatal("no pipe");
    const pid_t child = fork();
    if (child == 0) {
        const bool isOrdinary = geteuid() != 0 || setresuid(nobody, nobody, nobody) == 0;
        const auto store = Store::open(path);
        const std::string said = !isOrdinary ? "still root" : store ? "" : store.error().message;
        _exit(write(pipe[1], said.data(), said.size()) == ssize_t(said.size()) ? 0 : 1);
    }
    ::close(pipe[1]);
    std::string said;
    char buffer[4096];
    for (ssize_t count; (count = read(pipe[0], buffer, sizeof buffer)) > 0;)
        said.append(buffer, static_cast<std::size_t>(count));
    ::close(pipe[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return status == 0 ? said : "the child ended badly";
}

} // namespace

class TestStoreFileFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useFaultyFiles(); }
    void cleanup() { faults = {}; }
    void aFailedCommitIsWhollyAbsent_data();
    void aFailedCommitIsWhollyAbsent();
    void aFailedStartLeavesNothing_data();
    void aFailedStartLeavesNothing();
    void aRealDiskRunsFull();
    void saysWhatMayNotBeDone_data();
    void saysWhatMayNotBeDone();
};

void TestStoreFileFaults::aFailedCommitIsWhollyAbsent_data()
{
    QTest::addColumn<int>("write");
    QTest::addColumn<int>("sync");
    QTest::addColumn<QString>("sentence");
    const QString full =
        u"the disk of the store \"%1\" is full; make room there, nothing was changed"_s;
    const QString broken =
        u"the store \"%1\" refused: disk I/O error; nothing was changed, try again"_s;
    QTest::newRow("disk full") << SQLITE_FULL << SQLITE_OK << full;
    QTest::newRow("disk broken") << SQLITE_IOERR_WRITE << SQLITE_OK << broken;
    QTest::newRow("disk full when synced") << SQLITE_OK << SQLITE_FULL << full;
    QTest::newRow("disk broken when synced") << SQLITE_OK << SQLITE_IOERR_FSYNC << broken;
}

void TestStoreFileFaults::aFailedCommitIsWhollyAbsent()
{
    QFETCH(const int, write);
    QFETCH(const int, sync);
    QFETCH(const QString, sentence);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    Survivor survivor(path.toStdString());
    faults = {write, sync};
    for (const int kilobytes : {1, 20'000}) { // also more than SQLite keeps in memory
        const auto refused = survivor.commit(kilobytes);
        QVERIFY(!refused);
        QCOMPARE(QString::fromStdString(refused.error().message), sentence.arg(path));
        QCOMPARE(refused.error().code, ErrorCode::Io);
        QCOMPARE(survivor.whatIsWrong(), "");
    }
    faults = {};
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
    sure(survivor.commit());
    QCOMPARE(survivor.whatIsWrong(), "");
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
}

void TestStoreFileFaults::aFailedStartLeavesNothing_data()
{
    aFailedCommitIsWhollyAbsent_data();
}

void TestStoreFileFaults::aFailedStartLeavesNothing()
{
    QFETCH(const int, write);
    QFETCH(const int, sync);
    QFETCH(const QString, sentence);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    faults = {write, sync};
    const auto refused = Store::open(path.toStdString());
    QVERIFY(!refused);
    QCOMPARE(QString::fromStdString(refused.error().message), sentence.arg(path));
    faults = {};
    Survivor survivor(path.toStdString());
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
}

void TestStoreFileFaults::aRealDiskRunsFull()
{
    const QTemporaryDir folder;
    SmallDisk disk(folder.path(), 1024);
    if (!disk.isThere())
        QSKIP("this user may not mount a small file system to fill");
    const QString path = folder.filePath(u"s.db"_s);
    Survivor survivor(path.toStdString());
    const auto refused = survivor.commit(3000);
    QVERIFY(!refused);
    QCOMPARE(
        QString::fromStdString(refused.error().message),
        u"the disk of the store \"%1\" is full; make room there, nothing was changed"_s.arg(path));
    QCOMPARE(survivor.whatIsWrong(), "");
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
    disk.grow(64 * 1024);
    sure(survivor.commit(3000));
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
    survivor.close();
}

void TestStoreFileFaults::saysWhatMayNotBeDone_data()
{
    QTest::addColumn<int>("ofFile");
    QTest::addColumn<int>("ofFolder");
    QTest::addColumn<QString>("sentence"); // %1 the file, %2 the folder
    QTest::newRow("a file that is only read")
        << 0x4444 << 0x7777
        << u"the store \"%1\" cannot be written to; allow writing or name another"_s;
    QTest::newRow("a file that is not even read")
        << 0 << 0x7777
        << u"the store \"%1\" cannot be read (Permission denied); allow reading or name another"_s;
    QTest::newRow("a folder that is only read") << 0x6666 << 0x5555
                                                << u"the store \"%1\" cannot be written to: the "
                                                   u"folder \"%2\" allows no writing; allow it or"
                                                   " name another"_s;
    QTest::newRow("both are written to") << 0x6666 << 0x7777 << QString();
}

void TestStoreFileFaults::saysWhatMayNotBeDone()
{
    QFETCH(const int, ofFile);
    QFETCH(const int, ofFolder);
    QFETCH(const QString, sentence);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s.db"_s);
    Survivor survivor(path.toStdString());
    survivor.close();
    QFile::setPermissions(path, QFile::Permissions(QFile::Permission(ofFile)));
    QFile::setPermissions(folder.path(), QFile::Permissions(QFile::Permission(ofFolder)));
    const std::string said = saidToOrdinaryUser(path.toStdString());
    QFile::setPermissions(folder.path(), QFile::Permissions(QFile::Permission(0x7777)));
    QFile::setPermissions(path, QFile::Permissions(QFile::Permission(0x6666)));
    QCOMPARE(QString::fromStdString(said),
             sentence.isEmpty()
                 ? sentence
                 : QString(sentence).replace("%1"_L1, path).replace("%2"_L1, folder.path()));
    QCOMPARE(survivor.whatIsWrongOpenedAnew(), "");
}

QTEST_GUILESS_MAIN(TestStoreFileFaults)
#include "tst_store_file_faults.moc"
