#pragma once

// Where a text stops being JSON, in words. simdjson is quick at telling that it does; this is slow
// and tells where.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rollout {

struct JsonFault
{
    std::size_t offset = 0; ///< of the byte that cannot be there
    std::string sentence; ///< what is wrong and what would be right
};

/// The first place at which `text` is not one JSON document (RFC 8259) in UTF-8; nothing if it is
/// one.
[[nodiscard]] std::optional<JsonFault> findJsonFault(std::string_view text);

} // namespace rollout
