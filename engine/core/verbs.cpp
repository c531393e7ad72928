#include "core/verb_doer.h"

#include <algorithm>

#include "core/names.h"
#include "core/waves.h"

namespace rollout {

namespace {

/// Which numbers there are, for a person who gave another.
std::string numbersOf(const std::vector<FreezeWindow>& freezes)
{
    constexpr std::size_t most = 12;
    if (freezes.empty())
        return "there is none";
    std::string words = "the numbers are";
    for (std::size_t i = 0; i < std::min(freezes.size(), most); ++i)
        words += (i > 0 ? ", " : " ") + std::to_string(freezes[i].number);
    return freezes.size() > most ? words + " and more" : words;
}

} // namespace

JournalEntry Doer::entry(JournalKind kind) const
{
    JournalEntry entry = entityEntry(kind, m_next);
    entry.by = m_signature.by;
    entry.text = m_signature.reason;
    entry.version = m_next.rollout.rolling;
    return entry;
}

Doer::Outcome Doer::operator()(const verb::Pause&)
{
    if (m_next.control.pause)
        return refusal("the rollout is paused already; resume it, or leave it so");
    m_next.clock.stop(m_clock);
    m_next.control.pause = Hold{m_signature, m_clock};
    return std::vector{entry(JournalKind::Paused)};
}

/// Lets the clock run again unless something else still stops it; how many seconds it stood still.
std::int64_t Doer::endStop()
{
    if (m_next.control.isStopped() || !m_next.clock.isStopped())
        return 0;
    const Time since = *m_next.clock.stoppedSince();
    m_next.clock.resume(m_clock);
    return wholeSeconds(std::max(m_clock - since, Milliseconds(0))).count();
}

Doer::Outcome Doer::operator()(const verb::Resume&)
{
    if (!m_next.control.pause)
        return refusal("the rollout is not paused; there is nothing to resume");
    return std::vector{resume()};
}

JournalEntry Doer::resume()
{
    m_next.control.pause.reset();
    const std::int64_t seconds = endStop();
    JournalEntry resumed = entry(JournalKind::Resumed);
    resumed.count = seconds;
    return resumed;
}

Doer::Outcome Doer::operator()(const verb::Abort&)
{
    RolloutState& rollout = m_next.rollout;
    const bool isWatchedNow = isWatched(rollout, m_next.guards, m_next.progress, now());
    if (rollout.isRollingBack())
        return refusal("the rollout is being rolled back already");
    if (rollout.rolling == VersionId::None
        || (rollout.rolling == rollout.lastKnownGood && !isWatchedNow))
        return refusal("nothing is being rolled out that could be aborted; to go back to another"
                       " version ask for that version");
    if (isWatchedNow)
        rollout.lastKnownGood = m_next.progress.previousGood;
    if (rollout.lastKnownGood == VersionId::None)
        return refusal("no version was ever known to be good, so that there is nothing to go back"
                       " to; pause the rollout, or ask for another version");
    std::vector<JournalEntry> journal{entry(JournalKind::Aborted)};
    journal.front().previous = rollout.lastKnownBad;
    rollout.lastKnownBad = rollout.rolling;
    m_next.progress.forgetBad(rollout.lastKnownBad);
    rollout.target = rollout.rolling;
    m_next.progress.promoted = VersionId::None;
    if (m_next.control.pause)
        journal.push_back(resume());
    journal.push_back(rollbackBegun(m_next));
    journal.back().step = m_next.step + 1;
    return journal;
}

Doer::Outcome Doer::operator()(const verb::Retry&)
{
    RolloutState& rollout = m_next.rollout;
    if (rollout.lastKnownBad == VersionId::None)
        return refusal("no version is known to be bad; there is nothing to retry");
    auto retried = entry(JournalKind::Retried);
    retried.version = rollout.lastKnownBad;
    rollout.lastKnownBad = VersionId::None;
    if (retried.version == rollout.rolling) {
        m_next.approvals = {};
        const auto undecided = unprovenTargets();
        tryAgain(undecided);
        retried.count = static_cast<std::int64_t>(undecided.size());
        m_next.progress.begin(now());
    }
    return std::vector{std::move(retried)};
}

Doer::Outcome Doer::operator()(const verb::Promote&)
{
    const RolloutState& rollout = m_next.rollout;
    if (rollout.isRollingBack())
        return refusal("the rollout is being rolled back; abort cannot be undone by promoting,"
                       " retry the version first");
    if (rollout.rolling == VersionId::None)
        return refusal("no version is being rolled out that could be promoted");
    const auto rest =
        std::count_if(m_next.fleet.order().begin(), m_next.fleet.order().end(), [&](TargetId id) {
            const Block& block = m_next.fleet.block(id);
            const std::size_t i = Fleet::offset(id);
            return block.expectedVersion[i] != rollout.rolling && !block.isExcluded[i];
        });
    if (rest == 0)
        return refusal("every target has been assigned the version already");
    m_next.progress.promoted = rollout.rolling;
    auto promoted = entry(JournalKind::Promoted);
    promoted.count = rest;
    return std::vector{std::move(promoted)};
}

Doer::Outcome Doer::operator()(const verb::Release&)
{
    Progress& progress = m_next.progress;
    const RolloutState& rollout = m_next.rollout;
    const bool isInWaves = progress.wave < m_next.waves.size() && !rollout.isRollingBack()
        && rollout.rolling != rollout.lastKnownGood;
    if (!isInWaves)
        return refusal("no wave is under way that could be let go on");
    const auto waveOf = wavesOf(m_next.fleet, m_next.waves, rollout.rolling);
    const bool isEmpty = waveSizes(m_next.fleet, waveOf, m_next.waves.size())[progress.wave] == 0;
    if (!m_next.waves[progress.wave].isManual && !isEmpty)
        return refusal("the wave goes on by itself; only a wave that is manual is let go on");
    progress.released = progress.wave + 1;
    auto released = entry(JournalKind::WaveReleased);
    released.count = progress.wave + 1;
    released.threshold = static_cast<std::int64_t>(m_next.waves.size());
    return std::vector{std::move(released)};
}

Doer::Outcome Doer::operator()(const verb::Lock&)
{
    m_next.clock.stop(m_clock);
    m_next.control.lock = Hold{m_signature, m_clock};
    return std::vector{entry(JournalKind::Locked)};
}

Doer::Outcome Doer::operator()(const verb::Unlock&)
{
    if (!m_next.control.lock)
        return refusal("the entity is not locked");
    m_next.control.lock.reset();
    const std::int64_t seconds = endStop();
    auto unlocked = entry(JournalKind::Unlocked);
    unlocked.count = seconds;
    return std::vector{std::move(unlocked)};
}

Doer::Outcome Doer::operator()(const verb::Freeze& verb)
{
    FreezeWindow window = verb.window;
    window.signature = m_signature;
    if (auto ok = checkFreezeWindow(window); !ok)
        return tl::unexpected(ok.error());
    if (window.isOverAt(m_clock))
        return refusal("the freeze window is over already");
    auto& freezes = m_next.control.freezes;
    std::erase_if(freezes, [&](const FreezeWindow& old) { return old.isOverAt(m_clock); });
    if (freezes.size() >= maximumFreezeWindows)
        return refusal("the entity has " + std::to_string(freezes.size())
                       + " freeze windows already; remove one first");
    m_next.control.addFreeze(window);
    auto frozen = entry(JournalKind::FreezeAdded);
    frozen.count = window.from.time_since_epoch().count();
    frozen.threshold = window.to.time_since_epoch().count();
    return std::vector{std::move(frozen)};
}

Doer::Outcome Doer::operator()(const verb::Unfreeze& verb)
{
    auto& freezes = m_next.control.freezes;
    const auto window = std::find_if(freezes.begin(), freezes.end(), [&](const auto& freeze) {
        return freeze.number == verb.number;
    });
    if (window == freezes.end())
        return failure(ErrorCode::NotFound,
                       "there is no freeze window number " + std::to_string(verb.number) + "; "
                           + numbersOf(freezes));
    auto thawed = entry(JournalKind::FreezeRemoved);
    thawed.count = window->from.time_since_epoch().count();
    thawed.threshold = window->to.time_since_epoch().count();
    freezes.erase(window);
    return std::vector{std::move(thawed)};
}

Result<std::vector<JournalEntry>> applyVerb(EntityState& next, const Verb& verb,
                                            const Signature& signature, Time clock)
{
    if (auto ok = checkOptionalName("the operator's name", signature.by); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = checkOptionalName("the reason", signature.reason); !ok)
        return tl::unexpected(ok.error());
    if (needsUnlocked(verb))
        if (auto ok = checkUnlocked(next); !ok)
            return tl::unexpected(ok.error());
    return std::visit(Doer(next, signature, clock), verb);
}

Result<void> checkUnlocked(const EntityState& state)
{
    return checkUnlocked(state.control.lock, "the entity");
}

Result<void> checkUnlocked(const std::optional<Hold>& lock, std::string_view entity)
{
    if (!lock)
        return {};
    std::string sentence = std::string(entity) + " is locked";
    if (!lock->signature.by.empty())
        sentence += " by " + lock->signature.by;
    if (!lock->signature.reason.empty())
        sentence += ": " + lock->signature.reason;
    return failure(ErrorCode::Locked, sentence + "; unlock it first");
}

bool needsUnlocked(const Verb& verb)
{
    return !std::holds_alternative<verb::Unlock>(verb);
}

} // namespace rollout
