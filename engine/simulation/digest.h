#pragma once

// A 64-bit fingerprint of a trace: equal traces have equal fingerprints, in every build and
// process.

#include <cstdint>

namespace rollout {

/// FNV-1a over 64-bit words, with a final mix so that every bit of a word reaches every bit of the
/// result.
class Digest
{
public:
    void add(std::uint64_t word)
    {
        m_value = (m_value ^ word) * 0x100000001b3U;
        m_value ^= m_value >> 32;
    }
    void add(std::int64_t number) { add(static_cast<std::uint64_t>(number)); }
    [[nodiscard]] std::uint64_t value() const { return m_value; }

private:
    std::uint64_t m_value = 0xcbf29ce484222325U;
};

} // namespace rollout
