// What hooks are asked, and which answers of theirs are understood.

#include <QTest>

#include <optional>
#include <string>
#include <vector>

#include "core/step_bed.h"
#include "io/hook_json.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::string_literals;

namespace {

constexpr Hooks everyHook{true, true, true, true, true};

/// v1 is last known good; a and b were told to run v2 and do, c, d and n"1 of group "east" are
/// next.
Bed rollingBed()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(4000));
    bed.step(at(5000));
    bed.report(at(6000), {state("a", "v2"), state("b", "v2"), state("n\"1", "v1", false, "east")});
    bed.options.batch = Percent(100);
    return bed;
}

/// The first question of that kind; `use` may look at it.
template <typename Use>
void withQuestion(QuestionKind kind, Use use)
{
    const Bed bed = rollingBed();
    Step step(bed.fleet, bed.rollout, bed.options, at(7000), everyHook);
    bool isAsked = false;
    while (const auto question = step.next()) {
        if (question->kind == kind && !std::exchange(isAsked, true))
            use(*question, step);
        switch (question->kind) {
        case QuestionKind::ExternalHealth:
        case QuestionKind::TargetHealth:
            step.answer(HealthAnswer(question->targets.size() + 1));
            break;
        case QuestionKind::Removal:
        case QuestionKind::Selection:
        case QuestionKind::Approval:
            step.answer(TargetsAnswer(question->targets.begin(), question->targets.end()));
            break;
        }
    }
    QVERIFY(isAsked);
}

/// The answer as a person would note it: "ok", "a: why; b: why", "east/c v1; a", or the error.
std::string noted(const Result<Answer>& answer)
{
    if (!answer)
        return answer.error().message;
    std::string text;
    if (const auto* health = std::get_if<HealthAnswer>(&*answer))
        for (const auto& unwell : *health)
            text += (text.empty() ? "" : ", ") + unwell.value_or("ok");
    if (const auto* targets = std::get_if<TargetsAnswer>(&*answer))
        for (const auto& target : *targets) {
            const auto& named = std::get<ClientState>(target);
            text += (text.empty() ? "" : ", ") + named.group + '/' + named.name + ' '
                + named.version + (named.isError ? " error" : "");
        }
    return text;
}

} // namespace

Q_DECLARE_METATYPE(rollout::QuestionKind)

class HookJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void selectionIsAsked();
    void rollingBackIsSaid();
    void answers_data();
    void answers();
    void longMessageOfMonitoringIsNoFault();
};

void HookJson::selectionIsAsked()
{
    const char* const expected =
        R"({"hook": "selection", "direction": "forward", "version": "v2", "targets": [
{"name": "c", "group": "", "tags": "", "version": "v1", "message": "succeeded: healthy for 2 s, success time-out 0 s", "isError": false},
{"name": "d", "group": "", "tags": "", "version": "v1", "message": "succeeded: healthy for 2 s, success time-out 0 s", "isError": false},
{"name": "n\"1", "group": "east", "tags": "", "version": "v1", "message": "new target", "isError": false}
], "count": 3}
)";
    withQuestion(QuestionKind::Selection, [&](const Question& question, const Step& step) {
        QCOMPARE(writeHookQuestion(question, step).c_str(), expected);
    });
}

void HookJson::rollingBackIsSaid()
{
    Bed bed = rollingBed();
    bed.rollout.rolling = bed.rollout.lastKnownBad = bed.fleet.versions().intern("v2");
    Step step(bed.fleet, bed.rollout, bed.options, at(7000), everyHook);
    const auto question = step.next();
    QVERIFY(question);
    const std::string text = writeHookQuestion(*question, step);
    QVERIFY2(text.starts_with(
                 R"({"hook": "externalmonitoring", "direction": "back", "version": "v1", )"),
             text.c_str());
}

