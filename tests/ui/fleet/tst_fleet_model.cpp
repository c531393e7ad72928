#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include "ui/fleet/fleet_filter.h"
#include "ui/fleet/fleet_model.h"
#include "ui/fleet/progress_geometry.h"

using namespace rollout;

namespace {

Directory twoNamespaces()
{
    return {{NamespaceKey(1), "demo", {{EntityKey(10), "checkout"}, {EntityKey(11), "search"}}},
            {NamespaceKey(2), "edge", {{EntityKey(20), "kiosks"}}}};
}

EntitySummary summary(RolloutPhase phase, std::int64_t done, std::int64_t failed)
{
    EntitySummary summary;
    summary.phase = phase;
    summary.total = done + failed;
    summary.phases[static_cast<std::size_t>(TargetPhase::Succeeded)] = done;
    summary.phases[static_cast<std::size_t>(TargetPhase::Failed)] = failed;
    summary.groups = {{"eu", summary.phases, summary.total}, {"us", {}, 0}};
    return summary;
}

EntitySnapshot snapshot(EntityKey key, const std::string& name)
{
    EntitySnapshot snapshot;
    snapshot.key = key;
    snapshot.entityName = name;
    snapshot.state.simulation = SimulationSettings{};
    const VersionId version = snapshot.state.fleet.versions().intern("v7");
    snapshot.state.rollout = {version, version, version, VersionId::None};
    return snapshot;
}

} // namespace

class FleetModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsNamespacesEntitiesAndGroups();
    void theWorstStateBubblesUp();
    void whatHoldsItIsMarked();
    void aNamespaceIsDrawnAnewForWhatHoldsAnEntity();
    void aPastMomentKeepsNameAndGroups();
    void selectionSurvivesRenamesAndNewNeighbours();
    void goneThingsLeave();
    void anEditedNameIsAskedFor();
    void filterKeepsAncestorsAndDescendants();
    void oneFailureAmongManyIsSeen();
    void progressFillsItsFrame_data();
    void progressFillsItsFrame();

private:
    std::unique_ptr<FleetModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void FleetModelTest::init()
{
    m_tester.reset();
    m_model = std::make_unique<FleetModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setDirectory(twoNamespaces());
}

void FleetModelTest::showsNamespacesEntitiesAndGroups()
{
    m_model->setEntity(snapshot(EntityKey(10), "checkout"),
                       summary(RolloutPhase::RollingOut, 30, 2));
    QCOMPARE(m_model->rowCount(), 2);
    const QModelIndex entity = m_model->indexOf(EntityKey(10));
    QCOMPARE(entity.data().toString(), QStringLiteral("checkout"));
    QCOMPARE(entity.siblingAtColumn(FleetModel::CountColumn).data().toString(),
             QStringLiteral("32"));
    QCOMPARE(entity.siblingAtColumn(FleetModel::VersionColumn).data().toString(),
             QStringLiteral("v7"));
    QCOMPARE(m_model->rowCount(entity), 2);
    QCOMPARE(m_model->indexOf(EntityKey(10), QStringLiteral("us")).row(), 1);
    QCOMPARE(entity.parent().data().toString(), QStringLiteral("demo"));
    QVERIFY(
        entity.data(Qt::AccessibleDescriptionRole).toString().contains(QStringLiteral("2 failed")));
}

void FleetModelTest::theWorstStateBubblesUp()
{
    m_model->setEntity(snapshot(EntityKey(10), "checkout"),
                       summary(RolloutPhase::RollingBack, 3, 2));
    m_model->setEntity(snapshot(EntityKey(11), "search"), summary(RolloutPhase::Settled, 5, 0));
    const QModelIndex demo = m_model->indexOf(NamespaceKey(1));
    QCOMPARE(demo.data(FleetModel::PhaseRole).toInt(), static_cast<int>(RolloutPhase::RollingBack));
    QCOMPARE(demo.data(FleetModel::ProgressRole).value<ProgressParts>().total(), 10);
    m_model->setEntity(snapshot(EntityKey(10), "checkout"), summary(RolloutPhase::Settled, 5, 0));
    QCOMPARE(demo.data(FleetModel::PhaseRole).toInt(), static_cast<int>(RolloutPhase::Settled));
}

