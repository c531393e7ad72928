// Policies as YAML: what is read, what is refused and where, and that what is written reads back.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <rapidcheck.h>

#include "io/policy_words.h"
#include "io/policy_yaml.h"
#include "testsupport/random_policy.h"

using namespace rollout;

namespace {

constexpr const char* everything = R"(# all that there is
name: careful
description: "One target, then the rest: slowly."
batch: 10 %
success: 95
success-timeout: 10 min
duration-timeout: 1 h 30 min
guards:
  forget-after: 2 d
  silent-counts-as-failed: true
  stop-while-unhealthy: true
  rollback-batch: 33%
  open-for-rollback: true
  watch-after-good: 1 h
  monitoring: roll-back
  minimum-time: 1800
  minimum-targets: 5
waves:
  - name: one box
    group: eu
    tag: canary
    size: 1 target
    batch: 100 %
    success: 100 %
    error: 0 %
    bake: 1 h
    manual: true
  - size: 50 %
    batch: 5 targets
approval:
  required: 2
  timeout: 1 d
  on-timeout: approve
  for-rollback: true
)";

NamedPolicy allOfIt()
{
    NamedPolicy named{"careful", "One target, then the rest: slowly.", {}};
    Policy& policy = named.policy;
    policy.options = {Percent(10), Percent(95), Seconds(600), Seconds(5400)};
    policy.guards = {
        Seconds(172'800),           true,          true, Percent(33), true, Seconds(3600),
        MonitoringAction::RollBack, Seconds(1800), 5};
    policy.waves = {{"one box",
                     "eu",
                     "canary",
                     {false, 1},
                     Portion{true, 100},
                     Percent(100),
                     Percent(0),
                     Seconds(3600),
                     true},
                    Wave{}};
    policy.waves[1].size = {true, 50};
    policy.waves[1].batch = Portion{false, 5};
    policy.approval = {2, Seconds(86'400), OnTimeout::Approve, true};
    return named;
}

QString messageOf(const char* text)
{
    const auto parsed = parsePolicy(text, "p.yaml");
    return parsed ? QStringLiteral("fine") : QString::fromStdString(parsed.error().message);
}

rc::Gen<std::string> anyText()
{
    return rc::gen::map(
        rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "a", "Z", " ", "-", ":", "#", "\"", "\\", "'", "\n", "\t", "\r", "\x01", "\x7f", "null",
            "~", "{", "[", "%", "@", "ü", "\u0085", "\u2028", "\ufeff", "\U0001F680", "true", "7")),
        [](const std::vector<std::string>& parts) {
            std::string text;
            for (const std::string& part : parts)
                text += part;
            return text;
        });
}

} // namespace

class TestPolicyYaml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsRead();
    void everythingIsWritten();
    void littleIsEnough();
    void refused_data();
    void refused();
    void roundTrip();
    void spans_data();
    void spans();
    void notSpans_data();
    void notSpans();
    void files();
};

void TestPolicyYaml::everythingIsRead()
{
    const auto parsed = parsePolicy(everything, "p.yaml");
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    QVERIFY(*parsed == allOfIt());
}

void TestPolicyYaml::everythingIsWritten()
{
    const std::string text = policyText(allOfIt());
    QVERIFY(text.starts_with("name: careful\n"));
    QVERIFY(text.find("duration-timeout: 90 min\n") != std::string::npos);
    QVERIFY(text.find("waves:\n  - name: one box\n    group: eu\n") != std::string::npos);
    QVERIFY(text.find("batch: 5 targets\n") != std::string::npos);
    QCOMPARE(policyText({"", "", {}}),
             std::string("batch: 5 %\nsuccess: 100 %\nsuccess-timeout: 1 min\n"
                         "duration-timeout: 2 min\n"));
}

void TestPolicyYaml::littleIsEnough()
{
    const auto parsed = parsePolicy("batch: 20 %\nguards:\n# open-for-rollback: true\n", "p.yaml");
    QVERIFY(parsed);
    Policy expected;
    expected.options.batch = Percent(20);
    QVERIFY(parsed->policy == expected);
    QVERIFY(parsed->name.empty());
}

