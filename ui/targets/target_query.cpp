#include "ui/targets/target_query.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "ui/common/target_words.h"
#include "ui/common/text_search.h"
#include "ui/targets/message_table.h"

namespace rollout {

namespace {

constexpr std::uint32_t everyFewRows = 4096; // how often a loop looks whether it was cancelled

/// What every stage needs to know of one question.
struct Work
{
    const EntitySnapshot& snapshot;
    const TargetQuery& query;
    const std::atomic<bool>& cancelled;
    std::vector<TargetPhase> phases; ///< by position in the fleet's order
    MessageTable messages;

    [[nodiscard]] const Fleet& fleet() const { return snapshot.state.fleet; }
    [[nodiscard]] bool isCancelled() const { return cancelled.load(std::memory_order_relaxed); }
};

void classify(Work& work)
{
    const auto& order = work.fleet().order();
    work.phases.reserve(order.size());
    for (const TargetId id : order) {
        if (work.phases.size() % everyFewRows == 0 && work.isCancelled())
            return;
        work.phases.push_back(phaseOf(work.snapshot.state, id, work.snapshot.now));
    }
}

/// Which strings of a pool contain the needle: looked up once a string, not once a target.
template <typename Id>
std::vector<bool> matchesOf(const StringPool<Id>& pool, std::string_view needle)
{
    std::vector<bool> matches(pool.size());
    for (std::uint32_t number = 0; number < pool.size(); ++number)
        matches[number] = containsFolded(pool.at(static_cast<Id>(number)), needle);
    return matches;
}

class TextMatcher
{
public:
    explicit TextMatcher(Work& work)
        : m_work(work)
        , m_needle(foldCase(work.query.text))
        , m_versions(matchesOf(work.fleet().versions(), m_needle))
        , m_groups(matchesOf(work.fleet().groups(), m_needle))
        , m_tags(matchesOf(work.fleet().tags(), m_needle))
    {
    }

    [[nodiscard]] bool matches(TargetId id)
    {
        if (m_needle.empty())
            return true;
        const Block& block = m_work.fleet().block(id);
        const std::size_t at = Fleet::offset(id);
        return m_groups[raw(block.group[at])] || m_versions[raw(block.reported[at].version)]
            || m_versions[raw(block.expectedVersion[at])] || m_tags[raw(block.reported[at].tags)]
            || containsFolded(m_work.fleet().name(id), m_needle) || matchesMessage(block, at);
    }

private:
    bool matchesMessage(const Block& block, std::size_t at)
    {
        const std::uint32_t number = m_work.messages.numberOf(block, at);
        for (std::size_t next = m_messages.size(); next < m_work.messages.texts().size(); ++next)
            m_messages.push_back(containsFolded(m_work.messages.texts()[next], m_needle));
        return m_messages[number];
    }

