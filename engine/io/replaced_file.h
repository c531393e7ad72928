#pragma once

// A file that is written beside the one it takes the place of. For engine/io only.

#include <QSaveFile>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace rollout {

/// InvalidArgument for what is no regular file (a device or a pipe must not be replaced), Io for
/// what cannot be written.
[[nodiscard]] Result<std::unique_ptr<QSaveFile>> openToReplace(const std::string& path);

/// "fleet.csv: cannot be written (…)"
[[nodiscard]] Error writeError(const std::string& path, const QSaveFile& file);

/// `text` as a field of CSV, quoted where it has to be.
void appendCsvField(std::string& csv, std::string_view text);

} // namespace rollout
