#include "ui/inspector/fact_table.h"

#include "ui/common/palette.h"

namespace rollout {

QString factTable(const std::vector<Fact>& facts, const QPalette& palette)
{
    QString rows;
    for (const Fact& fact : facts)
        rows += QStringLiteral("<tr><td style='color:%1; padding-right:10px; "
                               "white-space:nowrap'>%2</td><td>%3</td></tr>")
                    .arg(quietText(palette).name(), fact.caption.toHtmlEscaped(),
                         fact.value.toHtmlEscaped());
    return QLatin1String("<table cellspacing='0' cellpadding='2'>") + rows
        + QLatin1String("</table>");
}

} // namespace rollout
