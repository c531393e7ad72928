// Reading the journal page by page, and filtered.

#include <QTest>

#include "store_fixture.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();

std::vector<std::int64_t> idsOf(const std::vector<JournalRow>& rows)
{
    std::vector<std::int64_t> ids;
    for (const JournalRow& row : rows)
        ids.push_back(row.id);
    return ids;
}

} // namespace

Q_DECLARE_METATYPE(rollout::JournalFilter)
Q_DECLARE_METATYPE(std::function<bool(const rollout::JournalRow&)>)

class TestStoreJournal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void spellsEverythingOut();
    void pagesBackwardsWithoutGapOrRepetition();
    void pagesForwardsWithoutGapOrRepetition();
    void filters_data();
    void filters();
    void namesTargetsThatAreGone();

private:
    std::shared_ptr<Store> m_store;
    EntityKey m_key{};
    EntityKey m_other{};
    std::vector<JournalRow> m_all; ///< oldest first
};

void TestStoreJournal::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
    m_store = memoryStore();
    const NamespaceKey parent = sure(m_store->createNamespace("prod", someTime));
    m_key = sure(m_store->createEntity(parent, "fleet", someTime));
    m_other = sure(m_store->createEntity(parent, "Other", someTime));
    for (const auto& [key, seed] : {std::pair(m_key, 2U), std::pair(m_other, 9U)}) {
        History history;
        for (const Event& event : someEvents(seed, 60)) {
            history.apply(event);
            sure(m_store->commit(commitOf(key, history)));
        }
    }
    m_all = sure(m_store->journalAfter({}, 0, 1000000));
    QVERIFY(m_all.size() > 100);
}

void TestStoreJournal::spellsEverythingOut()
{
    auto store = memoryStore();
    const EntityKey key = someEntity(*store);
    EntityState after;
    (void)sure(recordReport(after.fleet, std::vector<ClientState>{{"t", "g", "", "v1", "", false}},
                            {someTime, Seconds(60), VersionId::None}));
    JournalEntry entry{JournalKind::TargetFailed,
                       someTime + Milliseconds(1),
                       someTime,
                       12,
                       TargetId{0},
                       after.fleet.versions().intern("v2"),
                       after.fleet.versions().intern("v1"),
                       130,
                       120,
                       "\xEF\xBB\xBFno answer",
                       "Ada"};
    sure(store->commit({key, EntityState{}, after, {entry}}));
    const JournalRow row = sure(store->journalBefore({}, newest, 1)).front();
    QCOMPARE(row.entity, key);
    QCOMPARE(row.kind, JournalKind::TargetFailed);
    QCOMPARE(row.at, entry.at);
    QCOMPARE(row.entityAt, entry.entityAt);
    QCOMPARE(row.by, entry.by);
    QCOMPARE(row.step, entry.step);
    QCOMPARE(row.namespaceName, "prod");
    QCOMPARE(row.entityName, "fleet");
    QCOMPARE(row.group, "g");
    QCOMPARE(row.target, "t");
    QCOMPARE(row.version, "v2");
    QCOMPARE(row.previous, "v1");
    QCOMPARE(row.count, 130);
    QCOMPARE(row.threshold, 120);
    QCOMPARE(row.text, entry.text);
}

void TestStoreJournal::pagesBackwardsWithoutGapOrRepetition()
{
    std::vector<std::int64_t> ids;
    std::int64_t before = newest;
    for (auto page = sure(m_store->journalBefore({}, before, 7)); !page.empty();
         page = sure(m_store->journalBefore({}, before, 7))) {
        QVERIFY(page.size() <= 7);
        for (const JournalRow& row : page)
            ids.push_back(row.id);
        before = ids.back();
    }
    std::reverse(ids.begin(), ids.end());
    QCOMPARE(ids, idsOf(m_all));
}

