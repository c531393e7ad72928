#pragma once

// Writes the rows of a commit. Its statements are prepared once and kept.

#include <QString>
#include <memory>

#include "core/result.h"
#include "store/commit_rows.h"
#include "store/row_statement.h"
#include "store/version_keys.h"

namespace rollout {

class CommitWriter
{
public:
    explicit CommitWriter(Connection& connection);

    /// In an open transaction. Conflict when the stored revision is not `commit.before.revision`,
    /// NotFound when there is no such entity (any more).
    [[nodiscard]] Result<void> write(const Commit& commit);
    /// To be called when a transaction in which write() was called has been undone.
    void forget() { m_versionKeys.forget(); }

private:
    [[nodiscard]] Result<void> writeEntity(const Commit& commit, const KeyByVersion& keys);
    [[nodiscard]] Result<void> writeDocuments(const Commit& commit);
    [[nodiscard]] Result<void> writeDocument(EntityKey entity, const QString& column,
                                             const std::string& json);
    [[nodiscard]] Result<void> writeTargets(const CommitRows& rows);
    [[nodiscard]] Result<void> writeStates(const CommitRows& rows, const Fleet& fleet,
                                           const KeyByVersion& keys);
    [[nodiscard]] Result<void> writeReports(const CommitRows& rows, const Commit& commit);
    [[nodiscard]] Result<void> appendReports(const std::vector<ReportRow>& rows, EntityKey entity);
    [[nodiscard]] Result<void> countReports(EntityKey entity, const QString& change);
    [[nodiscard]] Result<void> writeShares(const CommitRows& rows, const Commit& commit,
                                           const KeyByVersion& keys);
    [[nodiscard]] Result<void> writeJournal(const Commit& commit, const KeyByVersion& keys);

    Connection& m_connection;
    VersionKeys m_versionKeys;
    std::unique_ptr<RowStatement> m_insertTarget;
    std::unique_ptr<RowStatement> m_renameTarget;
    std::unique_ptr<RowStatement> m_insertState;
    std::unique_ptr<RowStatement> m_updateState;
    std::unique_ptr<RowStatement> m_deleteState;
    std::unique_ptr<RowStatement> m_appendReport;
    std::unique_ptr<RowStatement> m_insertShare;
    std::unique_ptr<RowStatement> m_insertJournal;
};

} // namespace rollout
