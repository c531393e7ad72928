#pragma once

// An entity's targets: columns in copy-on-write blocks. A Fleet is a value. Copying it costs a
// pointer a block; a copy shares every block that neither side has changed since, so two fleets of
// one history are compared, stored and repainted by their differing blocks. Distinct copies may be
// used from distinct threads.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/client_state.h"
#include "core/ids.h"
#include "core/report_times.h"
#include "core/strings.h"
#include "core/time.h"

namespace rollout {

/// What a controller service last said of a target (the current side, less its times).
struct Reported
{
    VersionId version = VersionId::None;
    TextId message = TextId::None;
    TagsId tags = TagsId::None;
    std::uint32_t isError = 0; ///< 0 or 1; four bytes so that the whole compares as one

    bool operator==(const Reported&) const = default;
};

/// Why a target's expected side is what it is.
enum class NoteKind : std::uint8_t {
    NewTarget, ///< first seen; expects the last known good version
    RollingOut, ///< assigned the version that is being rolled out
    ConfirmingGood, ///< assigned the last known good version while that is the rolling one
    RollingBack, ///< assigned the last known good version because the rolling one is bad
    Succeeded, ///< reported its version without error for longer than the success time-out
    TimedOut, ///< was no success when the duration time-out had passed
    Unhealthy, ///< reports its version, but its monitoring hook failed
    FellSilent, ///< was told the version that is rolling, and did not report for too long
    TriedAgain, ///< had failed; an operator gave it another chance
};

/// The expected side's message as data; describe.h words it. Figures are whole seconds.
struct Note
{
    NoteKind kind = NoteKind::NewTarget;
    std::int32_t seconds = 0; ///< Succeeded: healthy for so long; TimedOut: expected for so long;
                              ///< FellSilent: silent for so long
    std::int32_t limit = 0; ///< the time-out that this was held against
    TextId text = TextId::None; ///< Unhealthy: the hook's own words

    bool operator==(const Note&) const = default;
};

/// One target, copied out of its columns.
struct Target
{
    Reported reported;
    Time currentChangedAt{};
    Time currentMessageAt{}; ///< start of the "healthy since" window
    VersionId expectedVersion = VersionId::None;
    bool expectedIsError = false;
    Note expectedNote;
    Time expectedChangedAt{};
    Time expectedMessageAt{};
    bool isExcluded = false; ///< in maintenance: takes no part and counts nowhere

    bool operator==(const Target&) const = default;
};

/// The columns of up to 512 targets with successive ids.
struct Block
{
    static constexpr std::size_t size = 512;
    std::array<Reported, size> reported;
    std::array<Time, size> currentChangedAt;
    std::array<Time, size> currentMessageAt;
    std::array<Time, size> expectedChangedAt;
    std::array<Time, size> expectedMessageAt;
    std::array<Note, size> expectedNote;
    std::array<VersionId, size> expectedVersion;
    std::array<GroupId, size> group;
    std::array<bool, size> expectedIsError;
    std::array<bool, size> isExcluded; ///< live, but takes no part
    std::array<bool, size> isLive; ///< false: removed, or not given yet
};

class Fleet
{
public:
    /// Number of live targets.
    [[nodiscard]] std::size_t size() const { return m_order->size(); }
    /// Number of live targets that an operator has excluded.
    [[nodiscard]] std::size_t excluded() const { return m_excluded; }
    /// Number of live targets that take part in rollouts.
    [[nodiscard]] std::size_t participants() const { return size() - excluded(); }
    /// Number of slots ever given; ids are below it. Removed targets keep theirs.
    [[nodiscard]] std::size_t slots() const { return m_names.size(); }
    [[nodiscard]] bool isLive(TargetId id) const;
    /// Live targets by (group, name), compared bytewise.
    [[nodiscard]] const std::vector<TargetId>& order() const { return *m_order; }

    [[nodiscard]] Target target(TargetId id) const;
    [[nodiscard]] std::string_view name(TargetId id) const { return m_names.at(raw(id)); }
    [[nodiscard]] GroupId groupId(TargetId id) const { return block(id).group[offset(id)]; }
    [[nodiscard]] std::string_view group(TargetId id) const { return m_groups.at(groupId(id)); }
    [[nodiscard]] std::optional<TargetId> find(std::string_view group, std::string_view name) const;

    [[nodiscard]] StringPool<VersionId>& versions() { return m_versions; }
    [[nodiscard]] const StringPool<VersionId>& versions() const { return m_versions; }
    [[nodiscard]] StringPool<TextId>& texts() { return m_texts; }
    [[nodiscard]] const StringPool<TextId>& texts() const { return m_texts; }
    [[nodiscard]] StringPool<TagsId>& tags() { return m_tags; }
    [[nodiscard]] const StringPool<TagsId>& tags() const { return m_tags; }
    [[nodiscard]] const StringPool<GroupId>& groups() const { return m_groups; }

