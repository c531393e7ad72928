#pragma once

// A look at a file before it is opened as a store. Reads only, and leaves nothing beside the file.

#include <QString>

#include "core/result.h"
#include "store/open_store.h"

namespace rollout {

class Connection;

enum class FileState {
    Absent, ///< no file, or an empty one: a store is to be created
    Present, ///< a store that this program can read, of the current schema or an older one
};

/// An error says what is wrong with the file or its folder, and what would be right.
[[nodiscard]] Result<FileState> checkFile(const QString& path);

/// Whether a program has the store open, or left it without closing it: then its own files lie
/// beside it.
[[nodiscard]] bool isInUse(const QString& path);

/// Reads the pages of a file that nobody has open and finds damage; large files are only sampled.
[[nodiscard]] Result<void> checkPages(const QString& path, const StoreOptions& options);
/// The same through an open connection, which reads what is in the log as well.
[[nodiscard]] Result<void> checkPages(Connection& connection, const QString& path);

} // namespace rollout
