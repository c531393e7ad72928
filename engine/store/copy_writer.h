#pragma once

// The floor under commits to a PostgreSQL: the same rows sent by COPY in one transaction, into
// empty tables like those of the store, with nothing around them. Only a benchmark has a use for
// it.

#include <chrono>
#include <memory>
#include <string>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

/// A schema of its own in a database, gone with everything in it at the end.
class ScratchSchema
{
public:
    [[nodiscard]] static Result<std::unique_ptr<ScratchSchema>> make(const std::string& url);
    ~ScratchSchema();
    ScratchSchema(const ScratchSchema&) = delete;
    ScratchSchema& operator=(const ScratchSchema&) = delete;

    /// Of a store within.
    [[nodiscard]] std::string url() const;

private:
    explicit ScratchSchema(std::string url)
        : m_url(std::move(url))
    {
    }
    const std::string m_url;
};

class CopyWriter
{
public:
    /// `url` is that of a store in a PostgreSQL, which gets tables beside its own.
    [[nodiscard]] static Result<std::unique_ptr<CopyWriter>> open(const std::string& url);
    ~CopyWriter();
    CopyWriter(const CopyWriter&) = delete;
    CopyWriter& operator=(const CopyWriter&) = delete;

    /// Copies the rows of rowsOf(commit) and its journal. The time from BEGIN to the end of COMMIT;
    /// finding the rows, spelling them out and emptying the tables are not counted.
    [[nodiscard]] Result<std::chrono::nanoseconds> write(const Commit& commit);

private:
    class Private;
    explicit CopyWriter(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace rollout
