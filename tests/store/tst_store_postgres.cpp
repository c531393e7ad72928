// How a PostgreSQL is opened and what it refuses a person, and what it says its own way.

#include <QTest>
#include <QUrl>

#include <functional>

#include "store_fixture.h"

using namespace rollout;
using namespace rollout::test;
using namespace Qt::StringLiterals;

namespace {

const std::string secret = "in:the/way@";

/// The URL of the tests' server with something else in it.
std::string urlWith(const std::function<void(QUrl&)>& change)
{
    QUrl url(QString::fromStdString(postgresUrl()));
    change(url);
    return url.toString(QUrl::FullyEncoded).toStdString();
}

void commitNext(Store& store, EntityKey key, History& history, const Event& event)
{
    history.apply(event);
    sure(store.commit(commitOf(key, history)));
}

} // namespace

class TestStorePostgres : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void createsThenFindsCurrent();
    void acceptsUrls_data();
    void acceptsUrls();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void refusesOtherTablesAndNewerStores();
    void saysThatItTakesNoChanges();
    void failsWholeAtEveryStatement();
    void revisionsTellWhatChanged();
    void ordersBytewise();
};

void TestStorePostgres::initTestCase()
{
    SKIP_WITHOUT_DATABASE();
    if (!isOnPostgres())
        QSKIP("this is about PostgreSQL");
}

void TestStorePostgres::createsThenFindsCurrent()
{
    const StorePlace place;
    QCOMPARE(sure(Store::open(place.url()))->opened(), Opened::Created);
    QCOMPARE(sure(Store::open(place.url()))->opened(), Opened::Current);
    QCOMPARE(sure(Store::fileOf(place.url())), std::string());
}

void TestStorePostgres::acceptsUrls_data()
{
    QTest::addColumn<QString>("url");
    const QString given = QString::fromStdString(postgresUrl());
    const QString socket = qEnvironmentVariable("ROLLOUT_TEST_POSTGRES_SOCKET");
    const QString port = QString::number(QUrl(given).port());
    QTest::newRow("postgres://") << QString(given).replace("postgresql:"_L1, "postgres:"_L1);
    QTest::newRow("a socket's folder as host") << u"postgresql://rollout@%1:%2/postgres"_s.arg(
        QString(socket).replace(u'/', "%2F"_L1), port);
    QTest::newRow("a socket's folder as parameter")
        << u"postgresql://rollout@:%1/postgres?host=%2"_s.arg(port, socket);
}

void TestStorePostgres::acceptsUrls()
{
    QFETCH(const QString, url);
    const StorePlace place;
    const QString options = u"options=-csearch_path%3D"_s + QString::fromStdString(place.schema());
    const auto store =
        Store::open((url + (url.contains(u'?') ? u'&' : u'?') + options).toStdString());
    QVERIFY2(store, store ? "" : store.error().message.c_str());
}

void TestStorePostgres::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const std::string& url, ErrorCode code,
                        const char* words) {
        QTest::newRow(name) << QString::fromStdString(url) << int(code) << words;
    };
    using enum ErrorCode;
    row("password", urlWith([](QUrl& url) { url.setPassword(u"secret-wrong"_s); }), Io, "password");
    row("database", urlWith([](QUrl& url) { url.setPath(u"/none"_s); }), NotFound, "createdb");
    row("port", urlWith([](QUrl& url) { url.setPort(1); }), Unreachable, "does not answer");
    row("host", urlWith([](QUrl& url) { url.setHost(u"no.such.host.invalid"_s); }), Unreachable,
        "does not answer");
    row("no database", urlWith([](QUrl& url) { url.setPath({}); }), InvalidArgument,
        "names no database");
    row("a port that is none", "postgresql://u:in:the/way@h:99999/d", InvalidArgument,
        "postgresql://user@host:port/database");
    row("an unknown parameter", urlWith([](QUrl& url) { url.setQuery(u"password=in:the/way@"_s); }),
        InvalidArgument, "parameter \"password\"");
    row("an unknown kind", "mysql://u:in:the/way@@h/d", InvalidArgument, "unknown kind");
}

void TestStorePostgres::saysWhatIsWrong()
{
    QFETCH(const QString, url);
    QFETCH(const int, code);
    QFETCH(const QString, words);
    const auto store = Store::open(url.toStdString());
    QVERIFY(!store);
    const std::string& message = store.error().message;
    QVERIFY2(message.find(words.toStdString()) != message.npos, message.c_str());
    QCOMPARE(int(store.error().code), code);
    for (const auto& word :
         {secret, std::string("in:the"), std::string("in%3Athe"), std::string("secret-wrong")})
        QVERIFY2(message.find(word) == message.npos, message.c_str());
    QVERIFY2(message.find('\n') == message.npos, message.c_str());
}

void TestStorePostgres::refusesOtherTablesAndNewerStores()
{
    const StorePlace place;
    PostgresAdmin admin(place.url());
    admin.run("CREATE TABLE entity (x int)");
    auto refused = Store::open(place.url());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    admin.run("DROP TABLE entity");
    (void)sure(Store::open(place.url()));
    admin.run("UPDATE store_meta SET value = 99 WHERE name = 'schema'");
    refused = Store::open(place.url());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TooNew);
}

void TestStorePostgres::saysThatItTakesNoChanges()
{
    const StorePlace place;
    (void)sure(Store::open(place.url()));
    auto store = sure(Store::open(place.url() + "%20-cdefault_transaction_read_only%3Don"));
    const auto refused = store->createNamespace("n", someTime);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.find("takes no changes") != std::string::npos,
             refused.error().message.c_str());
}

void TestStorePostgres::failsWholeAtEveryStatement()
{
    const StorePlace place;
    int failIn = 0;
    StoreOptions options;
    options.observer = [&](std::string_view) { return --failIn != 0; };
    int failures = 0;
    for (int n = 1;; ++n) {
        failIn = n;
        if (const auto store = openStore(place.url(), options)) {
            QCOMPARE((*store)->opened(), Opened::Created);
            break;
        }
        ++failures;
    }
    QVERIFY(failures > 20);
    QCOMPARE(sure(Store::open(place.url()))->opened(), Opened::Current);
}

void TestStorePostgres::revisionsTellWhatChanged()
{
    const StorePlace place;
    auto store = sure(Store::open(place.url()));
    const EntityKey key = someEntity(*store);
    const Revisions first = sure(store->revisions());
    QCOMPARE(first.entities.size(), 1U);
    History history;
    commitNext(*store, key, history, {Deed::AskVersion, 1, 1});
    const Revisions second = sure(store->revisions());
    QCOMPARE(second.entities[0].revision, first.entities[0].revision + 1);
    QCOMPARE(second.definitions, first.definitions);
    sure(store->renameEntity(key, "other", someTime));
    QVERIFY(sure(store->revisions()).definitions != first.definitions);
}

void TestStorePostgres::ordersBytewise()
{
    const StorePlace place;
    auto store = sure(Store::open(place.url()));
    const std::vector<std::string> names{"A", "B", "a", "b c", "b-d", "\xC3\xA4", "\xEF\xBB\xBFx"};
    for (auto name = names.rbegin(); name != names.rend(); ++name)
        (void)sure(store->createNamespace(*name, someTime));
    std::vector<std::string> found;
    for (const StoredNamespace& ns : sure(store->namespaces()))
        found.push_back(ns.name);
    QCOMPARE(found, names);
}

QTEST_GUILESS_MAIN(TestStorePostgres)
#include "tst_store_postgres.moc"
