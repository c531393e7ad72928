#include "ui/training/session_report.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPageLayout>
#include <QPdfWriter>
#include <QTextDocument>

#include "simulation/scenario.h"
#include "ui/common/chart_export.h"
#include "ui/common/format.h"
#include "ui/common/sentences.h"
#include "ui/common/words.h"
#include "ui/training/training_words.h"

namespace rollout {

namespace {

qint64 secondsOf(const TrainingSession& session, const JournalRow& row)
{
    return std::chrono::duration_cast<Seconds>(row.at - firstAssigningStep(session.named.scenario))
        .count();
}

QString numberText(double number)
{
    return QString::number(number, 'f', 1);
}

/// A row of the report: what kind, when, what, and a figure with its unit.
struct Row
{
    QString kind;
    QString seconds;
    QString what;
    QString figure;
};

std::vector<Row> rowsOf(const TrainingSession& session)
{
    std::vector<Row> rows;
    for (const PlayedAct& act : session.happened)
        rows.push_back(
            {QStringLiteral("event"), QString::number(act.at.count()), happeningText(act.act), {}});
    for (const JournalRow& row : session.actions)
        rows.push_back({QStringLiteral("action"),
                        QString::number(secondsOf(session, row)),
                        Words::tr("%1: %2").arg(text(row.by), journalSentence(row)),
                        {}});
    for (const PlacedBet& bet : session.bets)
        rows.push_back({QStringLiteral("bet"), QString::number(bet.question.at.count()),
                        questionText(bet.question.bet), QString::number(bet.probability)});
    const auto columns = scoreColumns(session.yardsticks);
    for (const ScoreLine& line : scoreLines(session))
        for (std::size_t i = 0; i < columns.size(); ++i)
            rows.push_back({QStringLiteral("score"),
                            {},
                            columns[i] + QStringLiteral(": ") + line.caption,
                            numberText(line.points[i])});
    if (const auto brier = brierScore(session.bets, session.result))
        rows.push_back({QStringLiteral("brier"), {}, {}, QString::number(*brier)});
    return rows;
}

QJsonObject scoreJson(const Score& score)
{
    return {{QStringLiteral("total"), score.total()},
            {QStringLiteral("exposure"), score.exposure},
            {QStringLiteral("delay"), score.delay},
            {QStringLiteral("falseRollback"), score.falseRollback},
            {QStringLiteral("missed"), score.missed}};
}

QJsonArray betsJson(const TrainingSession& session)
{
    QJsonArray bets;
    for (const PlacedBet& bet : session.bets)
        bets.append(
            QJsonObject{{QStringLiteral("atSeconds"), static_cast<qint64>(bet.question.at.count())},
                        {QStringLiteral("question"), questionText(bet.question.bet)},
                        {QStringLiteral("probability"), bet.probability},
                        {QStringLiteral("cameTrue"), cameTrue(bet.question.bet, session.result)}});
    return bets;
}

QJsonObject metricsJson(const RunResult& result)
{
    QJsonObject metrics;
    for (std::size_t i = 0; i < metricCount; ++i)
        if (const auto value = result.metrics[i])
            metrics.insert(text(metricName(static_cast<Metric>(i))), *value);
    return metrics;
}

QString quoted(QString field)
{
    field.replace(u'"', QLatin1String("\"\""));
    return u'"' + field + u'"';
}

QString cells(const QStringList& values, const char* tag)
{
    QString html = QStringLiteral("<tr>");
    for (const QString& value : values)
        html += QStringLiteral("<%1>%2</%1>").arg(QLatin1String(tag), value.toHtmlEscaped());
    return html + QStringLiteral("</tr>");
}

Result<QByteArray> pdfOf(const QString& html)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout::Millimeter);
    QTextDocument document;
    document.setHtml(html);
    document.print(&writer);
    return bytes;
}

QString resultText(const TrainingSession& session)
{
    const QString was =
        session.yardsticks.isBadVersion ? Words::tr("v2 was bad") : Words::tr("v2 was good");
    switch (session.result.outcome) {
    case Outcome::Completed:
        return Words::tr("%1, and runs everywhere.").arg(was);
    case Outcome::RolledBack:
        return Words::tr("%1, and was rolled back.").arg(was);
    case Outcome::Unfinished:
        break;
    }
    return Words::tr("%1, and the rollout was not over.").arg(was);
}

} // namespace

std::array<QString, 4> scoreColumns(const Yardsticks& others)
{
    return {Words::tr("You"), Words::tr("Engine alone"), Words::tr("Oracle"),
            Words::tr("Best of %1").arg(others.tried)};
}

std::vector<ScoreLine> scoreLines(const TrainingSession& session)
{
    const Yardsticks& others = session.yardsticks;
    const std::array<const Score*, 4> scores{&session.score, &others.alone, &others.oracle,
                                             &others.best};
    const auto line = [&](const QString& caption, auto points) {
        ScoreLine result{caption, {}};
        for (std::size_t i = 0; i < scores.size(); ++i)
            result.points[i] = points(*scores[i]);
        return result;
    };
    return {line(Words::tr("Score"), [](const Score& score) { return score.total(); }),
            line(Words::tr("Exposure"), [](const Score& score) { return 0.0 - score.exposure; }),
            line(Words::tr("Delay"), [](const Score& score) { return 0.0 - score.delay; }),
            line(Words::tr("False rollback"),
                 [](const Score& score) { return 0.0 - score.falseRollback; }),
            line(Words::tr("Missed"), [](const Score& score) { return 0.0 - score.missed; })};
}

