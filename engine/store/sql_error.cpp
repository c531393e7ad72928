#include "store/sql_error.h"

namespace rollout {

Error sqlError(int code, const std::string& where, const std::string& details)
{
    const std::string store = "the store \"" + where + "\"";
    switch (code
            & 0xff) { // the rest of an extended code says no more to a person than the details do
    case SqliteCode::busy:
    case SqliteCode::locked:
        return {ErrorCode::Busy,
                store + " is locked by another program; close that program or try again"};
    case SqliteCode::corrupt:
    case SqliteCode::notADatabase:
        return {ErrorCode::Corrupt,
                store + " is damaged (" + details + "); restore it from a backup or name another"};
    case SqliteCode::readOnly:
        return {ErrorCode::Io, store + " cannot be written to; allow writing or name another"};
    case SqliteCode::full:
        return {ErrorCode::Io,
                "the disk of " + store + " is full; make room there, nothing was changed"};
    case SqliteCode::cannotOpen:
        return {ErrorCode::Io, store + " cannot be opened; its folder must exist and be writable"};
    case SqliteCode::constraint:
        return {ErrorCode::AlreadyExists, store + " holds such a row already (" + details + ")"};
    default:
        return {ErrorCode::Io, store + " refused: " + details + "; nothing was changed, try again"};
    }
}

Error sqlError(const QSqlError& error, const std::string& where)
{
    return sqlError(error.nativeErrorCode().toInt(), where, error.databaseText().toStdString());
}

Error busyIfThere(Error error, const std::string& what)
{
    if (error.code != ErrorCode::AlreadyExists)
        return error;
    return {ErrorCode::Busy,
            "another program wrote the " + what + " at the same moment; try again"};
}

} // namespace rollout