void TestStoreJournal::pagesForwardsWithoutGapOrRepetition()
{
    std::vector<std::int64_t> ids;
    for (auto page = sure(m_store->journalAfter({}, 0, 7)); !page.empty();
         page = sure(m_store->journalAfter({}, ids.back(), 7)))
        for (const JournalRow& row : page)
            ids.push_back(row.id);
    QCOMPARE(ids, idsOf(m_all));
    QVERIFY(std::is_sorted(ids.begin(), ids.end()));
}

void TestStoreJournal::filters_data()
{
    using Wanted = std::function<bool(const JournalRow&)>;
    QTest::addColumn<JournalFilter>("filter");
    QTest::addColumn<Wanted>("wanted");
    const auto row = [](const char* name, JournalFilter filter, Wanted wanted) {
        QTest::newRow(name) << std::move(filter) << std::move(wanted);
    };
    row("entity", {m_key, false, "", {}}, [this](const auto& r) { return r.entity == m_key; });
    row("whole entity", {std::nullopt, true, "", {}},
        [](const auto& r) { return r.target.empty(); });
    row("whole entity of one", {m_other, true, "", {}},
        [this](const auto& r) { return r.target.empty() && r.entity == m_other; });
    row("kinds", {std::nullopt, false, "", {JournalKind::VersionAsked, JournalKind::TargetAdded}},
        [](const auto& r) {
            return r.kind == JournalKind::VersionAsked || r.kind == JournalKind::TargetAdded;
        });
    row("kinds of whole entities",
        {std::nullopt, false, "", {JournalKind::VersionAsked, JournalKind::EntityCreated}},
        [](const auto& r) {
            return r.kind == JournalKind::VersionAsked || r.kind == JournalKind::EntityCreated;
        });
    row("previous version or text", {std::nullopt, false, "V2", {}}, [](const auto& r) {
        const auto has = [](const std::string& text) {
            return text.find("v2") != text.npos || text.find("V2") != text.npos;
        };
        return has(r.version) || has(r.previous) || has(r.text);
    });
    row("entity's name, letter case apart", {std::nullopt, false, "oTHER", {}},
        [this](const auto& r) { return r.entity == m_other; });
    row("a wildcard is a character", {std::nullopt, false, "%_", {}},
        [](const auto& r) { return r.target.find("%_") != std::string::npos; });
    row("group", {m_key, false, "east", {}},
        [this](const auto& r) { return r.entity == m_key && r.group == "east"; });
    const auto first = m_all[m_all.size() / 3].id;
    const auto last = m_all[m_all.size() / 2].id;
    row("a stretch", {std::nullopt, false, "", {}, first, last},
        [=](const auto& r) { return r.id >= first && r.id <= last; });
    row("a stretch that goes on", {m_key, false, "", {}, first, std::nullopt},
        [this, first](const auto& r) { return r.id >= first && r.entity == m_key; });
    row("nothing", {std::nullopt, false, "nowhere to be found", {}},
        [](const auto&) { return false; });
}

void TestStoreJournal::filters()
{
    QFETCH(const JournalFilter, filter);
    QFETCH(const std::function<bool(const JournalRow&)>, wanted);
    std::vector<std::int64_t> ids;
    for (const JournalRow& row : m_all)
        if (wanted(row))
            ids.push_back(row.id);
    QCOMPARE(idsOf(sure(m_store->journalAfter(filter, 0, 1000000))), ids);
    std::reverse(ids.begin(), ids.end());
    QCOMPARE(idsOf(sure(m_store->journalBefore(filter, newest, 1000000))), ids);
}

void TestStoreJournal::namesTargetsThatAreGone()
{
    int count = 0;
    for (const JournalRow& row : m_all)
        if (row.kind == JournalKind::TargetRemoved || row.kind == JournalKind::TargetForgotten) {
            QVERIFY(!row.target.empty());
            ++count;
        }
    QVERIFY(count > 0);
}

QTEST_GUILESS_MAIN(TestStoreJournal)
#include "tst_store_journal.moc"
