#include "ui/whatif/whatif_model.h"

#include <QStringList>

#include <array>

#include "io/replaced_file.h"
#include "ui/common/words.h"
#include "ui/whatif/whatif_words.h"

namespace rollout {

namespace {

enum class Kind : std::uint8_t { Figure, Difference, Better };

struct Column
{
    std::size_t policy = 0;
    Kind kind = Kind::Figure;
};

constexpr int nameColumns = 2; // what is measured, and on which version
constexpr int columnsPerOther = 3;

Column columnAt(int section)
{
    const int column = section - nameColumns;
    if (column == 0)
        return {};
    return {static_cast<std::size_t>(1 + (column - 1) / columnsPerOther),
            static_cast<Kind>((column - 1) % columnsPerOther)};
}

/// Below the metrics: what became of the runs, on the good version and on the bad one.
struct OutcomeRow
{
    Outcome outcome;
    OutcomeShares ComparedPolicy::*shares;
    bool isGood;
};
constexpr std::array<OutcomeRow, 6> outcomeRows{{
    {Outcome::Completed, &ComparedPolicy::good, true},
    {Outcome::RolledBack, &ComparedPolicy::good, true},
    {Outcome::Unfinished, &ComparedPolicy::good, true},
    {Outcome::Completed, &ComparedPolicy::bad, false},
    {Outcome::RolledBack, &ComparedPolicy::bad, false},
    {Outcome::Unfinished, &ComparedPolicy::bad, false},
}};

const OutcomeRow* outcomeRow(int row)
{
    const int at = row - static_cast<int>(whatIfMetricCount);
    return at < 0 ? nullptr : &outcomeRows[static_cast<std::size_t>(at)];
}

QString versionWord(const OutcomeRow& row)
{
    return row.isGood ? WhatIfWords::tr("good") : WhatIfWords::tr("bad");
}

QString nameOf(int row, int column)
{
    if (const OutcomeRow* outcome = outcomeRow(row))
        return column == 0 ? WhatIfWords::tr("Runs %1").arg(outcomeText(outcome->outcome))
                           : versionWord(*outcome);
    const auto metric = static_cast<WhatIfMetric>(row);
    return column == 0 ? metricText(metric) : metricVersion(metric);
}

const Estimate& outcomeShare(const ComparedPolicy& policy, const OutcomeRow& row)
{
    return (policy.*row.shares)[static_cast<std::size_t>(row.outcome)];
}

QString cellText(const ComparedPolicy& policy, int row, Kind kind)
{
    if (const OutcomeRow* outcome = outcomeRow(row))
        return kind == Kind::Figure ? shareText(outcomeShare(policy, *outcome)) : QString();
    const auto metric = static_cast<WhatIfMetric>(row);
    const auto at = static_cast<std::size_t>(row);
    switch (kind) {
    case Kind::Figure:
        return figureText(metric, policy.figures[at]);
    case Kind::Difference:
        return differenceText(metric, policy.differences[at]);
    case Kind::Better:
        break;
    }
    return shareText(policy.betterShares[at]);
}

QString headerText(const WhatIfFigures& figures, Column column)
{
    QString name = text(figures.policies[column.policy].name);
    switch (column.kind) {
    case Kind::Figure:
        return name;
    case Kind::Difference:
        return WhatIfWords::tr("%1 less %2").arg(name, text(figures.policies.front().name));
    case Kind::Better:
        break;
    }
    return WhatIfWords::tr("%1 better in").arg(name);
}

bool isSameShape(const WhatIfFigures& a, const WhatIfFigures& b)
{
    return std::equal(a.policies.begin(), a.policies.end(), b.policies.begin(), b.policies.end(),
                      [](const ComparedPolicy& one, const ComparedPolicy& other) {
                          return one.name == other.name;
                      });
}

/// A spreadsheet would compute what begins like a formula.
QByteArray field(const QString& words)
{
    static const QString formula = QStringLiteral("=+-@\t'");
    const bool isRisky = !words.isEmpty() && formula.contains(words.front());
    std::string csv;
    appendCsvField(csv, utf8(isRisky ? u'\'' + words : words));
    return QByteArray::fromStdString(csv);
}

QByteArray number(const std::optional<double>& value)
{
    return value ? QByteArray::number(*value, 'g', 10) : QByteArray();
}

QByteArray estimate(const Estimate& of)
{
    return number(of.value) + ',' + number(of.low) + ',' + number(of.high);
}

/// What a row says besides its figures, so that it can be had again.
QByteArray circumstances(const WhatIfFigures& figures, const ComparedPolicy& policy)
{
    const RolloutOptions& options = policy.policy.options;
    return field(text(figures.title)) + ',' + QByteArray::number(figures.targets) + ','
        + QByteArray::number(figures.runs) + ',' + QByteArray::number(figures.seed) + ','
        + QByteArray::number(figures.weights.badShare) + ','
        + QByteArray::number(options.batch.value()) + ','
        + QByteArray::number(options.success.value()) + ','
        + QByteArray::number(options.successTimeout.count()) + ','
        + QByteArray::number(options.durationTimeout.count()) + ','
        + field(text(guardsLine(policy.policy)));
}

QByteArray outcomeLines(const WhatIfFigures& figures, const ComparedPolicy& policy)
{
    QByteArray lines;
    for (const OutcomeRow& row : outcomeRows)
        lines += field(QStringLiteral("outcome: ") + outcomeText(row.outcome)) + ",share,"
            + versionWord(row).toUtf8() + ',' + field(text(policy.name)) + ','
            + QByteArray::number(static_cast<qulonglong>(figures.runs)) + ','
            + estimate(outcomeShare(policy, row)) + ",,,,," + circumstances(figures, policy)
            + "\r\n";
    return lines;
}

} // namespace

void WhatIfModel::show(const WhatIfFiguresPtr& figures)
{
    const bool isSame = m_figures && figures && isSameShape(*m_figures, *figures);
    if (isSame) {
        m_figures = figures;
        Q_EMIT dataChanged(index(0, nameColumns), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_figures = figures;
    endResetModel();
}

int WhatIfModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_figures
        ? 0
        : static_cast<int>(whatIfMetricCount + outcomeRows.size());
}

int WhatIfModel::columnCount(const QModelIndex& parent) const
{
    if (parent.isValid() || !m_figures || m_figures->policies.empty())
        return 0;
    const auto others = static_cast<int>(m_figures->policies.size()) - 1;
    return nameColumns + 1 + others * columnsPerOther;
}

QVariant WhatIfModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isName = index.column() < nameColumns;
    if (role == Qt::ToolTipRole && !outcomeRow(index.row()))
        return metricExplained(static_cast<WhatIfMetric>(index.row()));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isName ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    if (isName)
        return nameOf(index.row(), index.column());
    const Column column = columnAt(index.column());
    return cellText(m_figures->policies[column.policy], index.row(), column.kind);
}

QVariant WhatIfModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter
                                   | (section < nameColumns ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    if (section < nameColumns)
        return section == 0 ? WhatIfWords::tr("Figure") : WhatIfWords::tr("Version");
    return headerText(*m_figures, columnAt(section));
}

QString rowsAsText(const QAbstractItemModel& model, const std::vector<int>& rows)
{
    QStringList lines;
    QStringList cells;
    const int columns = model.columnCount();
    for (int column = 0; column < columns; ++column)
        cells << model.headerData(column, Qt::Horizontal).toString();
    lines << cells.join(u'\t');
    for (const int row : rows) {
        cells.clear();
        for (int column = 0; column < columns; ++column)
            cells << model.index(row, column).data().toString();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QString rowsAsHtml(const QAbstractItemModel& model, const QString& caption)
{
    const auto cell = [](const char* tag, const QVariant& words) {
        return QStringLiteral("<%1 align=\"left\">%2</%1>")
            .arg(QLatin1String(tag), words.toString().toHtmlEscaped());
    };
    const int columns = model.columnCount();
    QString html = QStringLiteral("<p>%1</p><table cellpadding=\"4\" cellspacing=\"0\"><tr>")
                       .arg(caption.toHtmlEscaped());
    for (int column = 0; column < columns; ++column)
        html += cell("th", model.headerData(column, Qt::Horizontal, Qt::DisplayRole));
    for (int row = 0; row < model.rowCount(); ++row) {
        html += QLatin1String("</tr><tr>");
        for (int column = 0; column < columns; ++column)
            html += cell("td", model.index(row, column).data());
    }
    return html + QLatin1String("</tr></table>");
}

QByteArray whatIfAsCsv(const WhatIfFigures& figures)
{
    QByteArray csv =
        "metric,unit,version,policy,n,mean,low_95,high_95,difference_to_first,difference_low_95,"
        "difference_high_95,better_than_first_share,scenario,targets,runs,seed,bad_release_share,"
        "batch_percent,success_percent,success_timeout_s,duration_timeout_s,guards\r\n";
    for (const ComparedPolicy& policy : figures.policies) {
        for (std::size_t i = 0; i < whatIfMetricCount; ++i) {
            const auto metric = static_cast<WhatIfMetric>(i);
            csv += QByteArray(whatIfMetricName(metric).data()) + ',' + metricUnit(metric).toUtf8()
                + ',' + metricVersion(metric).toUtf8() + ',' + field(text(policy.name)) + ','
                + QByteArray::number(static_cast<qulonglong>(policy.figures[i].n)) + ','
                + estimate(policy.figures[i]) + ',' + estimate(policy.differences[i]) + ','
                + number(policy.betterShares[i].value) + ',' + circumstances(figures, policy)
                + "\r\n";
        }
        csv += outcomeLines(figures, policy);
    }
    return csv;
}

} // namespace rollout
