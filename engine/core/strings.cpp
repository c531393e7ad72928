#include "core/strings.h"

#include <cassert>
#include <cstring>

namespace rollout {

std::string_view StringColumn::at(std::uint32_t number) const
{
    assert(number < m_size);
    const Chunk& chunk = *m_chunks[number / chunkSize];
    const std::uint32_t place = number % chunkSize;
    // Numbered names are all equally long: then one look into memory is enough.
    if (chunk.stride > 0)
        return {chunk.bytes.data() + std::size_t(place) * chunk.stride, chunk.stride};
    const std::uint32_t begin = place == 0 ? 0 : chunk.ends[place - 1];
    return {chunk.bytes.data() + begin, chunk.ends[place] - begin};
}

void StringColumn::append(std::string_view text)
{
    if (m_size % chunkSize == 0)
        m_chunks.push_back(std::make_shared<Chunk>());
    Chunk& chunk = ownChunk(m_size);
    const auto length = static_cast<std::uint32_t>(text.size());
    chunk.stride = chunk.ends.empty() || chunk.stride == length ? length : 0;
    chunk.bytes.append(text);
    chunk.ends.push_back(static_cast<std::uint32_t>(chunk.bytes.size()));
    ++m_size;
    if (m_size % chunkSize == 0) {
        chunk.bytes.shrink_to_fit();
        chunk.ends.shrink_to_fit();
    }
}

void StringColumn::replace(std::uint32_t number, std::string_view text)
{
    assert(number < m_size);
    Chunk& chunk = ownChunk(number);
    const std::uint32_t place = number % chunkSize;
    const std::uint32_t begin = place == 0 ? 0 : chunk.ends[place - 1];
    const std::uint32_t oldLength = chunk.ends[place] - begin;
    if (oldLength != text.size())
        chunk.stride = 0;
    chunk.bytes.replace(begin, oldLength, text);
    const auto growth = static_cast<std::uint32_t>(text.size())
        - oldLength; // wraps when it shrinks; so does the sum
    for (std::size_t i = place; i < chunk.ends.size(); ++i)
        chunk.ends[i] += growth;
}

StringColumn::Chunk& StringColumn::ownChunk(std::uint32_t number)
{
    auto& chunk = m_chunks[number / chunkSize];
    if (chunk.use_count() > 1)
        chunk = std::make_shared<Chunk>(*chunk);
    return *chunk;
}

void HashIndex::clear()
{
    m_slots.reset();
    m_mask = 0;
    m_used = 0;
}

void HashIndex::insert(std::uint64_t hash, std::uint32_t number)
{
    reserve(1);
    if (m_slots.use_count() > 1)
        m_slots = std::make_shared<std::vector<Slot>>(*m_slots);
    auto& slots = *m_slots;
    std::size_t at = place(hash);
    while (slots[at].numberPlusOne != 0)
        at = (at + 1) & m_mask;
    slots[at] = Slot{static_cast<std::uint32_t>(hash >> 32), number + 1};
    ++m_used;
}

void HashIndex::reserve(std::size_t count)
{
    const std::size_t wanted = m_used + count;
    std::size_t capacity = m_slots ? m_slots->size() : 16;
    while (wanted * 4 > capacity * 3) // at most three quarters full
        capacity *= 2;
    if (!m_slots || capacity != m_slots->size())
        rehash(capacity);
}

// The place of an entry is made of its tag alone, so that a table can be rebuilt without the
// strings.
void HashIndex::rehash(std::size_t capacity)
{
    auto old = std::move(m_slots);
    m_slots = std::make_shared<std::vector<Slot>>(capacity);
    m_mask = capacity - 1;
    if (!old)
        return;
    for (const Slot& slot : *old) {
        if (slot.numberPlusOne == 0)
            continue;
        std::size_t at = place(std::uint64_t(slot.tag) << 32);
        while ((*m_slots)[at].numberPlusOne != 0)
            at = (at + 1) & m_mask;
        (*m_slots)[at] = slot;
    }
}

__extension__ using Wide = unsigned __int128;

std::uint64_t hashOf(std::string_view text)
{
    // Multiply and fold, eight bytes at a time; the constants are odd numbers with well spread
    // bits.
    std::uint64_t hash = 0x9e3779b97f4a7c15ULL ^ (text.size() * 0xff51afd7ed558ccdULL);
    const auto mix = [&hash](std::uint64_t word) {
        const auto product = static_cast<Wide>(hash ^ word) * 0xd6e8feb86659fd93ULL;
        hash = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    };
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        mix(word);
    }
    std::uint64_t tail = 0;
    if (left > 0)
        std::memcpy(&tail, at, left);
    mix(tail);
    hash ^= hash >> 32;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    return hash ^ (hash >> 29);
}

} // namespace rollout