void HookJson::answers_data()
{
    QTest::addColumn<QuestionKind>("kind");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, QuestionKind kind, const std::string& text,
                        const std::string& expected) {
        QTest::newRow(name) << kind << text << expected;
    };
    constexpr auto selection = QuestionKind::Selection;
    constexpr auto external = QuestionKind::ExternalHealth;
    const std::string targets = R"(; right is {"targets": [{"name": "web1", "group": "east"}]})";
    const std::string status = R"(; right is {"status": "ok", "message": ""})";

    row("none", selection, R"({"targets":[]})", "");
    row("names", selection, R"({"targets":[{"name":"b"},{"group":"east","name":"n\"1"}]})",
        "/b , east/n\"1 ");
    row("a new target", selection,
        R"({"targets":[{"name":"new","group":"blue","version":"v0","isError":true}]})",
        "blue/new v0 error");
    row("what nobody asked for", selection,
        R"({"comment":1e400,"targets":[{"name":"a","rank":[1,{}]}],"x":null})",
        "this JSON cannot be read: Problem while parsing a number" + targets);
    row("more than was asked for", selection,
        R"({"comment":"x","targets":[{"name":"a","rank":[1,{}]}],"x":null})", "/a ");
    row("null is absent", selection, R"({"targets":[{"name":"a","group":null,"isError":null}]})",
        "/a ");
    row("nothing", selection, "", "there is none" + targets);
    row("spaces", selection, " \n", "there is none" + targets);
    row("no JSON", selection, "{\n  \"targets\": [,]}",
        "no JSON at line 2, column 15: not a value; it is a string in quotes, a number, true, "
        "false, null, [ or {"
            + targets);
    row("two documents", selection, R"({"targets":[]} {})",
        "no JSON at line 1, column 16: the document has ended before this; nothing may follow"
            + targets);
    row("no UTF-8", selection, "{\"targets\":[{\"name\":\"\xFF\"}]}",
        "no JSON at line 1, column 22: not UTF-8; the file has to be in that encoding" + targets);
    row("a list", selection, "[]", "it has to be an object" + targets);
    row("no targets", selection, "{}",
        "\"targets\" is missing; an empty list names none" + targets);
    row("targets of another kind", selection, R"({"targets":{}})",
        "\"targets\" has to be a list, [{…}, {…}]" + targets);
    row("a name without anything around it", selection, R"({"targets":[{"name":"a"},"b"]})",
        R"(entry 2 of "targets": it has to be an object like {"name": "web1", "group": "east"})"
            + targets);
    row("no name", selection, R"({"targets":[{"nmae":"a"}]})",
        R"(entry 1 of "targets": "name" is missing; every target has one)" + targets);
    row("empty name", selection, R"({"targets":[{"name":""}]})",
        R"(entry 1 of "targets": name is empty; it needs 1 to 1024 bytes)" + targets);
    row("U+0000 in a name", selection, R"({"targets":[{"name":"a\u0000"}]})",
        R"(entry 1 of "targets": name is not valid UTF-8 text without the character U+0000)"
            + targets);
    row("a number for a group", selection, R"({"targets":[{"name":"a","group":1}]})",
        R"(entry 1 of "targets": "group" has to be a string in quotes)" + targets);
    row("a word for a flag", selection, R"({"targets":[{"name":"a","isError":"no"}]})",
        R"(entry 1 of "targets": "isError" has to be true or false)" + targets);

    row("well", external, R"({"status":"ok"})", "ok");
    row("well, loudly", external, R"({"status":"OK","message":"fine"})", "ok");
    row("unwell", external, R"({"status":"failed","message":"error rate 5 %"})", "error rate 5 %");
    row("unwell, silently", external, R"({"status":"okay"})", "status \"okay\"");
    row("no status", external, R"({"message":"ok"})",
        "\"status\" is missing; \"ok\" is well, anything else is not" + status);
    row("a number for a status", external, R"({"status":200})",
        "\"status\" has to be a string in quotes" + status);

    constexpr auto monitoring = QuestionKind::TargetHealth;
    const std::string health =
        R"(; right is {"targets": [{"name": "web1", "group": "east", "status": "bad", "message": "why"}]})";
    row("who is not named is well", monitoring, R"({"targets":[]})", "ok, ok");
    row("one is unwell", monitoring,
        R"({"targets":[{"name":"a","status":"ok"},{"name":"b","status":"down","message":"no answer"}]})",
        "ok, no answer");
    row("once unwell is enough", monitoring,
        R"({"targets":[{"name":"a","status":"down"},{"name":"a","status":"ok"}]})",
        "status \"down\", ok");
    row("others do not matter", monitoring,
        R"({"targets":[{"name":"a","group":"west","status":"down"},{"name":"x","status":"down"}]})",
        "ok, ok");
    row("no status of a target", monitoring, R"({"targets":[{"name":"a"}]})",
        R"(entry 1 of "targets": "status" is missing; "ok" is well, anything else is not)"
            + health);
    row("one status for all", monitoring, R"({"status":"ok"})",
        "\"targets\" is missing; an empty list names none" + health);
}

void HookJson::answers()
{
    QFETCH(QuestionKind, kind);
    QFETCH(std::string, text);
    QFETCH(std::string, expected);
    withQuestion(kind, [&](const Question& question, const Step& step) {
        QCOMPARE(noted(readHookAnswer(text, question, step)).c_str(), expected.c_str());
    });
}

void HookJson::longMessageOfMonitoringIsNoFault()
{
    withQuestion(QuestionKind::TargetHealth, [](const Question& question, const Step& step) {
        const std::string words(100000, 'x');
        const auto answer = readHookAnswer(R"({"targets":[{"name":"a","status":"down","message":")"
                                               + words + "\"}]}",
                                           question, step);
        QCOMPARE(noted(answer), words + ", ok");
    });
}

QTEST_GUILESS_MAIN(HookJson)
#include "tst_hook_json.moc"
