// Namespaces and entities: unique names, deleting with a way back, and the purge a
// day later.

#include <QTemporaryDir>
#include <QTest>

#include "store_fixture.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

QStringList entityNames(Store& store)
{
    QStringList names;
    for (const StoredEntity& entity : sure(store.entities()))
        names += QString::fromStdString(entity.namespaceName + "/" + entity.name);
    return names;
}

template <typename T>
ErrorCode codeOf(const Result<T>& result)
{
    if (result)
        qFatal("no error");
    return result.error().code;
}

std::vector<JournalKind> kindsOf(Store& store, EntityKey key)
{
    JournalFilter filter;
    filter.entity = key;
    std::vector<JournalKind> kinds;
    for (const JournalRow& row : sure(store.journalAfter(filter, 0, 100)))
        kinds.push_back(row.kind);
    return kinds;
}

} // namespace

using Change = std::function<Result<void>(Store&, NamespaceKey, EntityKey)>;

Q_DECLARE_METATYPE(Change)

class TestStoreDefinitions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsByNameBytewise();
    void keepsAnyName_data();
    void keepsAnyName();
    void refusesNames_data();
    void refusesNames();
    void namesAreUniqueAmongWhatIsThere();
    void whatIsNotThereIsNotFound();
    void deletesAndRestoresAnEntity();
    void deletesAndRestoresANamespaceWithWhatWasInIt();
    void restoringNeedsTheNameToBeFree();
    void purgesADayLater();
    void tellsTheJournal();
    void leavesWhatIsLocked_data();
    void leavesWhatIsLocked();
};

void TestStoreDefinitions::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
}

void TestStoreDefinitions::listsByNameBytewise()
{
    auto store = memoryStore();
    for (const char* name : {"b", "a", "B", "\xC3\xA4"})
        sure(store->createEntity(sure(store->createNamespace(name, someTime)), name, someTime));
    QCOMPARE(entityNames(*store), (QStringList{u"B/B"_s, u"a/a"_s, u"b/b"_s, u"ä/ä"_s}));
    QCOMPARE(sure(store->namespaces()).front().name, "B");
}

void TestStoreDefinitions::keepsAnyName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("quotes") << QByteArray("a'b\"c`d;--");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFx");
    QTest::newRow("swapped byte order mark") << QByteArray("\xEF\xBF\xBExy");
    QTest::newRow("beyond the first plane") << QByteArray("\xF0\x9F\x9A\x80");
    QTest::newRow("decomposed") << QByteArray("e\xCC\x81");
    QTest::newRow("control characters") << QByteArray("\x01\x7f\n");
    QTest::newRow("placeholder") << QByteArray("{text} ? :a $1 %1");
    QTest::newRow("longest") << QByteArray(1024, 'n');
}

void TestStoreDefinitions::keepsAnyName()
{
    QFETCH(const QByteArray, name);
    auto store = memoryStore();
    const auto parent = sure(store->createNamespace(name.toStdString(), someTime));
    const auto key = sure(store->createEntity(parent, "x", someTime));
    sure(store->renameEntity(key, name.toStdString(), someTime));
    const StoredEntity entity = sure(store->entities()).front();
    QCOMPARE(entity.namespaceName, name.toStdString());
    QCOMPARE(entity.name, name.toStdString());
    QCOMPARE(codeOf(store->createNamespace(name.toStdString(), someTime)),
             ErrorCode::AlreadyExists);
}

void TestStoreDefinitions::refusesNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("too long") << QByteArray(1025, 'n');
    QTest::newRow("not UTF-8") << QByteArray("\xff");
    QTest::newRow("U+0000") << QByteArray("a\0b", 3);
}

void TestStoreDefinitions::refusesNames()
{
    QFETCH(const QByteArray, name);
    const std::string text = name.toStdString();
    auto store = memoryStore();
    const EntityKey key = someEntity(*store);
    const NamespaceKey parent = sure(store->namespaces()).front().key;
    QCOMPARE(codeOf(store->createNamespace(text, someTime)), ErrorCode::InvalidArgument);
    QCOMPARE(codeOf(store->renameNamespace(parent, text)), ErrorCode::InvalidArgument);
    QCOMPARE(codeOf(store->createEntity(parent, text, someTime)), ErrorCode::InvalidArgument);
    QCOMPARE(codeOf(store->renameEntity(key, text, someTime)), ErrorCode::InvalidArgument);
    QCOMPARE(entityNames(*store), QStringList{u"prod/fleet"_s});
}