void TestPolicyYaml::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto add = [](const char* name, const char* text, const char* message) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(message);
    };
    add("nothing", "", "p.yaml: holds 0 documents; right would be one policy");
    add("two", "batch: 5\n---\nbatch: 6\n", "p.yaml: holds 2 documents; right would be one policy");
    add("a text", "batch",
        "p.yaml:1:1: the policy is \"batch\"; right would be keys and values, "
        "as batch: …");
    add("no YAML", "batch: 5 %\nguards: {a: [}\n", "p.yaml:2:14: is not YAML (");
    add("tab", "guards:\n\tforget-after: 5\n", "p.yaml:2:14: is not YAML (");
    add("unknown key", "batch: 5 %\n  \nbacth: 6 %\n",
        "p.yaml:3:1: the key \"bacth\" is not known here; right would be one of batch, success, "
        "success-timeout, duration-timeout, name, description, guards, waves, approval");
    add("unknown guard", "guards:\n  forget: 5\n",
        "p.yaml:2:3: the key \"forget\" is not known here; right would be one of forget-after");
    add("twice", "batch: 5 %\nbatch: 6 %\n",
        "p.yaml:2:1: the key \"batch\" is there twice; remove one");
    add("a list as key", "[1, 2]: 5\n", "p.yaml:1:1: a key of the policy is a list");
    add("percent", "batch: 101 %\n",
        "p.yaml:1:8: batch is \"101 %\"; right would be a whole percent from 0 to 100, as 25 %");
    add("half a percent", "success: 99.5 %\n", "p.yaml:1:10: success is \"99.5 %\"; right");
    add("percent as a list", "success: [5]\n", "p.yaml:1:10: success is a list; right");
    add("empty", "success:\n", "p.yaml:1:1: success is empty; right");
    add("span", "success-timeout: 5 weeks\n",
        "p.yaml:1:18: success-timeout is \"5 weeks\"; right would be seconds or a time such as");
    add("negative", "duration-timeout: -5\n", "p.yaml:1:19: duration-timeout is \"-5\"; right");
    add("too long", "duration-timeout: 4000 d\n",
        "p.yaml:1:19: duration-timeout is \"4000 d\"; right");
    add("no patience", "guards: {forget-after: 0}\n",
        "p.yaml:1:24: forget-after is \"0\"; right would be 1 s or more");
    add("flag", "guards:\n  open-for-rollback: maybe\n",
        "p.yaml:2:22: open-for-rollback is \"maybe\"; right would be true or false");
    add("choice", "guards:\n  monitoring: stop\n",
        "p.yaml:2:15: monitoring is \"stop\"; right would be hold or roll-back or report");
    add("bare portion", "waves:\n  - size: 5\n",
        "p.yaml:2:11: size is \"5\"; right would be a percent or a number of targets, as 10 % or 5 "
        "targets");
    add("no targets", "waves:\n  - size: 0 targets\n", "p.yaml:2:11: size is \"0 targets\"; right");
    add("waves as a map", "waves:\n  size: 5 %\n", "p.yaml:2:3: waves is a map; right");
    add("wave as a text", "waves:\n  - 5 %\n",
        "p.yaml:2:5: wave 1 is \"5 %\"; right would be keys and values, as size: …");
    add("people", "approval:\n  required: 101\n",
        "p.yaml:2:13: required is \"101\"; right would be a number of people, 0 to 100");
    add("columns are characters", "{name: \"äöü\", batch: x}\n", "p.yaml:1:22: batch is \"x\"");
    add("nested without end", QByteArray(100'000, '[').constData(), "p.yaml:1:");
    add("NUL in a name", "name: \"a\\0b\"\n", "p.yaml:1:7: name");
}

void TestPolicyYaml::refused()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const QString found = messageOf(text.toUtf8().constData());
    QVERIFY2(found.startsWith(message), qPrintable(found));
    QVERIFY(!found.contains(QLatin1Char('\n')));
}

void TestPolicyYaml::roundTrip()
{
    const bool holds = rc::check("what is written reads back", [] {
        NamedPolicy named;
        named.policy = *test::anyPolicy();
        named.name = *anyText();
        named.description = *anyText();
        for (Wave& wave : named.policy.waves) {
            wave.name = *anyText();
            wave.group = *anyText();
            wave.tag = *anyText();
        }
        named.policy.approval = {*rc::gen::inRange(0, 101), Seconds(*rc::gen::inRange(0, 400'000)),
                                 *rc::gen::element(OnTimeout::Reject, OnTimeout::Approve),
                                 *rc::gen::arbitrary<bool>()};
        named.policy.guards.monitoring = *rc::gen::element(
            MonitoringAction::Hold, MonitoringAction::RollBack, MonitoringAction::Report);
        named.policy.options.successTimeout = Seconds(*rc::gen::inRange(0, 400'000));
        const std::string text = policyText(named);
        RC_LOG() << text;
        const auto read = parsePolicy(text, "p.yaml");
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == named);
    });
    QVERIFY(holds);
}

void TestPolicyYaml::spans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("written");
    const auto add = [](const char* text, qint64 seconds, const char* written) {
        QTest::newRow(text) << QString::fromLatin1(text) << seconds << QString::fromLatin1(written);
    };
    add("0", 0, "0 s");
    add("90", 90, "90 s");
    add("90 s", 90, "90 s");
    add("90s", 90, "90 s");
    add("2 min", 120, "2 min");
    add("1 h", 3600, "1 h");
    add("1 h 30 min", 5400, "90 min");
    add("1h30min", 5400, "90 min");
    add("2 d", 172'800, "2 d");
    add("315619200", 315'619'200, "3653 d");
}

void TestPolicyYaml::spans()
{
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    QFETCH(QString, written);
    const auto span = parseSpan(text.toStdString());
    QVERIFY(span);
    QCOMPARE(qint64(span->count()), seconds);
    QCOMPARE(QString::fromStdString(spanWords(*span)), written);
    QVERIFY(parseSpan(spanWords(*span)) == span);
}

void TestPolicyYaml::notSpans_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", " ", "x", "5 x", "h", "1 h x", "1.5 h", "-1", "+1", "315619201",
                             "99999999999999999999", "4000 d", "3653 d 1 s", "1 minute", "1 sec"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestPolicyYaml::notSpans()
{
    QFETCH(QString, text);
    QVERIFY(!parseSpan(text.toStdString()));
}

void TestPolicyYaml::files()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("mine.yaml")).toStdString();
    NamedPolicy named;
    named.policy.options.batch = Percent(7);
    QVERIFY(writePolicy(path, named));
    const auto read = readPolicy(path);
    QVERIFY(read);
    QCOMPARE(read->name, std::string("mine"));
    QVERIFY(read->policy == named.policy);
    QVERIFY(!readPolicy(path + "x"));
    QVERIFY(!writePolicy(folder.path().toStdString(), named));
    QVERIFY(!writePolicy(path + "/below", named));
}

QTEST_GUILESS_MAIN(TestPolicyYaml)
#include "tst_policy_yaml.moc"