void FleetModelTest::whatHoldsItIsMarked()
{
    EntitySnapshot checkout = snapshot(EntityKey(10), "checkout");
    EntitySummary figures = summary(RolloutPhase::RollingOut, 30, 2);
    figures.pending = 4;
    m_model->setEntity(checkout, figures);
    const QModelIndex demo = m_model->indexOf(NamespaceKey(1));
    const auto mark = [&](const QModelIndex& index) {
        return index.data(FleetModel::MarkRole).toString();
    };
    QCOMPARE(mark(m_model->indexOf(EntityKey(10))), QStringLiteral("approvals"));
    checkout.state.control.pause = Hold{};
    figures.total += 3; // excluded
    m_model->setEntity(checkout, figures);
    QCOMPARE(mark(m_model->indexOf(EntityKey(10))), QStringLiteral("pause"));
    QCOMPARE(mark(demo), QStringLiteral("pause"));
    const QString words =
        m_model->indexOf(EntityKey(10)).data(Qt::AccessibleDescriptionRole).toString();
    QVERIFY2(words.contains(QStringLiteral("3 excluded; paused; waiting for approval: 4")),
             qPrintable(words));
    QCOMPARE(demo.siblingAtColumn(FleetModel::CountColumn).data().toString(), QStringLiteral("35"));
    QVERIFY(mark(m_model->indexOf(EntityKey(11))).isEmpty());
}

void FleetModelTest::aNamespaceIsDrawnAnewForWhatHoldsAnEntity()
{
    EntitySnapshot checkout = snapshot(EntityKey(10), "checkout");
    const EntitySummary figures = summary(RolloutPhase::RollingOut, 30, 2);
    m_model->setEntity(checkout, figures);
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    checkout.state.control.pause = Hold{};
    m_model->setEntity(checkout, figures);
    QCOMPARE(changes.back().front().toModelIndex(), m_model->indexOf(NamespaceKey(1)));
}

void FleetModelTest::aPastMomentKeepsNameAndGroups()
{
    m_model->setEntity(snapshot(EntityKey(10), "checkout"),
                       summary(RolloutPhase::RollingBack, 30, 2));
    const QPersistentModelIndex entity = m_model->indexOf(EntityKey(10));
    const QPersistentModelIndex us = m_model->indexOf(EntityKey(10), QStringLiteral("us"));
    EntitySummary before = summary(RolloutPhase::RollingOut, 9, 0);
    before.groups = {{"eu", before.phases, before.total}, {"gone", {}, 0}};
    EntitySnapshot then = snapshot(EntityKey(10), "once");
    then.state.control.pause = Hold{};
    const QModelIndex demo = m_model->indexOf(NamespaceKey(1));
    QVERIFY(demo.data(FleetModel::MarkRole).toString().isEmpty());
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setPastEntity(then, before);
    QCOMPARE(demo.data(FleetModel::MarkRole).toString(), QStringLiteral("history"));
    QCOMPARE(changes.back().front().toModelIndex(), demo);

    QCOMPARE(entity.data().toString(), QStringLiteral("checkout"));
    QCOMPARE(entity.data(FleetModel::MarkRole).toString(), QStringLiteral("history"));
    QVERIFY(entity.data(Qt::ToolTipRole).toString().endsWith(QStringLiteral("that you see")));
    QCOMPARE(m_model->data(m_model->index(0, FleetModel::CountColumn, entity.parent())).toString(),
             QStringLiteral("9"));
    QCOMPARE(m_model->rowCount(entity), 2);
    QVERIFY(us.isValid());
    QCOMPARE(us.data(FleetModel::ProgressRole).value<ProgressParts>().total(), 0);

    m_model->setEntity(snapshot(EntityKey(10), "checkout"),
                       summary(RolloutPhase::RollingBack, 30, 2));
    QVERIFY(entity.data(FleetModel::MarkRole).toString().isEmpty());
    QVERIFY(demo.data(FleetModel::MarkRole).toString().isEmpty());
    QCOMPARE(us.data(FleetModel::ProgressRole).value<ProgressParts>().total(), 0);
}