void TestStoreDefinitions::namesAreUniqueAmongWhatIsThere()
{
    auto store = memoryStore();
    const auto prod = sure(store->createNamespace("prod", someTime));
    const auto dev = sure(store->createNamespace("dev", someTime));
    const auto a = sure(store->createEntity(prod, "a", someTime));
    const auto b = sure(store->createEntity(prod, "b", someTime));
    QVERIFY(store->createEntity(prod, "A", someTime).has_value());
    QVERIFY(store->createEntity(dev, "a", someTime).has_value());

    const auto twice = store->createEntity(prod, "a", someTime);
    QCOMPARE(codeOf(twice), ErrorCode::AlreadyExists);
    QCOMPARE(twice.error().message, "there is an entity \"a\" already; choose another name");
    QCOMPARE(codeOf(store->renameEntity(b, "a", someTime)), ErrorCode::AlreadyExists);
    QCOMPARE(codeOf(store->createNamespace("prod", someTime)), ErrorCode::AlreadyExists);
    QCOMPARE(codeOf(store->renameNamespace(dev, "prod")), ErrorCode::AlreadyExists);

    sure(store->deleteEntity(a, someTime));
    sure(store->renameEntity(b, "a", someTime)); // the name is free again
    QCOMPARE(entityNames(*store), (QStringList{u"dev/a"_s, u"prod/A"_s, u"prod/a"_s}));
}

void TestStoreDefinitions::whatIsNotThereIsNotFound()
{
    auto store = memoryStore();
    const EntityKey key = someEntity(*store);
    const EntityKey none{99};
    const NamespaceKey nowhere{99};
    QCOMPARE(codeOf(store->load(none)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->createEntity(nowhere, "x", someTime)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->renameEntity(none, "x", someTime)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->deleteEntity(none, someTime)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->restoreEntity(key, someTime)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->renameNamespace(nowhere, "x")), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->deleteNamespace(nowhere, someTime)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->restoreNamespace(nowhere, someTime)), ErrorCode::NotFound);
}

void TestStoreDefinitions::deletesAndRestoresAnEntity()
{
    auto store = memoryStore();
    const EntityKey key = someEntity(*store);
    History history;
    history.apply({Deed::ReportSome, 0xff, 0x35});
    sure(store->commit(commitOf(key, history)));
    sure(store->deleteEntity(key, someTime));
    QVERIFY(entityNames(*store).isEmpty());
    QCOMPARE(codeOf(store->load(key)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->deleteEntity(key, someTime)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->renameEntity(key, "x", someTime)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->commit({key, history.after(), history.after(), {}})),
             ErrorCode::NotFound);
    sure(store->restoreEntity(key, someTime));
    QCOMPARE(stateText(sure(store->load(key))), stateText(history.after()));
}

void TestStoreDefinitions::deletesAndRestoresANamespaceWithWhatWasInIt()
{
    auto store = memoryStore();
    const EntityKey kept = someEntity(*store);
    const NamespaceKey parent = sure(store->namespaces()).front().key;
    const EntityKey gone = sure(store->createEntity(parent, "gone", someTime));
    sure(store->deleteEntity(gone, someTime));
    sure(store->deleteNamespace(parent, someTime));
    QVERIFY(entityNames(*store).isEmpty());
    QVERIFY(sure(store->namespaces()).empty());
    QCOMPARE(codeOf(store->load(kept)), ErrorCode::NotFound);
    const EntityState state;
    QCOMPARE(codeOf(store->commit({kept, state, state, {}})), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->restoreEntity(gone, someTime)), ErrorCode::NotFound);
    sure(store->restoreNamespace(parent, someTime));
    QCOMPARE(entityNames(*store), QStringList{u"prod/fleet"_s});
    sure(store->restoreEntity(gone, someTime));
    QCOMPARE(entityNames(*store), (QStringList{u"prod/fleet"_s, u"prod/gone"_s}));
}

void TestStoreDefinitions::restoringNeedsTheNameToBeFree()
{
    auto store = memoryStore();
    const EntityKey key = someEntity(*store);
    const NamespaceKey parent = sure(store->namespaces()).front().key;
    sure(store->deleteEntity(key, someTime));
    sure(store->createEntity(parent, "fleet", someTime));
    QCOMPARE(codeOf(store->restoreEntity(key, someTime)), ErrorCode::AlreadyExists);
    sure(store->deleteNamespace(parent, someTime));
    sure(store->createNamespace("prod", someTime));
    QCOMPARE(codeOf(store->restoreNamespace(parent, someTime)), ErrorCode::AlreadyExists);
    QVERIFY(entityNames(*store).isEmpty());
}