QString outcomeText(const TrainingSession& session)
{
    QString outcome = resultText(session);
    if (!session.recordedDigest)
        return outcome;
    if (session.isCutShort)
        return Words::tr("%1 The replay was ended before its end.").arg(outcome);
    return *session.recordedDigest == session.result.digest
        ? Words::tr("%1 It was played again exactly as it was recorded.").arg(outcome)
        : Words::tr("%1 It did not come out as it was recorded: something else was done, or another"
                    " version of this program recorded it.")
              .arg(outcome);
}

QByteArray sessionJson(const TrainingSession& session)
{
    QJsonArray events;
    QJsonArray actions;
    for (const PlayedAct& act : session.happened)
        events.append(
            QJsonObject{{QStringLiteral("atSeconds"), static_cast<qint64>(act.at.count())},
                        {QStringLiteral("what"), happeningText(act.act)}});
    for (const JournalRow& row : session.actions)
        actions.append(QJsonObject{{QStringLiteral("atSeconds"), secondsOf(session, row)},
                                   {QStringLiteral("by"), text(row.by)},
                                   {QStringLiteral("what"), journalSentence(row)},
                                   {QStringLiteral("reason"), text(row.text)}});
    const Yardsticks& others = session.yardsticks;
    QJsonObject scores{{QStringLiteral("trainee"), scoreJson(session.score)},
                       {QStringLiteral("engineAlone"), scoreJson(others.alone)},
                       {QStringLiteral("oracle"), scoreJson(others.oracle)},
                       {QStringLiteral("bestRandomPolicy"), scoreJson(others.best)}};
    QJsonObject whole{
        {QStringLiteral("scenario"), text(session.named.name)},
        {QStringLiteral("seed"), QString::number(session.named.scenario.fleet.seed)},
        {QStringLiteral("badVersion"), others.isBadVersion},
        {QStringLiteral("outcome"), outcomeText(session)},
        {QStringLiteral("digest"), QString::number(session.result.digest, 16)},
        {QStringLiteral("metrics"), metricsJson(session.result)},
        {QStringLiteral("events"), events},
        {QStringLiteral("actions"), actions},
        {QStringLiteral("bets"), betsJson(session)},
        {QStringLiteral("scores"), scores},
    };
    if (const auto brier = brierScore(session.bets, session.result))
        whole.insert(QStringLiteral("brier"), *brier);
    whole.insert(QStringLiteral("replay"), sessionToJson(session.played));
    return QJsonDocument(whole).toJson();
}

QByteArray sessionCsv(const TrainingSession& session)
{
    QString csv = QStringLiteral("kind,at (s),what,figure\r\n");
    csv += QStringLiteral("scenario,,%1,\r\nseed,,,%2\r\n")
               .arg(quoted(text(session.named.name)))
               .arg(session.named.scenario.fleet.seed);
    const std::vector<Row> rows = rowsOf(session);
    for (const Row& row : rows)
        csv += row.kind + u',' + row.seconds + u',' + quoted(row.what) + u',' + row.figure
            + QStringLiteral("\r\n");
    return csv.toUtf8();
}

QString sessionHtml(const TrainingSession& session)
{
    QString html = QStringLiteral("<h1>%1</h1><p>%2</p><p>%3</p>")
                       .arg(text(session.named.title).toHtmlEscaped(),
                            text(session.named.training.briefing).toHtmlEscaped(),
                            outcomeText(session).toHtmlEscaped());
    const QString table = QStringLiteral("<table border='1' cellspacing='0' cellpadding='4'>");
    const auto columns = scoreColumns(session.yardsticks);
    QStringList heads{Words::tr("Points")};
    for (const QString& column : columns)
        heads << column;
    html += table + cells(heads, "th");
    for (const ScoreLine& line : scoreLines(session)) {
        QStringList values{line.caption};
        for (const double points : line.points)
            values << numberText(points);
        html += cells(values, "td");
    }
    html += QStringLiteral("</table><h2>%1</h2>").arg(Words::tr("What happened, and what was done"))
        + table
        + cells({Words::tr("Kind"), Words::tr("After (s)"), Words::tr("What"), Words::tr("Figure")},
                "th");
    const std::vector<Row> rows = rowsOf(session);
    for (const Row& row : rows)
        if (row.kind != QLatin1String("score"))
            html += cells({row.kind, row.seconds, row.what, row.figure}, "td");
    return html
        + QStringLiteral("</table><p>%1</p>")
              .arg(Words::tr("Scenario %1, seed %2.")
                       .arg(text(session.named.name))
                       .arg(session.named.scenario.fleet.seed)
                       .toHtmlEscaped());
}

Result<void> writeSession(const TrainingSession& session, const QString& path)
{
    QByteArray bytes;
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        auto pdf = pdfOf(sessionHtml(session));
        if (!pdf)
            return tl::unexpected(pdf.error());
        bytes = std::move(*pdf);
    } else {
        const bool isCsv = path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive);
        bytes = isCsv ? sessionCsv(session) : sessionJson(session);
    }
    return writeBytes(bytes, path);
}

} // namespace rollout
