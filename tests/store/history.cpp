#include "history.h"

#include "core/advance.h"
#include "core/verbs.h"

namespace rollout::test {

namespace {

// Among them what databases and QStrings like to bend: byte order marks, quotes, letter case,
// wildcards.
const std::vector<std::string> names{"a",
                                     "A",
                                     "b'c",
                                     "\xEF\xBB\xBFmark",
                                     "\xEF\xBF\xBEswapped",
                                     "path/to\\x",
                                     "%_",
                                     "\xF0\x9F\x9A\x80",
                                     "e\xCC\x81",
                                     "{text}"};
const std::vector<std::string> groups{"", "east", "\xEF\xBB\xBFwest"};
const std::vector<std::string> messages{"", "disk \"full\"", "\xEF\xBF\xBEodd", "line\nbreak"};
const std::vector<std::string> tags{"", "canary,eu"};

const std::string& pick(const std::vector<std::string>& all, std::uint32_t number)
{
    return all[number % all.size()];
}

} // namespace

const std::vector<std::string>& History::versionNames()
{
    static const std::vector<std::string> all{"", "v1", "v2", "V2", "\xEF\xBB\xBFv3"};
    return all;
}

void History::apply(const Event& event)
{
    m_before = m_after;
    m_journal.clear();
    m_now += Milliseconds(5'001);
    switch (event.deed) {
    case Deed::ReportSome:
        reportSome(event);
        break;
    case Deed::ReportAll:
    case Deed::ReportAdopted: {
        std::vector<ClientState> states;
        for (const TargetId id : m_after.fleet.order())
            states.push_back(event.deed == Deed::ReportAll ? stateOf(id)
                                                           : expectedState(m_after.fleet, id));
        report(states);
        break;
    }
    case Deed::TakeStep:
        takeStep();
        break;
    case Deed::AskVersion:
        ask(event, false);
        break;
    case Deed::ForceVersion:
        ask(event, true);
        break;
    case Deed::ChangeOptions:
        changeOptions(event);
        break;
    case Deed::ChangeSimulation:
        changeSimulation(event);
        break;
    case Deed::RemoveTarget:
        removeTarget(event);
        break;
    case Deed::RenameTarget:
        renameTarget(event);
        break;
    case Deed::ChangePolicy:
        changePolicy(event);
        break;
    case Deed::DoVerb:
        doVerb(event);
        break;
    case Deed::LetTimePass:
        m_now += Seconds(event.x % 700);
        break;
    }
    m_after.revision = m_before.revision + 1;
}

void History::reportSome(const Event& event)
{
    std::vector<ClientState> states;
    for (std::uint32_t i = 0; i < 2 * names.size(); ++i) {
        if ((event.x >> i & 1) == 0)
            continue;
        const std::uint32_t y = event.y >> (i % 16);
        states.push_back({names[i % names.size()], pick(groups, i), pick(tags, y),
                          pick(versionNames(), y), pick(messages, y), y % 7 == 3});
    }
    report(states);
}

ClientState History::stateOf(TargetId id) const
{
    const Fleet& fleet = m_after.fleet;
    const Reported reported = fleet.target(id).reported;
    return {std::string(fleet.name(id)),
            std::string(fleet.group(id)),
            std::string(fleet.tags().at(reported.tags)),
            std::string(fleet.versions().at(reported.version)),
            std::string(fleet.texts().at(reported.message)),
            reported.isError != 0};
}

void History::report(const std::vector<ClientState>& states)
{
    const auto changes = recordReport(m_after.fleet, states, recordContext(m_after, m_now));
    if (!changes)
        std::abort(); // the names above are all allowed
    m_after.lastChangedAt = m_now;
    m_journal = journalOfReport(m_before, m_after, *changes);
}

void History::takeStep()
{
    Step step(m_after.fleet, rulesOf(m_after, m_now), m_after.clock.at(m_now), Hooks{});
    while (step.next())
        std::abort(); // without hooks there is nothing to ask
    const Plan plan = step.takePlan();
    applyPlan(m_after, plan);
    ++m_after.step;
    m_after.lastChangedAt = m_now;
    m_journal = journalOfStep(m_before, m_after, plan, nullptr);
}

void History::ask(const Event& event, bool isForced)
{
    const auto& all = versionNames();
    const VersionId version = m_after.fleet.versions().intern(all[1 + event.x % (all.size() - 1)]);
    m_after.rollout = isForced ? withForcedTargetVersion(m_after.rollout, version)
                               : withTargetVersion(m_after.rollout, version);
    m_after.lastChangedAt = m_now;
    JournalEntry entry;
    entry.kind = isForced ? JournalKind::VersionForced : JournalKind::VersionAsked;
    entry.at = m_now;
    entry.step = m_after.step + 1;
    entry.version = version;
    entry.previous = m_before.rollout.target;
    m_journal.push_back(entry);
}

void History::changeOptions(const Event& event)
{
    m_after.options = {Percent(static_cast<int>(event.x % 101)),
                       Percent(static_cast<int>(event.y % 101)), Seconds(event.x % 30),
                       Seconds(event.y % 60)};
}

/// A version on which nothing has its default.
VersionModel everyModel(const std::string& version, const Event& event)
{
    VersionModel model{.version = version, .group = "eu", .tag = "canary"};
    model.adoption = Adoption{Milliseconds(event.x), 0.25, Milliseconds(9), Milliseconds(8)};
    model.neverAdoptProbability = 1.0 / (3.0 + event.x);
    model.failProbability = 0.1;
    model.failCorrelation = 0.2;
    model.cluster = Cluster::Tags;
    model.latentMean = Milliseconds(event.y);
    model.latentShape = 2.5;
    model.latentShare = 0.3;
    model.intermittentShare = 0.4;
    model.intermittentProbability = 0.6;
    model.silentProbability = 1e-9;
    model.flappingShare = 0.7;
    model.flappingHalfPeriod = Milliseconds(event.x + 1);
    model.flappingJitter = 0.8;
    model.falsePositiveProbability = 1.0;
    model.missedErrorProbability = 0.9;
    model.stuckProbability = 0.11;
    model.brokenProbability = 0.12;
    model.leavingFactor = 1.13;
    model.leavingSigma = 0.14;
    model.loadThreshold = 0.15;
    model.loadProbability = 0.16;
    model.failingHours = DayHours{std::chrono::minutes(17), std::chrono::minutes(1439)};
    return model;
}

void History::changeSimulation(const Event& event)
{
    if (event.x % 3 == 0) {
        m_after.simulation.reset();
        return;
    }
    SimulationSettings settings;
    settings.seed = ~std::uint64_t(event.x);
    settings.adoption.sigma = 1.0 / (1.0 + event.y);
    settings.adoption.pollEvery = Milliseconds(event.y + 7);
    settings.silence.share = 0.01;
    settings.churn = {1.5, 2.5};
    settings.outages.perDay = 1.0 / 7.0;
    settings.operatorDelay = OperatorDelay{Milliseconds(event.x), 0.5};
    settings.versions = {everyModel(pick(versionNames(), event.x), event),
                         {.version = pick(versionNames(), event.y), .failProbability = 1.0 / 3.0}};
    m_after.simulation = settings;
}

void History::removeTarget(const Event& event)
{
    const auto& order = m_after.fleet.order();
    if (order.empty())
        return;
    const std::vector<TargetId> gone{order[event.x % order.size()]};
    m_after.fleet.remove(gone);
    JournalEntry entry;
    entry.kind = JournalKind::TargetRemoved;
    entry.at = m_now;
    entry.target = gone.front();
    m_journal.push_back(entry);
}

void History::renameTarget(const Event& event)
{
    const auto& order = m_after.fleet.order();
    const std::string& group = pick(groups, event.y);
    const std::string name = pick(names, event.y) + "2";
    if (!order.empty() && !m_after.fleet.find(group, name))
        m_after.fleet.rename(order[event.x % order.size()], group, name);
}

void History::changePolicy(const Event& event)
{
    Policy policy{m_after.options, {}, {}, {}};
    const std::uint32_t bits = event.x;
    policy.guards.forgetAfter = Seconds(1 + event.y % 2000);
    policy.guards.silentCountsAsFailed = (bits & 1) != 0;
    policy.guards.stopWhileUnhealthy = (bits & 2) != 0;
    if ((bits & 4) != 0)
        policy.guards.rollbackBatch = Percent(static_cast<int>(event.y % 101));
    policy.guards.openForRollback = (bits & 8) != 0;
    policy.guards.watchAfterGood = Seconds(bits & 16);
    policy.guards.monitoring = static_cast<MonitoringAction>(bits % 3);
    policy.guards.minimumTime = Seconds(bits & 32);
    policy.guards.minimumTargets = bits % 5;
    policy.approval = {static_cast<int>(bits >> 6 & 1), Seconds(event.y % 50), OnTimeout::Approve,
                       (bits & 128) != 0};
    for (std::uint32_t i = 0; i < (bits >> 8) % 4; ++i) {
        Wave wave;
        wave.name = pick(names, event.y + i);
        wave.group = pick(groups, event.y + i);
        wave.tag = i == 1 ? "canary" : "";
        wave.size = {i != 2, 1 + event.y % 50};
        if (i == 1)
            wave.batch = Portion{false, 1 + event.y % 3};
        if (i == 2)
            wave.error = Percent(static_cast<int>(event.y % 101));
        wave.success = Percent(static_cast<int>(event.x % 101));
        wave.bake = Seconds(event.y % 20);
        wave.isManual = (event.y & 1) != 0;
        policy.waves.push_back(std::move(wave));
    }
    m_after.setPolicy(policy);
    m_after.controller.reset();
    if (event.y % 4 == 1)
        m_after.controller =
            CommandSettings{pick(names, event.x),
                            {pick(messages, event.x), "{text}"},
                            Seconds(1 + event.y % 100),
                            {event.x % 2 == 1, false, true, event.x % 3 == 1, true}};
}

void History::doVerb(const Event& event)
{
    const auto& order = m_after.fleet.order();
    std::vector<TargetId> one;
    if (!order.empty())
        one.push_back(order[event.y % order.size()]);
    const FreezeWindow window{
        m_now, m_now + Seconds(1 + event.y % 100), Seconds(event.y % 2 * 1000), {}};
    const std::vector<Verb> all{verb::Pause{},
                                verb::Resume{},
                                verb::Abort{},
                                verb::Retry{},
                                verb::RetryTargets{},
                                verb::Promote{},
                                verb::Release{},
                                verb::Exclude{one},
                                verb::Include{one},
                                verb::Lock{},
                                verb::Unlock{},
                                verb::Freeze{window},
                                verb::Unfreeze{1 + event.y % 3},
                                verb::Decide{{}, (event.y & 1) != 0}};
    EntityState next = m_after;
    next.lastChangedAt = m_now;
    const Signature signature{pick(names, event.y), pick(messages, event.y)};
    const auto journal = applyVerb(next, all[event.x % all.size()], signature, m_now);
    if (!journal)
        return;
    m_after = std::move(next);
    m_journal = *journal;
}

} // namespace rollout::test
