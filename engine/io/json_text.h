#pragma once

// JSON as it is written. For engine/io only.

#include <string>
#include <string_view>

namespace rollout {

/// `value` in quotes, with whatever JSON wants escaped. `value` is UTF-8.
void appendJsonString(std::string& text, std::string_view value);

} // namespace rollout
