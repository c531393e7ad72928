// Policies that people named: in the engine as values, in the store as their text.

#include <QTemporaryDir>
#include <QTest>

#include "engine_bed.h"

using namespace rollout;
using namespace rollout::test;

namespace {

NamedPolicy careful()
{
    NamedPolicy named{"careful", "One target, then the rest", {}};
    named.policy.options.batch = Percent(10);
    named.policy.guards.rollbackBatch = Percent(33);
    Wave wave;
    wave.size = {false, 1};
    wave.bake = Seconds(3600);
    named.policy.waves = {wave};
    return named;
}

} // namespace

class TestPolicies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesARestart();
    void deletes();
    void refuses();
    void unreadableIsCorrupt();
};

void TestPolicies::survivesARestart()
{
    const QTemporaryDir folder;
    EngineBed bed("sqlite:" + folder.filePath(QStringLiteral("a.db")).toStdString());
    QVERIFY(must(bed.engine().policyNames()).empty());
    must(bed.engine().savePolicy({"another", "", {}}));
    must(bed.engine().savePolicy({"careful", "", {}}));
    must(bed.engine().savePolicy(careful()));
    bed.restart();
    QVERIFY(must(bed.engine().policyNames()) == (std::vector<std::string>{"another", "careful"}));
    QVERIFY(must(bed.engine().policy("careful")) == careful());
}

void TestPolicies::deletes()
{
    EngineBed bed;
    must(bed.engine().savePolicy(careful()));
    must(bed.engine().deletePolicy("careful"));
    QVERIFY(bed.engine().policy("careful").error().code == ErrorCode::NotFound);
    QVERIFY(bed.engine().deletePolicy("careful").error().code == ErrorCode::NotFound);
}

void TestPolicies::refuses()
{
    EngineBed bed;
    NamedPolicy named = careful();
    named.name.clear();
    QVERIFY(bed.engine().savePolicy(named).error().code == ErrorCode::InvalidArgument);
    named = careful();
    named.policy.options.batch = Percent(101);
    QVERIFY(bed.engine().savePolicy(named).error().code == ErrorCode::InvalidArgument);
    named = careful();
    named.description = "\xff";
    QVERIFY(bed.engine().savePolicy(named).error().code == ErrorCode::InvalidArgument);
    QVERIFY(must(bed.engine().policyNames()).empty());
}

// Somebody wrote into the store by other means.
void TestPolicies::unreadableIsCorrupt()
{
    const QTemporaryDir folder;
    const std::string url = "sqlite:" + folder.filePath(QStringLiteral("a.db")).toStdString();
    must(must(Store::open(url))->savePolicy("odd", "batch: many\n"));
    EngineBed bed(url);
    const auto read = bed.engine().policy("odd");
    QVERIFY(!read && read.error().code == ErrorCode::Corrupt);
    QVERIFY(read.error().message.find("stored policy \"odd\":1:8: batch is") == 0);
    QVERIFY(must(bed.engine().policyNames()).size() == 1);
    must(bed.engine().savePolicy({"odd", "", {}}));
    must(bed.engine().policy("odd"));
}

QTEST_GUILESS_MAIN(TestPolicies)
#include "tst_policies.moc"
