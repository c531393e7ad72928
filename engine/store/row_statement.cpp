#include "store/row_statement.h"

#include "store/backend.h"
#include "store/connection.h"

namespace rollout {

std::unique_ptr<RowStatement> RowStatement::make(Connection& connection, const char* sql)
{
    return connection.backend().rowStatement(connection, sql);
}

} // namespace rollout
