// Namespaces, entities and targets that people define, rename, delete and get back.

#include <QTemporaryDir>
#include <QTest>

#include "engine_bed.h"

using namespace rollout;
using namespace rollout::test;

class Definitions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void deletedEntityComesBackWhole();
    void deletedNamespaceComesBackWithItsEntities();
    void takenNamesAreRefused();
    void renamedEntityKeepsItsState();
    void deletedEntityTakesNoSteps();
    void targetsAreRenamedAndDeleted();
    void watcherIsTold();
    void simulatedEntitiesAreTimedByTheirOwnClock();
};

void Definitions::simulatedEntitiesAreTimedByTheirOwnClock()
{
    EngineBed bed;
    bed.live().set(Time(std::chrono::hours(24 * 365 * 50)));
    bed.simulation().set(Time(Seconds(500)));
    const EntityKey key = must(bed.engine().createEntity("n", "e", SimulationSettings{}));
    QVERIFY(must(bed.engine().snapshot(key))->state.isSimulated());
    must(bed.engine().record("n", "e", targetsOn("v1", 1)));
    must(bed.engine().renameEntity(key, "f"));
    must(bed.engine().deleteEntity(key));
    must(bed.engine().restoreEntity(key));
    for (const JournalRow& row : must(bed.engine().journalAfter({}, 0, 100)))
        QCOMPARE(row.at, Time(Seconds(500)));
}

void Definitions::deletedEntityComesBackWhole()
{
    EngineBed bed;
    must(bed.engine().record("n", "e", targetsOn("v1", 7)));
    const EntityKey key = must(bed.engine().snapshot("n", "e"))->key;
    must(bed.engine().deleteEntity(key));
    QVERIFY(!bed.engine().clientState("n", "e"));
    QVERIFY(bed.engine().snapshot(key).error().code == ErrorCode::NotFound);
    must(bed.engine().restoreEntity(key));
    QCOMPARE(must(bed.engine().clientState("n", "e")).size(), std::size_t(7));
    must(bed.engine().setTargetVersion("n", "e", "v2"));
}

void Definitions::deletedNamespaceComesBackWithItsEntities()
{
    EngineBed bed;
    must(bed.engine().record("n", "e", targetsOn("v1", 7)));
    must(bed.engine().record("n", "f", targetsOn("v1", 3)));
    const NamespaceKey key = bed.engine().directory()->front().key;
    must(bed.engine().deleteNamespace(key));
    QVERIFY(bed.engine().namespaces().empty());
    QVERIFY(!bed.engine().clientState("n", "e"));
    must(bed.engine().restoreNamespace(key));
    QCOMPARE(must(bed.engine().entities("n")), (std::vector<std::string>{"e", "f"}));
    QCOMPARE(must(bed.engine().clientState("n", "f")).size(), std::size_t(3));
}

void Definitions::takenNamesAreRefused()
{
    EngineBed bed;
    must(bed.engine().createEntity("n", "e"));
    const EntityKey other = must(bed.engine().createEntity("n", "f"));
    QVERIFY(bed.engine().createNamespace("n").error().code == ErrorCode::AlreadyExists);
    QVERIFY(bed.engine().createEntity("n", "e").error().code == ErrorCode::AlreadyExists);
    QVERIFY(bed.engine().renameEntity(other, "e").error().code == ErrorCode::AlreadyExists);
    QVERIFY(bed.engine().renameEntity(other, "").error().code == ErrorCode::InvalidArgument);
    must(bed.engine().createEntity("m", "e")); // another namespace, another name
}

void Definitions::renamedEntityKeepsItsState()
{
    EngineBed bed;
    must(bed.engine().record("n", "e", targetsOn("v1", 7)));
    const EntityKey key = must(bed.engine().snapshot("n", "e"))->key;
    must(bed.engine().renameEntity(key, "better"));
    must(bed.engine().renameNamespace(bed.engine().directory()->front().key, "prod"));
    QCOMPARE(must(bed.engine().clientState("prod", "better")).size(), std::size_t(7));
    QCOMPARE(must(bed.engine().snapshot(key))->entityName, std::string("better"));
    QCOMPARE(must(bed.engine().snapshot(key))->namespaceName, std::string("prod"));
    QVERIFY(!bed.engine().clientState("n", "e"));
}

void Definitions::deletedEntityTakesNoSteps()
{
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    const EntityKey key = must(bed.engine().snapshot("n", "e"))->key;
    must(bed.engine().deleteEntity(key));
    QVERIFY(!bed.engine().step(key));
    QVERIFY(!bed.engine().deleteEntity(key));
    must(bed.engine().setTargetVersion("n", "e", "v1")); // a new one of the same name
    QVERIFY(must(bed.engine().snapshot("n", "e"))->key != key);
    QVERIFY(bed.engine().restoreEntity(key).error().code == ErrorCode::AlreadyExists);
}

void Definitions::targetsAreRenamedAndDeleted()
{
    EngineBed bed;
    must(bed.engine().record("n", "e", targetsOn("v1", 4)));
    const auto snapshot = must(bed.engine().snapshot("n", "e"));
    const EntityKey key = snapshot->key;
    const TargetId first = snapshot->state.fleet.order().front();
    must(bed.engine().renameTarget(key, first, "north", "pole"));
    QCOMPARE(must(bed.engine().clientGroupState("n", "e", "north")).front().name,
             std::string("pole"));
    QVERIFY(bed.engine().renameTarget(key, first, "west", "t10001").error().code
            == ErrorCode::AlreadyExists);
    must(bed.engine().deleteTargets(key, std::vector{first, first}));
    QCOMPARE(must(bed.engine().clientState("n", "e")).size(), std::size_t(3));
    QVERIFY(bed.engine().renameTarget(key, first, "x", "y").error().code == ErrorCode::NotFound);
    bed.restart();
}

void Definitions::watcherIsTold()
{
    EngineBed bed;
    must(bed.engine().createEntity("n", "before"));
    std::vector<std::string> seen;
    std::size_t entities = 0;
    bed.engine().setWatcher(
        {[&](const SnapshotPtr& snapshot) { seen.push_back(snapshot->entityName); },
         [&](const std::shared_ptr<const Directory>& directory) {
             entities = directory->empty() ? 0 : directory->front().entities.size();
         },
         {},
         {},
         {}});
    QCOMPARE(seen, std::vector<std::string>{"before"});
    must(bed.engine().setTargetVersion("n", "after", "v1"));
    QCOMPARE(entities, std::size_t(2));
    QCOMPARE(seen.back(), std::string("after"));
}

QTEST_GUILESS_MAIN(Definitions)
#include "tst_definitions.moc"
