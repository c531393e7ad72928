#include "core/fleet.h"

#include <algorithm>
#include <cassert>

#include "core/describe.h"

namespace rollout {

namespace {

constexpr TargetId idAt(std::size_t slot)
{
    return static_cast<TargetId>(slot);
}

bool comesBefore(const Fleet& fleet, TargetId a, TargetId b)
{
    if (fleet.groupId(a) != fleet.groupId(b))
        return fleet.group(a) < fleet.group(b);
    return fleet.name(a) < fleet.name(b);
}

} // namespace

bool Fleet::isLive(TargetId id) const
{
    return raw(id) < slots() && block(id).isLive[offset(id)];
}

Target Fleet::target(TargetId id) const
{
    const Block& b = block(id);
    const std::size_t i = offset(id);
    return {b.reported[i],          b.currentChangedAt[i],  b.currentMessageAt[i],
            b.expectedVersion[i],   b.expectedIsError[i],   b.expectedNote[i],
            b.expectedChangedAt[i], b.expectedMessageAt[i], b.isExcluded[i]};
}

void Fleet::setTarget(TargetId id, const Target& target)
{
    Block& b = ownBlock(id);
    const std::size_t i = offset(id);
    b.reported[i] = target.reported;
    b.currentChangedAt[i] = target.currentChangedAt;
    b.currentMessageAt[i] = target.currentMessageAt;
    b.expectedVersion[i] = target.expectedVersion;
    b.expectedIsError[i] = target.expectedIsError;
    b.expectedNote[i] = target.expectedNote;
    b.expectedChangedAt[i] = target.expectedChangedAt;
    b.expectedMessageAt[i] = target.expectedMessageAt;
    m_excluded += target.isExcluded ? 1 : 0;
    m_excluded -= b.isExcluded[i] ? 1 : 0;
    b.isExcluded[i] = target.isExcluded;
}

std::uint64_t Fleet::hash(std::string_view group, std::string_view name)
{
    const std::uint64_t nameHash = hashOf(name);
    return group.empty() ? nameHash : (nameHash ^ (hashOf(group) >> 7)) * 0x9fb21c651e98df25ULL;
}

std::optional<TargetId> Fleet::find(std::string_view group, std::string_view name) const
{
    return find(hash(group, name), group, name);
}

std::optional<TargetId> Fleet::find(std::uint64_t hash, std::string_view group,
                                    std::string_view name) const
{
    const auto number =
        m_index.find(hash, [&](std::uint32_t n) { return isNamed(idAt(n), group, name); });
    return number ? std::optional<TargetId>(idAt(*number)) : std::nullopt;
}

Block& Fleet::ownBlockAt(std::size_t index)
{
    auto& block = m_blocks[index];
    if (block.use_count() > 1)
        block = std::make_shared<Block>(*block);
    return *block;
}

Block& Fleet::ownBlock(TargetId id)
{
    return ownBlockAt(raw(id) / Block::size);
}

TargetId Fleet::place(std::string_view group, std::string_view name)
{
    const TargetId id = idAt(slots());
    if (slots() % Block::size == 0)
        m_blocks.push_back(std::make_shared<Block>());
    m_names.append(name);
    ownBlock(id).group[offset(id)] = m_groups.intern(group);
    return id;
}

TargetId Fleet::add(std::span<const Addition> additions)
{
    const TargetId first = idAt(slots());
    std::vector<TargetId> order = *m_order;
    order.reserve(order.size() + additions.size());
    m_index.reserve(additions.size());
    for (const Addition& addition : additions) {
        if (!addition.isLive) {
            addRemoved(addition.group, addition.name);
            continue;
        }
        const TargetId id = place(addition.group, addition.name);
        setTarget(id, addition.target);
        ownBlock(id).isLive[offset(id)] = true;
        m_index.insert(hash(addition.group, addition.name), raw(id));
        order.push_back(id);
    }
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(m_order->size());
    const auto less = [this](TargetId a, TargetId b) { return comesBefore(*this, a, b); };
    if (!std::is_sorted(middle, order.end(), less))
        std::sort(middle, order.end(), less);
    std::inplace_merge(order.begin(), middle, order.end(), less);
    m_order = std::make_shared<const std::vector<TargetId>>(std::move(order));
    return first;
}

TargetId Fleet::addRemoved(std::string_view group, std::string_view name)
{
    const TargetId id = place(group, name);
    ownBlock(id).isLive[offset(id)] = false;
    return id;
}

void Fleet::remove(std::span<const TargetId> targets)
{
    if (targets.empty())
        return;
    for (const TargetId id : targets) {
        assert(isLive(id));
        Block& b = ownBlock(id);
        m_excluded -= b.isExcluded[offset(id)] ? 1 : 0;
        b.isExcluded[offset(id)] = false;
        b.isLive[offset(id)] = false;
    }
    std::vector<TargetId> order = *m_order;
    std::erase_if(order, [this](TargetId id) { return !isLive(id); });
    m_order = std::make_shared<const std::vector<TargetId>>(std::move(order));
    m_reportTimes.forget([this](TargetId id) { return !isLive(id); });
    rebuildIndex();
}

void Fleet::rename(TargetId id, std::string_view group, std::string_view name)
{
    assert(isLive(id) && !find(group, name));
    m_names.replace(raw(id), name);
    ownBlock(id).group[offset(id)] = m_groups.intern(group);
    std::vector<TargetId> order = *m_order;
    std::sort(order.begin(), order.end(),
              [this](TargetId a, TargetId b) { return comesBefore(*this, a, b); });
    m_order = std::make_shared<const std::vector<TargetId>>(std::move(order));
    rebuildIndex();
}

void Fleet::rebuildIndex()
{
    m_index.clear();
    m_index.reserve(m_order->size());
    for (const TargetId id : *m_order)
        m_index.insert(hash(group(id), name(id)), raw(id));
}

void Fleet::dropUnusedTexts()
{
    StringPool<TextId> kept;
    StringPool<TagsId> keptTags;
    for (const TargetId id : *m_order) {
        Block& b = ownBlock(id);
        const std::size_t i = offset(id);
        b.reported[i].message = kept.intern(m_texts.at(b.reported[i].message));
        b.reported[i].tags = keptTags.intern(m_tags.at(b.reported[i].tags));
        b.expectedNote[i].text = kept.intern(m_texts.at(b.expectedNote[i].text));
    }
    m_texts = std::move(kept);
    m_tags = std::move(keptTags);
}

bool Fleet::sameTarget(const Fleet& other, std::size_t blockIndex, std::size_t i) const
{
    const Block& a = *m_blocks[blockIndex];
    const Block& b = *other.m_blocks[blockIndex];
    const auto number = static_cast<std::uint32_t>(blockIndex * Block::size + i);
    const bool sameColumns = a.isLive[i] == b.isLive[i] && a.reported[i] == b.reported[i]
        && a.currentChangedAt[i] == b.currentChangedAt[i]
        && a.currentMessageAt[i] == b.currentMessageAt[i]
        && a.expectedVersion[i] == b.expectedVersion[i]
        && a.expectedIsError[i] == b.expectedIsError[i] && a.expectedNote[i] == b.expectedNote[i]
        && a.expectedChangedAt[i] == b.expectedChangedAt[i]
        && a.expectedMessageAt[i] == b.expectedMessageAt[i] && a.group[i] == b.group[i]
        && a.isExcluded[i] == b.isExcluded[i];
    return sameColumns
        && (m_names.shares(other.m_names, number)
            || m_names.at(number) == other.m_names.at(number));
}

std::vector<TargetId> changedTargets(const Fleet& before, const Fleet& after)
{
    std::vector<TargetId> changed;
    const std::size_t common = std::min(before.slots(), after.slots());
    for (std::size_t index = 0; index < after.blockCount(); ++index) {
        const bool isShared = index < before.blockCount()
            && before.blockIdentity(index) == after.blockIdentity(index);
        const std::size_t first = index * Block::size;
        const std::size_t end = std::min(first + Block::size, after.slots());
        for (std::size_t slot = isShared ? std::max(first, common) : first; slot < end; ++slot)
            if (slot >= common || !before.sameTarget(after, index, slot - first))
                changed.push_back(idAt(slot));
    }
    return changed;
}

ClientState expectedState(const Fleet& fleet, TargetId id)
{
    const Target target = fleet.target(id);
    const std::string_view version = fleet.versions().at(target.expectedVersion);
    ClientState state;
    state.name = fleet.name(id);
    state.group = fleet.group(id);
    state.tags = fleet.tags().at(target.reported.tags);
    state.version = version;
    state.message =
        describe(target.expectedNote, version, fleet.texts().at(target.expectedNote.text));
    state.isError = target.expectedIsError;
    return state;
}

} // namespace rollout
