// Whatever a controller answers, a step ends with a plan and leaves a sound fleet.

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "controllers/command_controller.h"
#include "core/names.h"
#include "io/hook_json.h"
#include "properties/random_rollout.h"

using namespace rollout;

namespace {

/// Evenly, also in the first and smallest cases.
int within(int low, int high)
{
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

rc::Gen<std::string> anyText()
{
    return rc::gen::oneOf(rc::gen::element<std::string>("t1000", "t1001", "t1002", "t1003", "new",
                                                        "", "ok", "down", "\\u0000", "\\ud800",
                                                        "\xFF", "\\\"", std::string(2000, 'x')),
                          rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
}

std::string anyValue(int depth);

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ",") + part;
    return text;
}

std::string anyMember(int depth)
{
    const auto key = *rc::gen::element<std::string>("targets", "name", "name", "group", "status",
                                                    "message", "isError", "count", "x");
    return '"' + key + "\":" + anyValue(depth);
}

std::string anyValue(int depth)
{
    const int kind = within(0, depth > 0 ? 6 : 4);
    std::vector<std::string> parts;
    switch (kind) {
    case 0:
    case 1:
        return '"' + *anyText() + '"';
    case 2:
        return *rc::gen::element<std::string>("true", "false", "null", "[]", "{}");
    case 3:
        return *rc::gen::element<std::string>("0", "-1", "1e999", "99999999999999999999", "nan");
    case 4:
        for (int i = within(0, 4); i > 0; --i)
            parts.push_back(anyValue(depth - 1));
        return '[' + joined(parts) + ']';
    default:
        for (int i = within(0, 5); i > 0; --i)
            parts.push_back(anyMember(depth - 1));
        return '{' + joined(parts) + '}';
    }
}

/// Targets that are known, new or twice there, well and unwell.
std::string likelyAnswer()
{
    std::vector<std::string> targets;
    for (int i = within(0, 12); i > 0; --i)
        targets.push_back(R"({"name":"t)" + std::to_string(within(998, 1012)) + R"(","group":")"
                          + *rc::gen::element<std::string>("", "", "", "blue") + R"(","version":")"
                          + *rc::gen::element<std::string>("", "v1", "v2", "v3") + R"(","isError":)"
                          + *rc::gen::element<std::string>("true", "false") + R"(,"status":")"
                          + *rc::gen::element<std::string>("ok", "OK", "down", "") + "\"}");
    return R"({"status":")" + *rc::gen::element<std::string>("ok", "ok", "ok", "no")
        + R"(","targets":[)" + joined(targets) + "]}";
}

/// Bytes, JSON of any shape, answers that were cut off, and some that are nearly right.
std::string anyAnswer()
{
    std::string text;
    switch (within(0, 5)) {
    case 0:
        return *anyText();
    case 1:
        return anyValue(4);
    case 2:
        return R"({"targets":[)" + anyValue(3) + "]}";
    case 3:
        text = likelyAnswer();
        return text.substr(0, std::size_t(within(0, int(text.size()))));
    default:
        return likelyAnswer();
    }
}

void requireSound(const EntityState& state)
{
    const Fleet& fleet = state.fleet;
    RC_ASSERT(fleet.order().size() == fleet.size());
    std::pair<std::string_view, std::string_view> last;
    bool isFirst = true;
    for (const TargetId id : fleet.order()) {
        RC_ASSERT(fleet.isLive(id));
        const std::pair identity{fleet.group(id), fleet.name(id)};
        RC_ASSERT(isFirst || last < identity);
        RC_ASSERT(checkName("name", identity.second) && checkOptionalName("group", identity.first));
        RC_ASSERT(fleet.find(identity.first, identity.second) == id);
        const auto expected = fleet.versions().at(fleet.target(id).expectedVersion);
        RC_ASSERT(expected == "v1" || expected == "v2" || expected.empty());
        last = identity;
        isFirst = false;
    }
}

void requireInBounds(const Plan& plan, const EntityState& before)
{
    const auto& figures = plan.figures;
    const auto total = static_cast<std::int64_t>(before.fleet.size());
    RC_ASSERT(figures.assigned <= std::max<std::int64_t>(figures.slots, 0));
    RC_ASSERT(figures.removed <= limitsOf(before.options, total).batch);
    RC_ASSERT(static_cast<std::int64_t>(plan.creations.size())
              <= std::max<std::int64_t>(figures.slots, 0));
    RC_ASSERT(isCleanUtf8(plan.hookError));
    for (const std::string& text : plan.hookTexts)
        RC_ASSERT(isCleanUtf8(text));
    if (isError(plan.verdict))
        RC_ASSERT(plan.after == plan.before && plan.assignments.empty());
}

RandomRolloutSettings anySettings()
{
    RandomRolloutSettings settings;
    settings.targets = within(1, 20);
    settings.options =
        RolloutOptions{Percent(within(0, 101)), Percent(within(0, 101)), Seconds(20), Seconds(60)};
    settings.failProbability = 0.2;
    settings.seed = *rc::gen::arbitrary<std::uint32_t>();
    return settings;
}

/// Not every hook at every step: nonsense of one would else keep the others from being asked.
Hooks anyHooks()
{
    return {within(0, 4) == 0, within(0, 2) == 0, within(0, 2) == 0, within(0, 2) == 0,
            within(0, 2) == 0};
}

template <typename Ask>
void roll(int steps, Ask ask)
{
    RandomRollout rollout(anySettings());
    for (int i = 0; i < steps; ++i) {
        const Plan plan = rollout.step(anyHooks(), ask);
        requireInBounds(plan, rollout.beforeStep());
        requireSound(rollout.state());
    }
}

} // namespace

class Nonsense : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readAsAnAnswer();
    void saidByAProgram();
};

void Nonsense::readAsAnAnswer()
{
    QVERIFY(rc::check([] {
        roll(20, [](const Question& question, const Step& step) -> Answer {
            auto answer = readHookAnswer(anyAnswer(), question, step);
            return answer ? *answer : Answer(HookFailure{answer.error().message});
        });
    }));
}

void Nonsense::saidByAProgram()
{
    QVERIFY(rc::check([] {
        roll(2, [](const Question& question, const Step& step) {
            // An argument ends at a U+0000; there are enough other bytes.
            const std::string text = anyAnswer();
            const auto code = std::to_string(*rc::gen::element(0, 0, 0, 1));
            const auto program =
                makeController({"/bin/sh",
                                {"-c", "printf '%s' \"$1\"; printf '%s' \"$1\" >&2; exit $2",
                                 "gate", text.c_str(), code},
                                Seconds(30),
                                Hooks{}});
            return program->ask(question, step);
        });
    }));
}

QTEST_GUILESS_MAIN(Nonsense)
#include "tst_nonsense.moc"