void FleetModelTest::selectionSurvivesRenamesAndNewNeighbours()
{
    QItemSelectionModel selection(m_model.get());
    m_model->setEntity(snapshot(EntityKey(11), "search"), summary(RolloutPhase::Settled, 5, 0));
    selection.setCurrentIndex(m_model->indexOf(EntityKey(11), QStringLiteral("eu")),
                              QItemSelectionModel::SelectCurrent);
    const QPersistentModelIndex persistent = selection.currentIndex();
    Directory next = twoNamespaces();
    next[0].entities = {
        {EntityKey(12), "aaa"}, {EntityKey(11), "bbb renamed"}, {EntityKey(10), "checkout"}};
    std::swap(next[0], next[1]); // as a namespace does that gets a later name
    m_model->setDirectory(next);
    QVERIFY(persistent.isValid());
    QCOMPARE(selection.currentIndex(), m_model->indexOf(EntityKey(11), QStringLiteral("eu")));
    QCOMPARE(persistent.parent().data().toString(), QStringLiteral("bbb renamed"));
    QCOMPARE(persistent.parent().row(), 1);
}

void FleetModelTest::goneThingsLeave()
{
    const QPersistentModelIndex gone = m_model->indexOf(EntityKey(10));
    Directory next = twoNamespaces();
    next[0].entities.erase(next[0].entities.begin());
    m_model->setDirectory(next);
    QVERIFY(!gone.isValid());
    QCOMPARE(m_model->rowCount(m_model->indexOf(NamespaceKey(1))), 1);
    m_model->setEntity(snapshot(EntityKey(10), "checkout"),
                       summary(RolloutPhase::Settled, 1, 0)); // late news
    m_model->setDirectory({});
    QCOMPARE(m_model->rowCount(), 0);
}

void FleetModelTest::anEditedNameIsAskedFor()
{
    QSignalSpy asked(m_model.get(), &FleetModel::renameAsked);
    const QModelIndex entity = m_model->indexOf(EntityKey(10));
    QVERIFY(!m_model->setData(entity, QStringLiteral("  "), Qt::EditRole));
    QVERIFY(!m_model->setData(entity, QStringLiteral("checkout"), Qt::EditRole));
    QCOMPARE(asked.size(), 0);
    (void)m_model->setData(entity, QStringLiteral(" cart "), Qt::EditRole);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.front().at(1).toString(), QStringLiteral("cart"));
    QCOMPARE(entity.data().toString(), QStringLiteral("checkout")); // until the directory says so
}

void FleetModelTest::filterKeepsAncestorsAndDescendants()
{
    m_model->setEntity(snapshot(EntityKey(10), "checkout"), summary(RolloutPhase::Settled, 3, 0));
    FleetFilter filter;
    QAbstractItemModelTester tester(&filter,
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(m_model.get());
    filter.setText(QStringLiteral("CHECK"));
    QCOMPARE(filter.rowCount(), 1);
    const QModelIndex demo = filter.index(0, 0);
    QCOMPARE(filter.rowCount(demo), 1);
    QCOMPARE(filter.rowCount(filter.index(0, 0, demo)), 2);
    filter.setText({});
    QCOMPARE(filter.rowCount(), 2);
}

void FleetModelTest::oneFailureAmongManyIsSeen()
{
    const auto geometry = ProgressGeometry::of(QRectF(0, 0, 80, 10), {99'999, 0, 1, 0});
    QVERIFY(geometry.parts[2].width() >= ProgressGeometry::smallest);
    QCOMPARE(geometry.parts[2].right(), 80.0);
}

void FleetModelTest::progressFillsItsFrame_data()
{
    QTest::addColumn<ProgressParts>("counts");
    QTest::newRow("all alike") << ProgressParts{1, 1, 1, 1};
    QTest::newRow("one kind") << ProgressParts{0, 0, 0, 9};
    QTest::newRow("three tiny") << ProgressParts{1, 1, 1, 1'000'000};
}

void FleetModelTest::progressFillsItsFrame()
{
    QFETCH(ProgressParts, counts);
    const auto geometry = ProgressGeometry::of(QRectF(5, 0, 60, 10), counts);
    qreal sum = 0;
    for (const QRectF& part : geometry.parts)
        sum += part.width();
    QCOMPARE(sum, 60.0);
    for (const QRectF& part : ProgressGeometry::of(QRectF(5, 0, 60, 10), {}).parts)
        QVERIFY(part.isEmpty());
}

QTEST_GUILESS_MAIN(FleetModelTest)
#include "tst_fleet_model.moc"
