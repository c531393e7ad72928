#include "core/report_lookup.h"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>
#include <thread>

namespace rollout {

namespace {

/// Fewer rows are found sooner than a thread is started.
constexpr std::size_t rowsWorthAThread = 16384;
constexpr std::size_t maximumThreads = 4; // more only wait for memory

bool saysTheSame(const ClientState& state, const Fleet& fleet, const Reported& known)
{
    return state.isError == (known.isError != 0)
        && isSame(fleet.versions().at(known.version), state.version)
        && isSame(fleet.texts().at(known.message), state.message)
        && isSame(fleet.tags().at(known.tags), state.tags);
}

FoundRow foundRow(const Fleet& fleet, const ClientState& state, std::uint64_t hash,
                  std::optional<TargetId> guess)
{
    if (!guess || !fleet.isNamed(*guess, state.group, state.name))
        guess = fleet.find(hash, state.group, state.name);
    if (!guess)
        return {};
    const Reported& known = fleet.block(*guess).reported[Fleet::offset(*guess)];
    return {*guess, true, saysTheSame(state, fleet, known)};
}

/// A batch at a time, so that the memory of one row is on its way while others are worked on.
void findPart(const Fleet& fleet, std::span<const ClientState> report, std::span<FoundRow> found)
{
    constexpr std::size_t batch = 64;
    std::array<std::uint64_t, batch> hashes{};
    std::array<std::optional<TargetId>, batch> guesses;
    for (std::size_t first = 0; first < report.size(); first += batch) {
        const std::size_t count = std::min(batch, report.size() - first);
        for (std::size_t i = first; i < std::min(first + 2 * batch, report.size()); ++i)
            __builtin_prefetch(report[i].name.data());
        for (std::size_t i = 0; i < count; ++i) {
            hashes[i] = Fleet::hash(report[first + i].group, report[first + i].name);
            fleet.prefetchSlot(hashes[i]);
        }
        for (std::size_t i = 0; i < count; ++i) {
            guesses[i] = fleet.guess(hashes[i]);
            if (guesses[i])
                fleet.prefetchTarget(*guesses[i]);
        }
        for (std::size_t i = 0; i < count; ++i)
            found[first + i] = foundRow(fleet, report[first + i], hashes[i], guesses[i]);
    }
}

} // namespace

std::vector<FoundRow> findRows(const Fleet& fleet, std::span<const ClientState> report)
{
    std::vector<FoundRow> found(report.size());
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t parts = std::clamp<std::size_t>(report.size() / rowsWorthAThread, 1,
                                                      std::min(maximumThreads, cores));
    const std::size_t size = (report.size() + parts - 1) / parts;
    std::vector<std::jthread> threads;
    for (std::size_t first = size; first < report.size(); first += size) {
        const std::size_t count = std::min(size, report.size() - first);
        const auto part = [&fleet, rows = report.subspan(first, count),
                           places = std::span(found).subspan(first, count)] {
            findPart(fleet, rows, places);
        };
        try {
            threads.emplace_back(part);
        } catch (const std::system_error&) { // no more threads for this process
            part();
        }
    }
    findPart(fleet, report.first(std::min(size, report.size())), found);
    return found;
}

} // namespace rollout
