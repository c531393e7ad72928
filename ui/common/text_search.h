#pragma once

// Finding and ordering names as people do. Pure; any thread.

#include <string>
#include <string_view>

namespace rollout {

/// Whether `haystack` contains `needle`, letter case aside. `needle` must be folded by foldCase().
[[nodiscard]] bool containsFolded(std::string_view haystack, std::string_view needle);
[[nodiscard]] std::string foldCase(std::string_view text);

/// Order in which people expect names: "web-9" before "web-10". Total; equal only for equal
/// strings.
[[nodiscard]] int naturalCompare(std::string_view a, std::string_view b);

} // namespace rollout
