// Named policies: saved, replaced, deleted, whole or not at all.

#include <QTemporaryDir>
#include <QTest>

#include "store_fixture.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

std::vector<StoredPolicy> policiesOf(Store& store)
{
    return sure(store.policies());
}

} // namespace

class TestStorePolicies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void savesReplacesAndDeletes();
    void keepsThemInTheFile();
    void refusesNames();
    void isWholeOrNotAtAll();
};

void TestStorePolicies::savesReplacesAndDeletes()
{
    const auto store = memoryStore();
    QVERIFY(policiesOf(*store).empty());
    sure(store->savePolicy("b", "batch: 1 %\n"));
    sure(store->savePolicy("B", "batch: 2 %\n"));
    sure(store->savePolicy("\xEF\xBB\xBF ü", ""));
    QVERIFY(policiesOf(*store)
            == (std::vector<StoredPolicy>{
                {"B", "batch: 2 %\n"}, {"b", "batch: 1 %\n"}, {"\xEF\xBB\xBF ü", ""}}));
    sure(store->savePolicy("b", "batch: 3 %\n"));
    QCOMPARE(policiesOf(*store)[1].body, std::string("batch: 3 %\n"));
    QCOMPARE(policiesOf(*store).size(), std::size_t(3));
    sure(store->deletePolicy("B"));
    QCOMPARE(policiesOf(*store).size(), std::size_t(2));
    const auto again = store->deletePolicy("B");
    QVERIFY(!again && again.error().code == ErrorCode::NotFound);
}

void TestStorePolicies::keepsThemInTheFile()
{
    const QTemporaryDir folder;
    const std::string url = "sqlite:" + folder.filePath(u"a.db"_s).toStdString();
    sure(sure(openStore(url, {}))->savePolicy("mine", "batch: 1 %\n"));
    QVERIFY(policiesOf(*sure(openStore(url, {})))
            == (std::vector<StoredPolicy>{{"mine", "batch: 1 %\n"}}));
}

void TestStorePolicies::refusesNames()
{
    const auto store = memoryStore();
    for (const std::string& name : {std::string(), std::string("a\0b", 3), std::string("\xff")})
        QVERIFY(store->savePolicy(name, "").error().code == ErrorCode::InvalidArgument);
    QVERIFY(policiesOf(*store).empty());
}

// Every statement fails once: then nothing has changed.
void TestStorePolicies::isWholeOrNotAtAll()
{
    int statements = 0;
    int failing = -1;
    StoreOptions options;
    options.observer = [&](std::string_view) { return statements++ != failing; };
    const auto store = memoryStore(options);
    sure(store->savePolicy("a", "old"));
    const auto before = policiesOf(*store);
    const auto save = [&] { return store->savePolicy("b", "new"); };
    const auto replace = [&] { return store->savePolicy("a", "new"); };
    const auto remove = [&] { return store->deletePolicy("a"); };
    for (const auto& work : {std::function<Result<void>()>(save), {replace}, {remove}})
        for (int n = 0; n < 3; ++n) {
            statements = 0;
            failing = n;
            const auto done = work();
            failing = -1;
            QVERIFY(!done);
            QVERIFY(policiesOf(*store) == before);
        }
    sure(remove());
    QVERIFY(policiesOf(*store).empty());
}

QTEST_GUILESS_MAIN(TestStorePolicies)
#include "tst_store_policies.moc"
