#include "store/dialect.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace rollout {

QString expandForSqlite(QString sql)
{
    static const QRegularExpression bytes(u"\\{bytes ([a-z_.]+)\\}"_s);
    sql.replace("{serial}"_L1, "INTEGER PRIMARY KEY AUTOINCREMENT"_L1);
    sql.replace("{key}"_L1, "INTEGER PRIMARY KEY"_L1);
    sql.replace("{text}"_L1, "CAST(? AS TEXT)"_L1);
    sql.replace(bytes, u"CAST(\\1 AS BLOB)"_s);
    return sql;
}

} // namespace rollout