void TestStoreDefinitions::purgesADayLater()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(u"s.db"_s).toStdString();
    EntityKey kept{};
    EntityKey gone{};
    NamespaceKey empty{};
    History history;
    {
        auto store = sure(Store::open(path));
        kept = someEntity(*store);
        gone = sure(store->createEntity(sure(store->namespaces()).front().key, "gone", someTime));
        history.apply({Deed::ReportSome, 0xff, 0x35});
        for (const EntityKey key : {kept, gone})
            sure(store->commit(commitOf(key, history)));
        sure(store->deleteEntity(gone, someTime));
        empty = sure(store->createNamespace("empty", someTime));
        sure(store->deleteNamespace(empty, someTime));
    }
    auto store = sure(Store::open(path));
    // Opening again, as another program may, takes nobody's way back.
    sure(store->restoreEntity(gone, someTime));
    sure(store->deleteEntity(gone, someTime + Seconds(1)));
    QVERIFY(!kindsOf(*store, gone).empty());
    const NamespaceKey later = sure(store->createNamespace("later", someTime));
    sure(store->deleteNamespace(later, someTime + std::chrono::hours(25)));
    QCOMPARE(codeOf(store->restoreEntity(gone, someTime)), ErrorCode::NotFound);
    QCOMPARE(codeOf(store->restoreNamespace(empty, someTime)), ErrorCode::NotFound);
    sure(store->restoreNamespace(later, someTime));
    QVERIFY(kindsOf(*store, gone).empty());
    QVERIFY(!kindsOf(*store, kept).empty());
    QCOMPARE(stateText(sure(store->load(kept))), stateText(history.after()));
    // A key is never given twice, so that nobody takes a new entity for one that is gone.
    QVERIFY(sure(store->createEntity(sure(store->namespaces()).front().key, "new", someTime))
            > gone);
}

void TestStoreDefinitions::tellsTheJournal()
{
    auto store = memoryStore();
    const EntityKey key = someEntity(*store);
    const NamespaceKey parent = sure(store->namespaces()).front().key;
    sure(store->renameEntity(key, "ships", someTime + Seconds(1)));
    sure(store->deleteEntity(key, someTime + Seconds(2)));
    sure(store->restoreEntity(key, someTime + Seconds(3)));
    sure(store->deleteNamespace(parent, someTime + Seconds(4)));
    sure(store->restoreNamespace(parent, someTime + Seconds(5)));
    using enum JournalKind;
    const std::vector<JournalKind> wanted{EntityCreated,  EntityRenamed, EntityDeleted,
                                          EntityRestored, EntityDeleted, EntityRestored};
    QCOMPARE(kindsOf(*store, key), wanted);
    const auto rows = sure(store->journalAfter({}, 0, 10));
    QCOMPARE(rows[1].text, "fleet");
    QCOMPARE(rows[1].entityName, "ships");
    QCOMPARE(rows[1].at, someTime + Seconds(1));
    QCOMPARE(rows[1].step, std::uint64_t(1));
}

void TestStoreDefinitions::leavesWhatIsLocked_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("deleting the entity") << Change([](Store& store, NamespaceKey, EntityKey key) {
        return store.deleteEntity(key, someTime);
    });
    QTest::newRow("renaming the entity") << Change([](Store& store, NamespaceKey, EntityKey key) {
        return store.renameEntity(key, "other", someTime);
    });
    QTest::newRow("deleting the namespace")
        << Change([](Store& store, NamespaceKey parent, EntityKey) {
               return store.deleteNamespace(parent, someTime);
           });
    QTest::newRow("renaming the namespace")
        << Change([](Store& store, NamespaceKey parent, EntityKey) {
               return store.renameNamespace(parent, "other");
           });
}

void TestStoreDefinitions::leavesWhatIsLocked()
{
    QFETCH(const Change, change);
    const auto store = memoryStore();
    const NamespaceKey parent = sure(store->createNamespace("prod", someTime));
    (void)sure(store->createEntity(parent, "a", someTime));
    const EntityKey key = sure(store->createEntity(parent, "fleet", someTime));
    (void)sure(store->createEntity(parent, "z", someTime));
    EntityState free;
    EntityState locked = free;
    locked.revision = 1;
    locked.control.lock = Hold{{"ada", "audit"}, someTime};
    sure(store->commit({key, free, locked, {}}));
    const auto journal = sure(store->journalAfter({}, 0, 100)).size();
    const auto refused = change(*store, parent, key);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    const std::string name = sure(store->namespaces())[0].name;
    QCOMPARE(name, std::string("prod"));
    QCOMPARE(refused.error().message,
             std::string("entity \"prod/fleet\" is locked by ada: audit; unlock it first"));
    QCOMPARE(sure(store->entities()).size(), std::size_t(3));
    QCOMPARE(sure(store->entities())[1].name, std::string("fleet"));
    QCOMPARE(sure(store->journalAfter({}, 0, 100)).size(), journal);
    EntityState unlocked = locked;
    unlocked.revision = 2;
    unlocked.control.lock.reset();
    sure(store->commit({key, locked, unlocked, {}}));
    sure(change(*store, parent, key));
}

QTEST_GUILESS_MAIN(TestStoreDefinitions)
#include "tst_store_definitions.moc"