    Work& m_work;
    std::string m_needle;
    std::vector<bool> m_versions;
    std::vector<bool> m_groups;
    std::vector<bool> m_tags;
    std::vector<bool> m_messages;
};

std::optional<GroupId> fleetGroup(const Work& work)
{
    return work.fleet().groups().find(*work.query.group);
}

/// Positions in the fleet's order that pass the filter, ascending.
std::vector<std::uint32_t> filtered(Work& work)
{
    const auto& order = work.fleet().order();
    const auto& wanted = work.query.phases;
    TextMatcher matcher(work);
    const auto group = work.query.group ? fleetGroup(work) : std::nullopt;
    if (work.query.group && !group)
        return {};
    std::vector<std::uint32_t> positions;
    positions.reserve(order.size());
    for (std::uint32_t position = 0; position < work.phases.size(); ++position) {
        if (position % everyFewRows == 0 && work.isCancelled())
            break;
        const auto phase = static_cast<std::size_t>(work.phases[position]);
        const bool isOfGroup = !group || work.fleet().groupId(order[position]) == *group;
        if (isOfGroup && (wanted.none() || wanted.test(phase)) && matcher.matches(order[position]))
            positions.push_back(position);
    }
    return positions;
}

/// The place of each string among all others, so that rows are compared by number.
template <typename At>
std::vector<std::uint64_t> ranksOf(std::uint32_t size, At at)
{
    std::vector<std::uint32_t> numbers(size);
    std::iota(numbers.begin(), numbers.end(), 0U);
    std::sort(numbers.begin(), numbers.end(),
              [&](std::uint32_t a, std::uint32_t b) { return naturalCompare(at(a), at(b)) < 0; });
    std::vector<std::uint64_t> ranks(size);
    for (std::uint64_t rank = 0; rank < size; ++rank)
        ranks[numbers[rank]] = rank;
    return ranks;
}

template <typename Id>
std::vector<std::uint64_t> poolRanks(const StringPool<Id>& pool)
{
    return ranksOf(pool.size(),
                   [&](std::uint32_t number) { return pool.at(static_cast<Id>(number)); });
}

/// A key a shown row; rows are ordered by key, then by the fleet's order.
template <typename KeyOf>
std::vector<std::uint64_t> keysOf(const Work& work, const std::vector<std::uint32_t>& positions,
                                  KeyOf keyOf)
{
    std::vector<std::uint64_t> keys;
    keys.reserve(positions.size());
    for (const std::uint32_t position : positions) {
        const TargetId id = work.fleet().order()[position];
        keys.push_back(keyOf(position, id, work.fleet().block(id), Fleet::offset(id)));
    }
    return keys;
}

/// Times before 1970 come first.
std::uint64_t timeKey(Time time)
{
    return static_cast<std::uint64_t>(time.time_since_epoch().count()) ^ (std::uint64_t(1) << 63);
}

std::vector<std::uint64_t> nameKeys(const Work& work, const std::vector<std::uint32_t>& positions)
{
    const auto& order = work.fleet().order();
    return ranksOf(static_cast<std::uint32_t>(positions.size()),
                   [&](std::uint32_t row) { return work.fleet().name(order[positions[row]]); });
}

std::vector<std::uint64_t> messageKeys(Work& work, const std::vector<std::uint32_t>& positions)
{
    auto keys = keysOf(work, positions, [&](auto, TargetId, const Block& block, std::size_t at) {
        return std::uint64_t(work.messages.numberOf(block, at));
    });
    const auto& texts = work.messages.texts();
    const auto ranks = ranksOf(static_cast<std::uint32_t>(texts.size()), [&](std::uint32_t number) {
        return std::string_view(texts[number]);
    });
    for (auto& key : keys)
        key = ranks[key];
    return keys;
}

/// In error first, then silent, then well; within each the most recent change last.
std::vector<std::uint64_t> healthKeys(const Work& work, const std::vector<std::uint32_t>& positions)
{
    return keysOf(
        work, positions, [&](std::uint32_t position, TargetId, const Block& block, std::size_t at) {
            const bool isSilent = work.phases[position] == TargetPhase::Silent;
            const std::uint64_t kind = block.reported[at].isError != 0 ? 0 : isSilent ? 1 : 2;
            return kind << 62 | (timeKey(block.currentMessageAt[at]) >> 2);
        });
}

template <typename Member>
std::vector<std::uint64_t> rankedKeys(const Work& work, const std::vector<std::uint32_t>& positions,
                                      const std::vector<std::uint64_t>& ranks, Member numberAt)
{
    return keysOf(work, positions, [&](auto, TargetId, const Block& block, std::size_t at) {
        return ranks[raw(numberAt(block, at))];
    });
}

std::vector<std::uint64_t> stringKeys(const Work& work, const std::vector<std::uint32_t>& positions)
{
    const Fleet& fleet = work.fleet();
    switch (work.query.column) {
    case TargetColumn::Group:
        return rankedKeys(work, positions, poolRanks(fleet.groups()),
                          [](const Block& block, std::size_t at) { return block.group[at]; });
    case TargetColumn::Tags:
        return rankedKeys(
            work, positions, poolRanks(fleet.tags()),
            [](const Block& block, std::size_t at) { return block.reported[at].tags; });
    case TargetColumn::Current:
        return rankedKeys(
            work, positions, poolRanks(fleet.versions()),
            [](const Block& block, std::size_t at) { return block.reported[at].version; });
    default:
        return rankedKeys(
            work, positions, poolRanks(fleet.versions()),
            [](const Block& block, std::size_t at) { return block.expectedVersion[at]; });
    }
}

std::vector<std::uint64_t> sortKeys(Work& work, const std::vector<std::uint32_t>& positions)
{
    switch (work.query.column) {
    case TargetColumn::Phase:
        return keysOf(work, positions, [&](std::uint32_t position, auto, const Block&, auto) {
            return std::uint64_t(work.phases[position]);
        });
    case TargetColumn::Name:
        return nameKeys(work, positions);
    case TargetColumn::Health:
        return healthKeys(work, positions);
    case TargetColumn::Since:
        return keysOf(
            work, positions, [&](std::uint32_t position, TargetId id, const Block&, auto) {
                return timeKey(phaseSince(work.snapshot.state, id, work.phases[position]));
            });
    case TargetColumn::Message:
        return messageKeys(work, positions);
    default:
        return stringKeys(work, positions);
    }
}

void sortPositions(Work& work, std::vector<std::uint32_t>& positions)
{
    if (work.query.order == TargetOrder::ByFleet)
        return;
    const auto keys = sortKeys(work, positions);
    struct Row
    {
        std::uint64_t key;
        std::uint32_t position;
    };
    std::vector<Row> rows(positions.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows[row] = {keys[row], positions[row]};
    const bool isAscending = work.query.direction == Direction::Ascending;
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        if (a.key != b.key)
            return isAscending ? a.key < b.key : a.key > b.key;
        return a.position < b.position;
    });
    for (std::size_t row = 0; row < rows.size(); ++row)
        positions[row] = rows[row].position;
}

std::vector<std::int32_t> inverse(const std::vector<TargetId>& rows, std::size_t slots)
{
    std::vector<std::int32_t> rowOf(slots, Arrangement::noRow);
    for (std::size_t row = 0; row < rows.size(); ++row)
        rowOf[raw(rows[row])] = static_cast<std::int32_t>(row);
    return rowOf;
}

/// Takes over the previous rows when they are the same, so that a table sees by a pointer that
/// nothing moved.
void shareRows(Arrangement& arrangement, std::vector<TargetId> rows, const ArrangementPtr& previous)
{
    const std::size_t slots = arrangement.snapshot->state.fleet.slots();
    if (previous && *previous->rows == rows && previous->rowOf->size() == slots) {
        arrangement.rows = previous->rows;
        arrangement.rowOf = previous->rowOf;
        return;
    }
    arrangement.rowOf = std::make_shared<const std::vector<std::int32_t>>(inverse(rows, slots));
    arrangement.rows = std::make_shared<const std::vector<TargetId>>(std::move(rows));
}

} // namespace

ArrangementPtr arrange(const SnapshotPtr& snapshot, const TargetQuery& query,
                       const ArrangementPtr& previous, const std::atomic<bool>& cancelled)
{
    Work work{*snapshot, query, cancelled, {}, MessageTable(snapshot->state.fleet)};
    classify(work);
    auto positions = filtered(work);
    if (work.isCancelled())
        return nullptr;
    sortPositions(work, positions);

    auto arrangement = std::make_shared<Arrangement>();
    arrangement->snapshot = snapshot;
    arrangement->query = query;
    for (const TargetPhase phase : work.phases)
        ++arrangement->phaseCounts[static_cast<std::size_t>(phase)];
    std::vector<TargetId> rows;
    rows.reserve(positions.size());
    for (const std::uint32_t position : positions)
        rows.push_back(work.fleet().order()[position]);
    shareRows(*arrangement, std::move(rows), previous);
    return work.isCancelled() ? nullptr : arrangement;
}

} // namespace rollout
