#include "history.h"

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
    const auto changes =
        recordReport(m_after.fleet, states,
                     {m_now, m_after.options.successTimeout, m_after.rollout.lastKnownGood});
    if (!changes)
        std::abort(); // the names above are all allowed
    m_after.lastChangedAt = m_now;
    m_journal = journalOfReport(m_before, m_after, *changes);
}

void History::takeStep()
{
    Step step(m_after.fleet, m_after.rollout, m_after.options, m_now, Hooks{});
    while (step.next())
        std::abort(); // without hooks there is nothing to ask
    const Plan plan = step.takePlan();
    applyPlan(m_after.fleet, plan, m_after.options.successTimeout);
    m_after.rollout = plan.after;
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

void History::changeSimulation(const Event& event)
{
    if (event.x % 3 == 0) {
        m_after.simulation.reset();
        return;
    }
    SimulationSettings settings;
    settings.seed = ~std::uint64_t(event.x);
    settings.adoptSigma = 1.0 / (1.0 + event.y);
    VersionModel model{pick(versionNames(), event.x), 0.1};
    model.neverAdoptProbability = 1.0 / (3.0 + event.x);
    model.latentMean = Milliseconds(event.y);
    model.silentProbability = 1e-9;
    model.falsePositiveProbability = 1.0;
    settings.versions = {model, {pick(versionNames(), event.y), 1.0 / 3.0}};
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

} // namespace rollout::test