    [[nodiscard]] ReportTimes& reportTimes() { return m_reportTimes; }
    [[nodiscard]] const ReportTimes& reportTimes() const { return m_reportTimes; }

    // Columns, for code that visits many targets.
    [[nodiscard]] std::size_t blockCount() const { return m_blocks.size(); }
    [[nodiscard]] const Block& blockAt(std::size_t index) const { return *m_blocks[index]; }
    /// Identity of a block's contents: two fleets with the same pointer here have the same targets
    /// there.
    [[nodiscard]] const void* blockIdentity(std::size_t index) const
    {
        return m_blocks[index].get();
    }
    [[nodiscard]] const Block& block(TargetId id) const { return *m_blocks[raw(id) / Block::size]; }
    [[nodiscard]] static constexpr std::size_t offset(TargetId id) { return raw(id) % Block::size; }
    /// The block of a target, to write to; made this fleet's own first.
    [[nodiscard]] Block& ownBlock(TargetId id);
    [[nodiscard]] Block& ownBlockAt(std::size_t index);

    void setTarget(TargetId id, const Target& target);

    struct Addition
    {
        std::string_view group;
        std::string_view name;
        Target target;
        bool isLive = true; ///< false: only takes a slot, as by addRemoved()
    };
    /// New targets, in this order, get the next ids; none of them may exist. Returns the first id.
    TargetId add(std::span<const Addition> additions);
    /// A slot that is taken by a target which no longer lives (used when a stored fleet is read
    /// back).
    TargetId addRemoved(std::string_view group, std::string_view name);
    /// They leave the fleet; all must be live.
    void remove(std::span<const TargetId> targets);
    /// Gives a live target another name or group; the new pair must be free.
    void rename(TargetId id, std::string_view group, std::string_view name);

    /// Asks the processor for what find() and the first look at a target will touch.
    [[nodiscard]] static std::uint64_t hash(std::string_view group, std::string_view name);
    void prefetchSlot(std::uint64_t hash) const { m_index.prefetch(hash); }
    /// A target that very likely is the one of this hash; isNamed() tells.
    [[nodiscard]] std::optional<TargetId> guess(std::uint64_t hash) const
    {
        const auto number = m_index.find(hash, [](std::uint32_t) { return true; });
        return number ? std::optional<TargetId>(static_cast<TargetId>(*number)) : std::nullopt;
    }
    void prefetchTarget(TargetId id) const
    {
        m_names.prefetch(raw(id));
        const Block& b = block(id);
        __builtin_prefetch(&b.reported[offset(id)]);
        if (!isWithoutGroups())
            __builtin_prefetch(&b.group[offset(id)]);
    }
    [[nodiscard]] bool isNamed(TargetId id, std::string_view groupName,
                               std::string_view targetName) const
    {
        if (!isSame(name(id), targetName))
            return false;
        return isWithoutGroups() ? groupName.empty() : isSame(group(id), groupName);
    }
    /// Whether every target's group is the empty one, so that nobody need look.
    [[nodiscard]] bool isWithoutGroups() const { return m_groups.size() == 1; }
    [[nodiscard]] std::optional<TargetId> find(std::uint64_t hash, std::string_view group,
                                               std::string_view name) const;

    /// Drops message texts and tags that no target has any more; worthwhile once there are many
    /// more texts than targets.
    void dropUnusedTexts();

private:
    friend std::vector<TargetId> changedTargets(const Fleet& before, const Fleet& after);

    TargetId place(std::string_view group, std::string_view name);
    void rebuildIndex();
    [[nodiscard]] bool sameTarget(const Fleet& other, std::size_t blockIndex, std::size_t i) const;

    std::vector<std::shared_ptr<Block>> m_blocks;
    StringColumn m_names;
    StringPool<GroupId> m_groups;
    StringPool<VersionId> m_versions;
    StringPool<TextId> m_texts;
    StringPool<TagsId> m_tags;
    HashIndex m_index;
    std::size_t m_excluded = 0;
    std::shared_ptr<const std::vector<TargetId>> m_order =
        std::make_shared<const std::vector<TargetId>>();
    ReportTimes m_reportTimes;
};

/// Ids at which `after` differs from `before` in anything but report times: added, removed, renamed
/// or changed. Both must be of one history (the same slot means the same target). Ascending.
[[nodiscard]] std::vector<TargetId> changedTargets(const Fleet& before, const Fleet& after);

/// What a controller service is answered for one target: its expected side.
[[nodiscard]] ClientState expectedState(const Fleet& fleet, TargetId id);

} // namespace rollout
