#pragma once

// What PostgreSQL refuses, as sentences for a person.

#include <string>
#include <string_view>

#include "core/result.h"

namespace rollout {

/// `state` is the SQLSTATE, empty when the server did not answer; `where` the store without its
/// password; `details` the server's own words, of which the first line is repeated.
/// Unreachable: the connection is lost or was never made. Busy: others got in the way, and the
/// transaction may be tried again.
[[nodiscard]] Error postgresError(std::string_view state, const std::string& where,
                                  std::string_view details);

} // namespace rollout
