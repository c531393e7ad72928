#pragma once

// Append-only strings in copy-on-write chunks. Copies are cheap and share every full chunk; a copy
// that appends never disturbs another copy, whichever thread that lives in.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rollout {

/// Whether both are the same. Names are short and lie all over memory: the C library's comparison
/// reads 32 bytes at once, and waits for a line of the cache in which nothing of the name is.
[[nodiscard]] inline bool isSame(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    const auto wordAt = [](const char* at) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        return word;
    };
    const std::size_t size = a.size();
    if (size < 8)
        return std::equal(a.begin(), a.end(), b.begin());
    std::uint64_t difference = 0;
    for (std::size_t at = 0; at + 8 <= size; at += 8)
        difference |= wordAt(a.data() + at) ^ wordAt(b.data() + at);
    // The last eight, some of which were looked at already.
    difference |= wordAt(a.data() + size - 8) ^ wordAt(b.data() + size - 8);
    return difference == 0;
}

/// A column of strings by number. Not thread-safe; distinct copies are independent.
class StringColumn
{
public:
    [[nodiscard]] std::uint32_t size() const { return m_size; }
    /// Valid for as long as this column, or any copy made after the append, lives.
    [[nodiscard]] std::string_view at(std::uint32_t number) const;
    void append(std::string_view text);
    void replace(std::uint32_t number, std::string_view text);
    /// Whether both columns share the memory of this string, so that it is the same in both.
    [[nodiscard]] bool shares(const StringColumn& other, std::uint32_t number) const
    {
        return number < m_size && number < other.m_size
            && m_chunks[number / chunkSize] == other.m_chunks[number / chunkSize];
    }
    /// Asks the processor for what at() will touch.
    void prefetch(std::uint32_t number) const
    {
        const Chunk& chunk = *m_chunks[number / chunkSize];
        const std::uint32_t place = number % chunkSize;
        if (chunk.stride > 0) {
            __builtin_prefetch(chunk.bytes.data() + std::size_t(place) * chunk.stride);
            return;
        }
        __builtin_prefetch(chunk.ends.data() + place);
        // Names of one fleet have about the same length, so this is near enough.
        __builtin_prefetch(chunk.bytes.data() + chunk.bytes.size() * place / chunk.ends.size());
    }

private:
    static constexpr std::uint32_t chunkSize = 1024;
    struct Chunk
    {
        std::string bytes;
        std::vector<std::uint32_t> ends;
        std::uint32_t stride = 0; ///< length of every string when all are equally long, else 0
    };
    Chunk& ownChunk(std::uint32_t number);

    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::uint32_t m_size = 0;
};

/// Numbers by string: an open-addressing table of hashes, shared by copies until one changes it.
/// It stores no strings; the caller says by `matches(number)` whether a candidate is the one looked
/// for.
class HashIndex
{
public:
    void clear();
    void insert(std::uint64_t hash, std::uint32_t number);
    [[nodiscard]] std::size_t size() const { return m_used; }
    /// Grows the table once, ahead of `count` more insertions.
    void reserve(std::size_t count);
    /// Asks the processor for the slot of `hash` ahead of find().
    void prefetch(std::uint64_t hash) const
    {
        if (m_slots)
            __builtin_prefetch(m_slots->data() + place(hash));
    }
    /// The first number with this hash for which matches(number) holds.
    template <typename Matches>
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t hash, Matches matches) const
    {
        if (!m_slots)
            return std::nullopt;
        const auto tag = static_cast<std::uint32_t>(hash >> 32);
        const Slot* slots = m_slots->data();
        for (std::size_t at = place(hash);; at = (at + 1) & m_mask) {
            const Slot slot = slots[at];
            if (slot.numberPlusOne == 0)
                return std::nullopt;
            if (slot.tag == tag && matches(slot.numberPlusOne - 1))
                return slot.numberPlusOne - 1;
        }
    }

private:
    [[nodiscard]] std::size_t place(std::uint64_t hash) const { return (hash >> 32) & m_mask; }
    struct Slot
    {
        std::uint32_t tag = 0;
        std::uint32_t numberPlusOne = 0; ///< 0: empty
    };
    void rehash(std::size_t capacity);

    std::shared_ptr<std::vector<Slot>> m_slots;
    std::size_t m_mask = 0;
    std::size_t m_used = 0;
};

/// 64 well-mixed bits of a string; the same within one process.
[[nodiscard]] std::uint64_t hashOf(std::string_view text);

/// Interned strings: equal text, equal number. Number 0 is always the empty string.
template <typename Id>
class StringPool
{
public:
    StringPool() { intern({}); }
    [[nodiscard]] std::string_view at(Id id) const
    {
        return m_texts.at(static_cast<std::uint32_t>(id));
    }
    [[nodiscard]] std::uint32_t size() const { return m_texts.size(); }
    [[nodiscard]] std::optional<Id> find(std::string_view text) const
    {
        const auto number =
            m_index.find(hashOf(text), [&](std::uint32_t n) { return m_texts.at(n) == text; });
        return number ? std::optional<Id>(static_cast<Id>(*number)) : std::nullopt;
    }
    Id intern(std::string_view text)
    {
        if (const auto known = find(text))
            return *known;
        const std::uint32_t number = m_texts.size();
        m_texts.append(text);
        m_index.insert(hashOf(text), number);
        return static_cast<Id>(number);
    }

private:
    StringColumn m_texts;
    HashIndex m_index;
};

} // namespace rollout
